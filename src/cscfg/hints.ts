import * as l10n from '@vscode/l10n';
import { isMatched, type MatchedVerdict, type Verdict } from '../certificate/verdict';
import { verdictLine } from '../certificate/verdictMessages';
import type { Span } from '../text/span';
import { tagName } from '../xml/edit';
import type { CscfgDocument } from './document';
import type { CheckContext, Finding } from './rules/rule';
import { thumbprintUses, type ThumbprintUse } from './uses';

export interface RoleLens {
  readonly span: Span;
  readonly title: string;
}

export function roleLenses({ model }: CscfgDocument, findings: readonly Finding[]): readonly RoleLens[] {
  return model.roles.map(({ element, certificates }) => {
    const { start, end } = element.span;
    const problems = findings.filter(({ span }) => start <= span.start && span.end <= end).length;
    return { span: tagName(element), title: title(certificates.length, problems) };
  });
}

function title(certificates: number, problems: number): string {
  return problems === 0
    ? l10n.t('Certificates: {0}', certificates)
    : l10n.t('Certificates: {0}, problems: {1}', certificates, problems);
}

const day = 86_400_000;

export interface ThumbprintHint {
  readonly offset: number;
  /** `= contoso-web, 41 d` */
  readonly label: string;
  readonly tooltip: string;
}

/** For each thumbprint that a vault knows, and for each unverified one of a certificate, in document order. */
export function thumbprintHints(
  document: CscfgDocument,
  context: Pick<CheckContext, 'verdictOf' | 'now'>,
): readonly ThumbprintHint[] {
  return thumbprintUses(document).flatMap((use): readonly ThumbprintHint[] => {
    const verdict = context.verdictOf(use.thumbprint);
    const words = isMatched(verdict) ? label(verdict, context.now) : unverifiedLabel(use, verdict);
    return words === undefined
      ? []
      : [{ offset: offsetBehind(use), label: words, tooltip: verdictLine(verdict, context.now) }];
  });
}

/** None while the vault is being read. The digits in a setting need not be a thumbprint. */
function unverifiedLabel({ kind }: ThumbprintUse, verdict: Verdict): string | undefined {
  const isUnverified =
    kind === 'certificate' &&
    verdict.kind === 'unverified' &&
    verdict.reason.kind !== 'checking' &&
    verdict.reason.kind !== 'notAsked';
  return isUnverified ? l10n.t('not verified') : undefined;
}

/** After the quote, or after the digits if more text follows. */
function offsetBehind(use: ThumbprintUse): number {
  const attribute = use.kind === 'certificate' ? use.entry.thumbprint : use.setting.value;
  return attribute?.valueSpan?.end === use.span.end ? attribute.span.end : use.span.end;
}

function label(verdict: MatchedVerdict, now: number): string {
  const { certificate, expires } = verdict.match;
  switch (verdict.kind) {
    case 'outdated':
      return l10n.t('= {0}, outdated', certificate);
    case 'expired':
      return l10n.t('= {0}, expired', certificate);
    case 'disabled':
      return l10n.t('= {0}, disabled', certificate);
    case 'deleted':
      return l10n.t('= {0}, deleted', certificate);
    case 'unusable':
      return l10n.t('= {0}, unusable', certificate);
    case 'notYetValid':
      return l10n.t('= {0}, not yet valid', certificate);
    default:
      return expires === undefined
        ? l10n.t('= {0}', certificate)
        : l10n.t('= {0}, {1} d', certificate, Math.floor((expires - now) / day));
  }
}
