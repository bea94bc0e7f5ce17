import { attributeType, childType, type AttributeType, type ElementType } from '../schema/elementType';
import { rootType } from '../schema/typeOf';
import { message } from '../text/message';
import type { XmlElement } from '../../xml/tree';
import { attributeSnippet } from './attributeText';
import type { Completion } from './completion';
import type { Place } from '../../xml/cursor';
import type { Scope } from './scope';
import { transformAttributes } from './transformItems';

type AttributePlace = Extract<Place, { readonly kind: 'attribute' }>;

/** The attributes that the tag does not have yet, those that it must have first. */
export function attributeItems(place: AttributePlace, scope: Scope): readonly Completion[] {
  const { tag, attribute: present } = place;
  const type = typeOfTag(tag, scope);
  const isOpen = ({ name }: AttributeType): boolean =>
    name === present?.name || !tag.attributes.some((one) => one.name === name);
  const transforms = transformAttributes(place)
    .filter(isOpen)
    .filter(({ name }) => present?.equals === undefined || present.name === name)
    .map((attribute) => item(attribute, place, scope));
  if (type === undefined) {
    return transforms;
  }
  const own = type.attributes
    .filter(isOpen)
    .filter((attribute) => attribute.required || !attribute.judgedElsewhere)
    .filter(({ name }) => name !== 'xmlns' || scope.prefix === '')
    .sort((a, b) => Number(b.required) - Number(a.required))
    .filter((attribute) => present?.equals === undefined || isSafeRenaming(type, present.name, attribute))
    .map((attribute) => item(attribute, place, scope));
  return [...own, ...transforms];
}

/** The type of the element whose tag it is. */
export function typeOfTag({ localName }: XmlElement, { parent, types }: Scope): ElementType | undefined {
  return parent === undefined
    ? types.length === 0
      ? rootType(localName)
      : undefined
    : childType(parent, localName)?.type;
}

/** Whether an attribute with a value may get the name: its own, or another in place of one that there is not. */
function isSafeRenaming(type: ElementType, written: string, { name, value }: AttributeType): boolean {
  return name === written || (attributeType(type, written) === undefined && ['text', 'name'].includes(value.kind));
}

function item(attribute: AttributeType, place: AttributePlace, scope: Scope): Completion {
  const { name, doc, required, fallback } = attribute;
  const detail = required
    ? message('required')
    : fallback === undefined
      ? undefined
      : message('{0} unless set', fallback);
  const hasValue = place.attribute?.equals !== undefined;
  const newText = hasValue ? name : spaced(attributeSnippet(attribute, ownerOf(place), scope, 1), place, scope);
  return {
    ...{ label: name, kind: 'attribute', doc, edit: { ...place.span, newText }, isSnippet: !hasValue },
    ...(detail === undefined ? {} : { detail }),
    ...(attribute.refersTo === 'thumbprint' && !hasValue ? { asksAgain: true } : {}),
  };
}

function ownerOf(place: AttributePlace) {
  return { place, name: place.tag.localName, tag: place.tag };
}

/** White space stands between two attributes. */
function spaced(written: string, { span }: AttributePlace, { text }: Scope): string {
  const before = /\s/.test(text.charAt(span.start - 1)) ? '' : ' ';
  const after = /^(?:[\s/>]|$)/.test(text.slice(span.end, span.end + 1)) ? '' : ' ';
  return `${before}${written}${after}`;
}
