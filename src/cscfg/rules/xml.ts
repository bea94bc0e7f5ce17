import * as l10n from '@vscode/l10n';
import type { Span, TextEdit } from '../../text/span';
import { insertBefore, isTyped } from '../../xml/edit';
import type { SyntaxProblem } from '../../xml/problem';
import { walk, type XmlElement } from '../../xml/tree';
import type { CscfgDocument } from '../document';
import { rootType, typeOf } from '../schema/typeOf';
import { childType } from '../schema/types';
import { configurationFor, skeleton } from '../skeleton';
import { chooseFix, textFix } from './fixes';
import { type CheckContext, type Finding, type Fix, type Problem, references, type Rule } from './rule';

/** Refines problems with the schema: which of two tag names is correct, and where an unclosed element should end. */
export function syntaxBySchema(document: CscfgDocument): readonly SyntaxProblem[] {
  const { text, syntaxProblems } = document;
  if (syntaxProblems.length === 0) {
    return [];
  }
  const refined = syntaxProblems.map((problem) => {
    const rename = openerRename(text, problem);
    return { problem, rename, nameStart: rename?.start ?? problem.span.start + 1 };
  });
  const opened = openedAt(document, new Set(refined.map(({ nameStart }) => nameStart)));
  return refined.map(({ problem, rename, nameStart }) => {
    const element = opened.get(nameStart);
    return element === undefined
      ? problem
      : rename === undefined
        ? unclosedBySchema(text, problem, element)
        : mismatchBySchema(problem, element, rename);
  });
}

function openedAt({ roots }: CscfgDocument, offsets: ReadonlySet<number>): ReadonlyMap<number, XmlElement> {
  const found = new Map<number, XmlElement>();
  for (const element of walk(roots)) {
    if (offsets.has(element.nameSpan.start)) {
      found.set(element.nameSpan.start, element);
    }
  }
  return found;
}

/** Whether the syntax rule reports the element because only its open tag is misspelled. */
export function isMismatchedOpener(document: CscfgDocument, element: XmlElement): boolean {
  return document.syntaxProblems.some((problem) => {
    const rename = openerRename(document.text, problem);
    return rename?.start === element.nameSpan.start && knowsOnlyCloser(element, rename.newText);
  });
}

function openerRename(text: string, { span, edits }: SyntaxProblem): TextEdit | undefined {
  const closer = text.slice(span.start, span.end);
  return edits
    .flatMap((proposed) => (proposed.edits.length === 1 ? proposed.edits : []))
    .find(({ start, end, newText }) => newText === closer && start < end && end < span.start);
}

/** If the schema allows only one of the two names, the other is the mistake. */
function mismatchBySchema(problem: SyntaxProblem, opened: XmlElement, rename: TextEdit): SyntaxProblem {
  const [opener, closer] = [opened.name, rename.newText];
  const renaming = problem.edits.filter(({ edits }) => edits.includes(rename));
  if (knowsOnlyCloser(opened, closer)) {
    return {
      ...problem,
      span: opened.nameSpan,
      message: l10n.t('</{1}> does not match <{0}>. Change <{0}> to <{1}>.', opener, closer),
      edits: renaming,
    };
  }
  return isKnown(opened, opened.localName) && !isKnown(opened, localNameOf(opened, closer))
    ? { ...problem, edits: problem.edits.filter((one) => !renaming.includes(one)) }
    : problem;
}

function knowsOnlyCloser(opened: XmlElement, closer: string): boolean {
  return !isKnown(opened, opened.localName) && isKnown(opened, localNameOf(opened, closer));
}

function localNameOf({ name, localName }: XmlElement, other: string): string {
  const prefix = name.slice(0, name.length - localName.length);
  return other.startsWith(prefix) ? other.slice(prefix.length) : other;
}

function isKnown({ parent }: XmlElement, localName: string): boolean {
  const type = parent && typeOf(parent);
  return parent === undefined
    ? rootType(localName) !== undefined
    : type !== undefined && childType(type, localName) !== undefined;
}

/** The close tag is missing before the first child that the schema allows only as a sibling. */
function unclosedBySchema(text: string, problem: SyntaxProblem, element: XmlElement): SyntaxProblem {
  const [edit] = problem.edits[0]?.edits ?? [];
  const [type, outer] = [typeOf(element), element.parent && typeOf(element.parent)];
  const isClosing = edit?.newText.includes(`</${element.name}>`) === true && isTyped(text, element);
  if (!isClosing || type === undefined || outer === undefined || element.closeTag !== undefined) {
    return problem;
  }
  const stray = element.children.find(
    ({ localName }) => childType(type, localName) === undefined && childType(outer, localName) !== undefined,
  );
  if (stray === undefined || stray.span.start >= edit.start) {
    return problem;
  }
  const isEmpty = stray === element.children[0];
  const at = element.openTag.end - 1;
  const edits = isEmpty
    ? [{ start: at, end: at, newText: text[at - 1] === ' ' ? '/' : ' /' }]
    : [insertBefore(text, stray, [`</${element.name}>`])];
  const title = isEmpty ? l10n.t('Close it with "/>"') : l10n.t('Insert </{0}>', element.name);
  return { ...problem, edits: [{ title, edits }] };
}

