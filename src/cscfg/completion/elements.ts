import type { TextEdit } from '../../text/span';
import type { Place, Surroundings } from '../../xml/cursor';
import type { OpenTag, XmlElement } from '../../xml/tree';
import { rootTypes } from '../schema/typeOf';
import { type ChildType, childTypes, type ElementType } from '../schema/types';
import { groupOf } from '../schema/violations/children';
import { attributeSnippet, initialAttributes } from './attributes';
import type { Completion } from './completion';
import type { Scope } from './scope';

/** The place of a new element: it has no siblings yet. */
const alone: Pick<Surroundings, 'before' | 'behind'> = { before: [], behind: [] };

/**
 * With the required and the usual attributes and children. Indented by tabs, which editors convert to the style of the
 * file. The final tab stop is inside if there is more to add, otherwise after the element.
 */
export function elementSnippet(type: ElementType, place: Surroundings, scope: Scope): string {
  const writer = new SnippetWriter(place, scope);
  return goesOnInside(type)
    ? writer.lines(type, place, ['$0']).join('\n')
    : `${writer.lines(type, place, []).join('\n')}$0`;
}

function goesOnInside(type: ElementType): boolean {
  const children = childTypes(type);
  const isMixed = type.groups.length === 1 && children.length > 1;
  return children.length > 0 && (isMixed || !children.some(({ isUsual }) => isUsual));
}

class SnippetWriter {
  private number = 1;

  constructor(
    private readonly place: Surroundings,
    private readonly scope: Scope,
  ) {}

  /** `place`: of the element itself. `last`: lines at the end of its content. */
  lines(type: ElementType, place: Surroundings, last: readonly string[]): readonly string[] {
    const name = this.scope.prefix + type.name;
    const open = `<${name}${this.attributes(type, place)}`;
    const children = childTypes(type);
    if (children.length === 0) {
      return [`${open} />`];
    }
    const inside = children
      .filter(({ isUsual }) => isUsual)
      .flatMap((child) => this.lines(child.type, { ...alone, around: this.place.around }, []));
    const body = [...inside, ...last];
    return body.length === 0 ? [`${open}></${name}>`] : [`${open}>`, ...body.map((line) => `\t${line}`), `</${name}>`];
  }

  private attributes(type: ElementType, place: Surroundings): string {
    const owner = { place, name: type.name };
    return initialAttributes(type)
      .filter(({ name }) => name !== 'xmlns' || this.scope.prefix === '')
      .map((attribute) => ` ${attributeSnippet(attribute, owner, this.scope, this.number++)}`)
      .join('');
  }
}

type ElementPlace = Extract<Place, { readonly kind: 'element' }>;

export function elementItems(place: ElementPlace, scope: Scope): readonly Completion[] {
  const { tag } = place;
  const allowed = allowedTypes(place, scope);
  if (tag === undefined || (!tag.finished && tag.attributes.length === 0)) {
    return allowed.map((type) => insertion(type, place, scope));
  }
  // Do not replace an element that is already valid.
  const own = allowed.filter(({ name }) => name === tag.localName);
  const meant = own.length > 0 ? own : allowed.filter((type) => suits(type, tag));
  return meant.map((type) => renaming(type, place, tag, scope));
}

function allowedTypes(place: ElementPlace, { parent, context }: Scope): readonly ElementType[] {
  if (place.around.length === 0) {
    const isEmpty = [...place.before, ...place.behind].length === 0;
    return isEmpty ? rootTypes.filter(({ name }) => name === (context.root ?? name)) : [];
  }
  return parent === undefined
    ? []
    : childTypes(parent)
        .filter((child) => isAllowed(child, parent, place))
        .map(({ type }) => type);
}

/** Whether there can be one more, and in this order. */
function isAllowed({ type, most }: ChildType, parent: ElementType, { before, behind }: ElementPlace): boolean {
  const isSame = ({ localName }: XmlElement) => localName === type.name;
  const groups = (elements: readonly XmlElement[]) => elements.flatMap((one) => groupOf(parent, one.localName) ?? []);
  const group = groupOf(parent, type.name);
  return (
    group !== undefined &&
    !isTaken(type, parent, [...before, ...behind]) &&
    [...before, ...behind].filter(isSame).length < most &&
    groups(before).every((one) => one <= group) &&
    groups(behind).every((one) => group <= one)
  );
}

/** Whether a sibling excludes it, because only one of both can occur. */
function isTaken({ name }: ElementType, { exactlyOneOf = [] }: ElementType, siblings: readonly XmlElement[]): boolean {
  return exactlyOneOf.includes(name) && siblings.some(({ localName }) => exactlyOneOf.includes(localName));
}

/** Whether the tag and its content are valid for the type: nothing known would become unknown. */
function suits(type: ElementType, { attributes, children }: XmlElement): boolean {
  const written = attributes.map(({ name }) => name).filter((name) => !name.includes(':'));
  return (
    written.every((name) => type.attributes.some((attribute) => attribute.name === name)) &&
    type.attributes.every(({ required, name }) => !required || written.includes(name)) &&
    children.every(({ localName }) => childTypes(type).some((child) => child.type.name === localName)) &&
    childTypes(type).every(({ least, type: child }) => least === 0 || children.some(({ name }) => name === child.name))
  );
}

function renaming(type: ElementType, { span }: ElementPlace, tag: OpenTag, { text, prefix }: Scope): Completion {
  const newText = prefix + type.name;
  const start = (tag.closeTag?.start ?? 0) + 2;
  const closer = { start, end: start + tag.name.length };
  const isPair = tag.closeTag !== undefined && text.slice(closer.start, closer.end) === tag.name;
  const more: readonly TextEdit[] = isPair ? [{ ...closer, newText }] : [];
  return { ...described(type), edit: { ...span, newText }, isSnippet: false, ...(isPair ? { more } : {}) };
}

function insertion(type: ElementType, place: ElementPlace, scope: Scope): Completion {
  const snippet = elementSnippet(type, place, scope);
  const newText = place.tag === undefined ? snippet : snippet.replace(/^</, '');
  return { ...described(type), edit: { ...place.span, newText }, isSnippet: true };
}

function described({ name, doc, source }: ElementType): Pick<Completion, 'label' | 'kind' | 'doc' | 'source'> {
  return { label: name, kind: 'element', doc, source };
}

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
