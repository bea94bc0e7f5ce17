import type { CscfgDocument } from '../document';
import type { Finding } from '../rules/rule';
import { tagName } from '../rules/elementSpans';
import { message, type Message } from '../text/message';
import type { Span } from '../text/span';

/** A line above a role. */
export interface RoleLens {
  readonly span: Span;
  readonly title: Message;
}

/** How many certificates each role has, and how many problems there are in it. */
export function roleLenses({ model }: CscfgDocument, findings: readonly Finding[]): readonly RoleLens[] {
  return model.roles.map(({ element, certificates }) => {
    const { start, end } = element.span;
    const problems = findings.filter(({ span }) => start <= span.start && span.end <= end).length;
    return { span: tagName(element), title: title(certificates.length, problems) };
  });
}

function title(certificates: number, problems: number): Message {
  return problems === 0
    ? message('Certificates: {0}', certificates)
    : message('Certificates: {0}, problems: {1}', certificates, problems);
}
