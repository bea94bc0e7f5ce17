import type { CscfgDocument } from '../document';
import { attributeItems, valueItems } from './attributes';
import { closeTagItems, elementItems } from './elements';
import type { Completion, CompletionContext } from './completion';
import { placeAt } from '../../xml/cursor';
import { scopeOf } from './scope';

/**
 * What can be typed at `offset` (UTF-16 units) of a .cscfg or .csdef in any state, the most likely first. No item
 * causes a new violation of the schema.
 */
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
