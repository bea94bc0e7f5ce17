import type { CscfgDocument } from '../document';
import { walk } from '../../xml/tree';
import { spanContains, type Span } from '../text/span';

/** The names of an element's two tags, for changing both at once; undefined where `offset` is in none, or they differ. */
export function linkedNames({ roots, text }: CscfgDocument, offset: number): readonly [Span, Span] | undefined {
  for (const { nameSpan, closeTag, name } of walk(roots, ({ span }) => spanContains(span, offset))) {
    if (closeTag === undefined || name === '') {
      continue;
    }
    const closer = { start: closeTag.start + 2, end: closeTag.start + 2 + name.length };
    const isPair = text.slice(closer.start, closer.end) === name;
    if (isPair && (spanContains(nameSpan, offset) || spanContains(closer, offset))) {
      return [nameSpan, closer];
    }
  }
  return undefined;
}
