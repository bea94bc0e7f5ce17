import { escapeAttribute } from '../edits/escape';
import type { AttributeType } from '../schema/elementType';
import { choicesOf } from '../schema/valueType';
import { message } from '../text/message';
import { present } from '../text/present';
import { typeOfTag } from './attributeItems';
import type { Completion } from './completion';
import { offeredNames } from './offeredNames';
import type { Place } from '../../xml/cursor';
import { valueOf, type Scope } from './scope';
import { thumbprintItems } from './thumbprintItems';
import { transformAttributes, transformItems } from './transformItems';

type ValuePlace = Extract<Place, { readonly kind: 'value' }>;

/** The values that the attribute can have, as far as they are known. */
export function valueItems(place: ValuePlace, scope: Scope): readonly Completion[] {
  const type = typeOfTag(place.tag, scope);
  const isNamed = ({ name }: AttributeType): boolean => name === place.attribute.name;
  const transform = transformAttributes(place).find(isNamed);
  const attribute = transform ?? type?.attributes.find(isNamed);
  // An editor replaces nothing over the end of a line.
  if (attribute === undefined || /[\r\n]/.test(scope.text.slice(place.span.start, place.span.end))) {
    return [];
  }
  const edit = (value: string) => ({ ...place.span, newText: written(value, place, scope) });
  if (namesThumbprint(attribute, place)) {
    return thumbprintItems(valueOf(place.tag, 'name') ?? '', scope.context, edit);
  }
  if (transform !== undefined) {
    return transformItems(transform, place, (value) => written(value, place, scope));
  }
  const names = offeredNames(attribute, { place, name: place.tag.localName, tag: place.tag }, scope);
  return [
    ...names.map((name): Completion => ({ label: name, kind: 'name', edit: edit(name), isSnippet: false })),
    ...choicesOf(attribute.value).map(({ value, doc, retired = false }) => ({
      ...{ label: value, kind: 'value' as const, edit: edit(value), isSnippet: false },
      ...present('detail', doc ?? (value === attribute.fallback ? message('unless set') : undefined)),
      ...(retired ? { isDiscouraged: true } : {}),
    })),
  ];
}

/** Settings repeat thumbprints for the role's code, most often under a name that says so. */
function namesThumbprint({ name, refersTo }: AttributeType, { tag }: ValuePlace): boolean {
  return (
    refersTo === 'thumbprint' ||
    (tag.localName === 'Setting' && name === 'value' && /thumbprint/i.test(valueOf(tag, 'name') ?? ''))
  );
}

/** Between the quotes that are there, or with quotes. */
function written(value: string, { attribute }: ValuePlace, { quote }: Scope): string {
  const own = attribute.quote;
  return own === undefined ? `${quote}${escapeAttribute(value, quote)}${quote}` : escapeAttribute(value, own);
}
