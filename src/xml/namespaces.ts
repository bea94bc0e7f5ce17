import * as l10n from '@vscode/l10n';
import type { Span } from '../text/span';
import { isSpaceAt } from './characters';
import { fix, ProblemList, remove, type SyntaxProblem } from './problem';
import type { XmlAttribute, OpenTag, Token } from './tree';

/** Prefixes with one usual meaning, which a fix can declare. */
const usual: ReadonlyMap<string, string> = new Map([
  ['xdt', 'http://schemas.microsoft.com/XML-Document-Transform'],
  ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema'],
]);

/** Problems by Namespaces in XML 1.0 in an otherwise well-formed text. */
export function namespaceProblems(text: string, tokens: readonly Token[]): readonly SyntaxProblem[] {
  return tokens.some(isPrefixed) ? new PrefixCheck(text, tokens).problems : [];
}

function isPrefixed(token: Token): boolean {
  return (
    (token.kind === 'open' || token.kind === 'empty') &&
    (token.localName.length !== token.name.length || token.attributes.some(({ name }) => name.includes(':')))
  );
}

class PrefixCheck extends ProblemList {
  /** How many open elements declare each prefix. */
  private readonly declared = new Map<string, number>([['xml', 1]]);
  private readonly undeclared = new Map<string, Span[]>();

  constructor(
    private readonly text: string,
    tokens: readonly Token[],
  ) {
    super();
    let root: OpenTag | undefined;
    for (const token of tokens) {
      if (token.kind === 'open' || token.kind === 'empty') {
        root ??= token;
        this.checkTag(token);
      }
      if (token.kind === 'empty') {
        this.declare(token, -1);
      } else if (token.kind === 'close' && token.closes !== undefined) {
        this.declare(token.closes, -1);
      }
    }
    for (const [prefix, names] of this.undeclared) {
      this.reportUndeclared(prefix, names, root?.nameEnd ?? 0);
    }
  }

  private checkTag(tag: OpenTag): void {
    this.declare(tag, 1);
    const { name, nameStart, closeStart } = tag;
    const starts = closeStart === -1 ? [nameStart] : [nameStart, closeStart + 2];
    this.checkName(
      name,
      starts.map((start) => ({ start, end: start + name.length })),
    );
    for (const attribute of tag.attributes) {
      if (attribute.name.startsWith('xmlns:')) {
        this.checkDeclaration(attribute);
      } else {
        this.checkName(attribute.name, [attribute.nameSpan]);
      }
    }
  }

  private declare({ attributes }: OpenTag, change: 1 | -1): void {
    for (const { name } of attributes) {
      if (name.startsWith('xmlns:')) {
        const prefix = name.slice(6);
        this.declared.set(prefix, (this.declared.get(prefix) ?? 0) + change);
      }
    }
  }

  private checkDeclaration({ name, value, span, nameSpan }: XmlAttribute): void {
    const prefix = name.slice(6);
    if (prefix === '' || prefix.includes(':')) {
      this.reportInvalid(name, [nameSpan]);
    } else if (value === '') {
      const what = l10n.t('The namespace of the prefix "{0}" must not be empty. Remove the declaration.', prefix);
      const start = isSpaceAt(this.text, span.start - 1) ? span.start - 1 : span.start;
      this.report(span, what, [remove({ start, end: span.end })]);
    }
  }

  private checkName(name: string, places: readonly Span[]): void {
    const colon = name.indexOf(':');
    if (colon === -1) {
      return;
    }
    const prefix = name.slice(0, colon);
    if (colon === 0 || colon === name.length - 1 || name.includes(':', colon + 1)) {
      this.reportInvalid(name, places);
    } else if (!(Number(this.declared.get(prefix)) > 0)) {
      const names = this.undeclared.get(prefix) ?? [];
      this.undeclared.set(prefix, names);
      names.push(...places);
    }
  }

  private reportInvalid(name: string, places: readonly Span[]): void {
    const [prefix = '', ...rest] = name.split(':').filter((part) => part !== '');
    const valid = rest.length === 0 ? prefix : `${prefix}:${rest.join('')}`;
    const edits = places.map((place) => ({ ...place, newText: valid }));
    const what = l10n.t('"{0}" is not a valid name: only one ":" is allowed, between a prefix and a name.', name);
    for (const span of places.slice(0, 1)) {
      this.report(span, what, valid === '' ? [] : [fix(l10n.t('Write {0}', valid), ...edits)]);
    }
  }

  /** Reported once, at the first name with the prefix. `at`: where the root can declare it. */
  private reportUndeclared(prefix: string, names: readonly Span[], at: number): void {
    const start = names[0]?.start ?? 0;
    const uri = usual.get(prefix);
    const declaration = { start: at, end: at, newText: ` xmlns:${prefix}="${uri ?? ''}"` };
    const cuts = names.map((name) => ({ start: name.start, end: name.start + prefix.length + 1, newText: '' }));
    this.report(
      { start, end: start + prefix.length },
      l10n.t('The namespace prefix "{0}" is not declared. Declare it with xmlns:{0}="…", or remove it.', prefix),
      [
        ...(uri === undefined ? [] : [fix(l10n.t('Declare xmlns:{0}', prefix), declaration)]),
        fix(l10n.t('Remove "{0}:"', prefix), ...cuts),
      ],
    );
  }
}
