import * as l10n from '@vscode/l10n';
import type { Span, TextEdit } from '../text/span';
import { mostProblems, proposal, removal, type ProposedEdit, type SyntaxProblem } from './problem';
import type { Attribute, OpenTag, Token } from './tree';

/** Prefixes that have one usual meaning, which a fix can declare. */
const usual: ReadonlyMap<string, string> = new Map([
  ['xdt', 'http://schemas.microsoft.com/XML-Document-Transform'],
  ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema'],
]);

/** What is wrong with prefixes in a text that is well-formed otherwise (Namespaces in XML 1.0). */
export function namespaceProblems(text: string, tokens: readonly Token[]): readonly SyntaxProblem[] {
  return tokens.some(isPrefixed) ? new PrefixCheck(text, tokens).problems : [];
}

function isPrefixed(token: Token): boolean {
  return (
    (token.kind === 'open' || token.kind === 'empty') &&
    (token.localName.length !== token.name.length || token.attributes.some(({ name }) => name.includes(':')))
  );
}

/** A name with its prefix, where it is written. */
interface PrefixedName {
  readonly prefix: string;
  readonly span: Span;
  /** The name in the close tag. */
  readonly closer?: Span;
}

class PrefixCheck {
  readonly problems: SyntaxProblem[] = [];
  /** How many elements around declare each prefix. */
  private readonly declared = new Map<string, number>([['xml', 1]]);
  private readonly undeclared = new Map<string, PrefixedName[]>();
  private root: OpenTag | undefined;

  constructor(
    private readonly text: string,
    tokens: readonly Token[],
  ) {
    for (const token of tokens) {
      if (token.kind === 'open' || token.kind === 'empty') {
        this.root ??= token;
        this.enter(token);
      }
      if (token.kind === 'empty') {
        this.declare(token, -1);
      } else if (token.kind === 'close' && token.closes !== undefined) {
        this.declare(token.closes, -1);
      }
    }
    for (const [prefix, names] of this.undeclared) {
      this.problems.push(this.undeclaredPrefix(prefix, names));
    }
    this.problems.splice(mostProblems);
  }

  private enter(tag: OpenTag): void {
    this.declare(tag, 1);
    const { nameStart, closeStart } = tag;
    const closer = closeStart === -1 ? {} : { closer: spanOf(closeStart + 2, tag.name) };
    this.checkName(tag.name, spanOf(nameStart, tag.name), closer);
    for (const attribute of tag.attributes) {
      if (attribute.name.startsWith('xmlns:')) {
        this.checkDeclaration(attribute);
      } else {
        this.checkName(attribute.name, attribute.nameSpan, {});
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

  private checkDeclaration({ name, value, span, nameSpan }: Attribute): void {
    const prefix = name.slice(6);
    if (prefix === '' || prefix.includes(':')) {
      this.invalidName(name, [nameSpan]);
    } else if (value === '') {
      this.report(
        span,
        l10n.t('The namespace of the prefix "{0}" must not be empty. Remove the declaration.', prefix),
        removal(withSpaceBefore(this.text, span)),
      );
    }
  }

  private checkName(name: string, span: Span, closer: { readonly closer?: Span }): void {
    const colon = name.indexOf(':');
    if (colon === -1) {
      return;
    }
    const prefix = name.slice(0, colon);
    if (colon === 0 || colon === name.length - 1 || name.includes(':', colon + 1)) {
      this.invalidName(name, [span, closer.closer ?? []].flat());
    } else if (!(Number(this.declared.get(prefix)) > 0)) {
      const names = this.undeclared.get(prefix);
      const one = { prefix, span, ...closer };
      if (names === undefined) {
        this.undeclared.set(prefix, [one]);
      } else {
        names.push(one);
      }
    }
  }

  /** `places`: where it is written. */
  private invalidName(name: string, places: readonly Span[]): void {
    const [prefix = '', ...rest] = name.split(':').filter((part) => part !== '');
    const written = rest.length === 0 ? prefix : `${prefix}:${rest.join('')}`;
    const [span] = places;
    if (span !== undefined) {
      this.report(
        span,
        l10n.t('"{0}" is not a valid name: a prefix and a name have one ":" between them.', name),
        ...(written === '' ? [] : [renaming(written, places)]),
      );
    }
  }

  /** One problem, at the first name that has it. */
  private undeclaredPrefix(prefix: string, names: readonly PrefixedName[]): SyntaxProblem {
    const start = names[0]?.span.start ?? 0;
    const uri = usual.get(prefix);
    const at = this.root?.nameEnd ?? 0;
    const declaration = { start: at, end: at, newText: ` xmlns:${prefix}="${uri ?? ''}"` };
    const without = names.flatMap(({ span, closer }) => [span, closer ?? []].flat().map((one) => cut(one, prefix)));
    return {
      span: { start, end: start + prefix.length },
      message: l10n.t(
        'The namespace prefix "{0}" is not declared. Declare it with xmlns:{0}="…", or remove it.',
        prefix,
      ),
      edits: [
        ...(uri === undefined ? [] : [proposal(l10n.t('Declare xmlns:{0}', prefix), declaration)]),
        { title: l10n.t('Remove "{0}:"', prefix), edits: without },
      ],
    };
  }

  private report(span: Span, text: SyntaxProblem['message'], ...edits: SyntaxProblem['edits']): void {
    if (this.problems.length < mostProblems) {
      this.problems.push({ span, message: text, edits });
    }
  }
}

function spanOf(start: number, name: string): Span {
  return { start, end: start + name.length };
}

function renaming(newText: string, places: readonly Span[]): ProposedEdit {
  return { title: l10n.t('Write {0}', newText), edits: places.map((place) => ({ ...place, newText })) };
}

function cut({ start }: Span, prefix: string): TextEdit {
  return { start, end: start + prefix.length + 1, newText: '' };
}

function withSpaceBefore(text: string, { start, end }: Span): Span {
  return { start: start - (/\s/.test(text.charAt(start - 1)) ? 1 : 0), end };
}
