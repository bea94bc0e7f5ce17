import type { CscfgDocument } from '../document';
import { insertBefore } from '../edits/insertElement';
import { isTyped } from '../edits/layout';
import { childType } from '../schema/elementType';
import { rootType, typeOf } from '../schema/typeOf';
import type { SyntaxProblem } from '../../xml/problem';
import { walk, type XmlElement } from '../../xml/tree';
import { message } from '../text/message';
import type { TextEdit } from '../text/span';

/**
 * What the schema knows better of a syntax problem: which name of two tags that do not match is the right one, and
 * where an element that is never closed should have ended.
 */
export function syntaxBySchema(document: CscfgDocument): readonly SyntaxProblem[] {
  const { text, syntaxProblems } = document;
  if (syntaxProblems.length === 0) {
    return [];
  }
  const byName = new Map([...walk(document.roots)].map((element) => [element.nameSpan.start, element]));
  return syntaxProblems.map((problem) => {
    const rename = openerRename(text, problem);
    const opened = byName.get(rename?.start ?? problem.span.start + 1);
    return opened === undefined
      ? problem
      : rename === undefined
        ? unclosedBySchema(text, problem, opened)
        : mismatchBySchema(problem, opened, rename);
  });
}

/** Whether the syntax rule reports the element, because its open tag is misspelt and its close tag is not. */
export function isMismatchedOpener(document: CscfgDocument, element: XmlElement): boolean {
  return document.syntaxProblems.some((problem) => {
    const rename = openerRename(document.text, problem);
    return rename?.start === element.nameSpan.start && knowsOnlyCloser(element, rename.newText);
  });
}

/** Of a close tag that does not match: the edit that gives the open tag its name. */
function openerRename(text: string, { span, edits }: SyntaxProblem): TextEdit | undefined {
  const closer = text.slice(span.start, span.end);
  return edits
    .flatMap((proposed) => (proposed.edits.length === 1 ? proposed.edits : []))
    .find(({ start, end, newText }) => newText === closer && start < end && end < span.start);
}

/** One of the names is none that may stand there: that one is the mistake. */
function mismatchBySchema(problem: SyntaxProblem, opened: XmlElement, rename: TextEdit): SyntaxProblem {
  const [opener, closer] = [opened.name, rename.newText];
  const renaming = problem.edits.filter(({ edits }) => edits.includes(rename));
  if (knowsOnlyCloser(opened, closer)) {
    return {
      ...problem,
      span: opened.nameSpan,
      message: message('<{0}> does not match </{1}>. Write <{1}>.', opener, closer),
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

/** Whether an element of that name may stand where this one does. */
function isKnown({ parent }: XmlElement, localName: string): boolean {
  const type = parent && typeOf(parent);
  return parent === undefined
    ? rootType(localName) !== undefined
    : type !== undefined && childType(type, localName) !== undefined;
}

/** The first child that belongs beside the element, not into it, is where the close tag is missing. */
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
  const title = isEmpty ? message('Close it with "/>"') : message('Insert </{0}>', element.name);
  return { ...problem, edits: [{ title, edits }] };
}
