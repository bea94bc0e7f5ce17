import type { Span } from '../text/span';
import { nameAt } from './characters';
import type { CloseToken, OpenToken } from './tokens';

const tag = /(\/?)([^\s<>"'=/]+)(?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*>/y;

/** What a text would be if it began with `<`, where that is an open or a close tag and nothing else. */
export function tagWithoutOpener(text: string, span: Span): OpenToken | CloseToken | undefined {
  tag.lastIndex = span.start;
  const [, slash = '', name = ''] = tag.exec(text) ?? [];
  if (name === '' || tag.lastIndex !== span.end || nameAt(name, 0) !== name) {
    return undefined;
  }
  const start = span.start + slash.length;
  const token = { name, nameSpan: { start, end: start + name.length }, span };
  return slash === '' ? { kind: 'open', ...token } : { kind: 'close', ...token, finished: true };
}
