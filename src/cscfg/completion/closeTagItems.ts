import type { Completion } from './completion';
import type { Place } from '../../xml/cursor';
import type { Scope } from './scope';

/** The name of the innermost element that is open, and the `>` where there is none yet. */
export function closeTagItems(
  { around, tag, span }: Extract<Place, { readonly kind: 'close' }>,
  { text }: Scope,
): readonly Completion[] {
  const name = around.at(-1)?.name ?? '';
  const end = /^\s*>/.test(text.slice(span.end)) ? '' : '>';
  return name === '' || (tag.finished && tag.name !== '' && tag.name !== name && end === '')
    ? []
    : [{ label: name, kind: 'element', edit: { ...span, newText: name + end }, isSnippet: false }];
}
