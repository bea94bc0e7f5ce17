import type { Place } from '../../xml/cursor';
import type { CscfgDocument } from '../document';
import { childType, type ElementType } from '../schema/types';
import { rootType } from '../schema/typeOf';
import { localNameOf, attributeOf, type XmlElement } from '../../xml/tree';
import type { CompletionContext } from './completion';

export interface Scope {
  readonly document: CscfgDocument;
  readonly text: string;
  /** Of the cursor, in UTF-16 units. */
  readonly offset: number;
  readonly context: CompletionContext;
  /** Of the elements around the place, the outermost first, up to the first unknown one. */
  readonly types: readonly ElementType[];
  /** Of the innermost element around the place; undefined at the top and in unknown elements. */
  readonly parent: ElementType | undefined;
  /** `c:`, or '' */
  readonly prefix: string;
  readonly quote: '"' | "'";
}

export function scopeOf(document: CscfgDocument, place: Place, offset: number, context: CompletionContext): Scope {
  const { text } = document;
  const types = typesOf(place.around);
  const nearest = [...place.before, ...place.around].toReversed();
  const quoted = nearest.flatMap(({ attributes }) => attributes).find(({ quote }) => quote !== undefined);
  const outer = place.around.at(-1)?.name ?? '';
  return {
    ...{ document, text, offset, context, types },
    parent: types.length === place.around.length ? types.at(-1) : undefined,
    prefix: outer.slice(0, outer.length - localNameOf(outer).length),
    quote: quoted?.quote ?? '"',
  };
}

function typesOf(around: readonly XmlElement[]): readonly ElementType[] {
  const types: ElementType[] = [];
  for (const [depth, { localName: name }] of around.entries()) {
    const outer = types.at(-1);
    const type = depth === 0 ? rootType(name) : outer && childType(outer, name)?.type;
    if (type === undefined) {
      break;
    }
    types.push(type);
  }
  return types;
}

export function valueOf(element: XmlElement, name: string): string | undefined {
  const attribute = attributeOf(element, name);
  return attribute?.valueSpan && attribute.value;
}