/** Reports an unescaped placeholder (`<your_connection_string>`) instead of a stray `<`. */
export function* withPlaceholders(document: CscfgDocument, problems: Iterable<Problem>): Generator<Problem> {
  for (const problem of problems) {
    const span = placeholderAt(document.text, problem);
    yield span === undefined ? problem : placeholderProblem(document, problem, span);
  }
}

/** The fixes of a placeholder, of which no one is preferred; undefined for other findings. */
export function placeholderFixes(finding: Finding, { text }: CscfgDocument): readonly Fix[] | undefined {
  const { edits = [], entry } = finding;
  if (placeholderAt(text, finding) === undefined) {
    return undefined;
  }
  return [
    ...(entry === undefined ? [] : [chooseFix(entry.element)]),
    ...edits.map((proposed) => textFix(proposed.title, proposed.edits)),
  ];
}

function placeholderProblem({ text, model }: CscfgDocument, problem: Problem, span: Span): Problem {
  const entry = model.roles
    .flatMap(({ certificates }) => certificates)
    .find(({ thumbprint }) => thumbprint?.valueSpan?.start === span.start);
  return {
    ...problem,
    span,
    message: l10n.t('Placeholder "{0}" must be replaced with a value.', text.slice(span.start, span.end)),
    ...(entry === undefined ? {} : { entry }),
  };
}

const placeholder = /<[\p{L}_][^<>="'&/\r\n]{0,199}>/uy;

/** Text with a matching end tag is HTML, not a placeholder. */
function placeholderAt(text: string, { span, edits = [] }: Pick<Problem, 'span' | 'edits'>): Span | undefined {
  if (edits[0]?.edits[0]?.newText !== '&lt;') {
    return undefined;
  }
  placeholder.lastIndex = span.start;
  const [found = ''] = placeholder.exec(text) ?? [];
  const end = span.start + found.length;
  const isTag = text.startsWith(`</${found.slice(1)}`, text.indexOf('<', end));
  return found === '' || isTag ? undefined : { start: span.start, end };
}

/** For a text without elements, unless it has other problems; empty if nothing else is written. */
function missingRoot({ roots, syntaxProblems: [problem, another] }: CscfgDocument): SyntaxProblem | undefined {
  return roots.length === 0 && another === undefined && problem?.edits.length === 0 ? problem : undefined;
}

function isDefinitionFile({ fileName = '' }: CheckContext): boolean {
  return /\.csdef$/i.test(fileName);
}

/** The reader knows no file names: its message is about configurations. */
function definitionWithoutRoot({ span, edits }: SyntaxProblem): Problem {
  return {
    span,
    edits,
    message: l10n.t('There is no root element. A service definition starts with <ServiceDefinition>.'),
  };
}

/** A configuration gets the roles of its definition. `at`: after comments, in UTF-16 units. */
function* skeletonFixes({ text }: CscfgDocument, at: number, context: CheckContext): Generator<Fix> {
  const isDefinition = isDefinitionFile(context);
  const { definition } = context.service?.definition?.document ?? {};
  const configuration = definition?.element === undefined ? skeleton('configuration') : configurationFor(definition);
  const write = (title: string, whole: string, preferred: boolean): Fix => {
    // The XML declaration is allowed only at the start.
    const newText = at === 0 ? whole : `\n${whole.slice(whole.indexOf('\n') + 1)}`;
    return textFix(title, [{ start: at, end: text.length, newText }], { preferred, reveals: true });
  };
  yield write(l10n.t('Insert a new service configuration'), configuration, !isDefinition);
  yield write(l10n.t('Insert a new service definition'), skeleton('definition'), isDefinition);
}

export const xmlSyntax: Rule = {
  code: 'xml-syntax',
  severity: 'error',
  summary: 'The text is not well-formed XML',
  remedy: 'Close the tag, escape the character, or add the quote',
  reference: references.xml,
  appliesToTransforms: true,
  check: (document, context) => {
    const rootless = isDefinitionFile(context) ? missingRoot(document) : undefined;
    return rootless === undefined
      ? withPlaceholders(document, syntaxBySchema(document))
      : [definitionWithoutRoot(rootless)];
  },
  *fixes(finding, document, context) {
    const { edits = [] } = finding;
    const { span } = missingRoot(document) ?? {};
    if (span !== undefined && span.start === span.end) {
      yield* skeletonFixes(document, span.start, context);
      return;
    }
    const ofPlaceholder = placeholderFixes(finding, document);
    if (ofPlaceholder !== undefined) {
      yield* ofPlaceholder;
      return;
    }
    for (const [index, proposed] of edits.entries()) {
      yield textFix(proposed.title, proposed.edits, { preferred: index === 0, reveals: true });
    }
  },
};
