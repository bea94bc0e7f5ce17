import type { XmlElement } from '../../../xml/tree';
import type { TextEdit } from '../../text/span';
import type { ElementType } from '../elementType';
import { groupOf } from '../flaws/childFlaws';

interface Piece {
  /** The child with what stands before it: white space and comments. */
  readonly text: string;
  readonly group: number;
}

/**
 * Puts the children into the order of the schema; those of one group keep theirs. A child takes the comments before it
 * along, and one that follows it on its line. What the schema has no place for stays behind what it follows.
 */
export function reorderChildren(
  text: string,
  { openTag, children }: XmlElement,
  type: ElementType,
): readonly TextEdit[] {
  const pieces: Piece[] = [];
  let start = openTag.end;
  for (const child of children) {
    const end = endOfPiece(text, child.span.end);
    pieces.push({ text: text.slice(start, end), group: groupOf(type, child.localName) ?? pieces.at(-1)?.group ?? 0 });
    start = end;
  }
  const ordered = [...pieces].sort((a, b) => a.group - b.group);
  const isMoved = (piece: Piece, index: number) => piece !== pieces[index];
  const [from, to] = [ordered.findIndex(isMoved), ordered.findLastIndex(isMoved)];
  if (from < 0) {
    return [];
  }
  const written = (some: readonly Piece[]) => some.map((piece) => piece.text).join('');
  const at = openTag.end + written(pieces.slice(0, from)).length;
  const length = written(pieces.slice(from, to + 1)).length;
  return [{ start: at, end: at + length, newText: written(ordered.slice(from, to + 1)) }];
}

/** Behind a comment that follows on the same line. */
function endOfPiece(text: string, end: number): number {
  const comment = /(?:[ \t]*<!--(?:(?!-->)[^\r\n])*-->)+(?=[ \t]*(?:[\r\n]|$))/y;
  comment.lastIndex = end;
  return comment.test(text) ? comment.lastIndex : end;
}
