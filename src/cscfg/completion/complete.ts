import type { CscfgDocument } from '../document';
import { attributeItems, valueItems } from './attributes';
import { closeTagItems, elementItems } from './elements';
import type { Completion, CompletionContext } from './completion';
import { placeAt } from '../../xml/cursor';
import { scopeOf } from './scope';

/** Completions at `offset` (UTF-16 units) in any text, the most likely first; none causes a new schema violation. */
export function complete(document: CscfgDocument, offset: number, context: CompletionContext): readonly Completion[] {
  const place = placeAt(document.xml, offset);
  if (place === undefined) {
    return [];
  }
  const scope = scopeOf(document, place, offset, context);
  switch (place.kind) {
    case 'element':
      return elementItems(place, scope);
    case 'attribute':
      return attributeItems(place, scope);
    case 'value':
      return valueItems(place, scope);
    case 'close':
      return closeTagItems(place, scope);
  }
}
