import type { CscfgDocument } from '../../document';
import { isTyped, isWhole } from '../../edits/layout';
import type { WrittenElement } from '../../syntax/writtenElement';
import type { XmlElement } from '../../syntax/xmlElement';
import { message } from '../../text/message';
import { childType, type ElementType } from '../elementType';
import { resembling } from '../resembling';
import { isTransform } from '../transform';
import { isForeign, rootType, rootTypes } from '../typeOf';
import { attributeFlaws } from './attributeFlaws';
import { childFlaws } from './childFlaws';
import { seenFromParent, type Flaw } from './flaw';

/** Of the document's root element; the paths begin there. Whatever is not typed to its end has none yet. */
export function documentFlaws(document: CscfgDocument): readonly Flaw[] {
  const root = document.roots[0];
  if (root === undefined || root.localName === '' || !isTyped(document.text, root) || isTransform(root)) {
    return [];
  }
  const type = rootType(root.localName);
  return type === undefined ? [unknownRoot(root)] : elementFlaws(root, [type], { root: type, text: document.text });
}

function unknownRoot({ localName }: XmlElement): Flaw {
  const names = rootTypes.map(({ name }) => name);
  const meant = resembling(localName, names);
  const flaw = { code: 'schema-unknown-element', path: [] } as const;
  return meant === undefined
    ? { ...flaw, message: message('The root element must be <{0}>, not <{1}>.', names[0] ?? '', localName) }
    : { ...flaw, name: meant, message: message('There is no root element <{0}>. Write <{1}>.', localName, meant) };
}

interface Whole {
  readonly root: ElementType;
  readonly text: string;
}

interface Known {
  readonly type: ElementType;
  readonly flaws: readonly Flaw[];
}

const known = new WeakMap<WrittenElement, Known>();

/** No schema goes deeper, but for folders in folders. */
const deepest = 50;

/** `types`: that of the element, and those of the elements around it, the nearest first. */
function elementFlaws(element: XmlElement, types: readonly ElementType[], whole: Whole): readonly Flaw[] {
  const [type] = types;
  if (type === undefined || types.length > deepest) {
    return [];
  }
  const before = known.get(element.written);
  if (before?.type === type) {
    return before.flaws;
  }
  const flaws = [...ownFlaws(element, type, whole), ...flawsInside(element, types, whole)];
  known.set(element.written, { type, flaws });
  return flaws;
}

function ownFlaws(element: XmlElement, type: ElementType, { root, text }: Whole): readonly Flaw[] {
  if (!isTyped(text, element)) {
    return [];
  }
  const ofChildren = type.open || !isWhole(element) ? [] : childFlaws(element, type, root, text);
  return [...attributeFlaws(element, type), ...ofChildren];
}

function flawsInside(element: XmlElement, types: readonly ElementType[], whole: Whole): readonly Flaw[] {
  return element.children.flatMap((child, index) => {
    const inner = isForeign(child, element) ? [] : typesOf(child, element, types, whole.text);
    return elementFlaws(child, inner, whole).map((flaw) => seenFromParent(flaw, index));
  });
}

/**
 * The types of the child and of what is around it; none where it is unknown. What follows an element that is not
 * closed yet is read as its child, and a tag that is half typed may hold what comes after it.
 */
function typesOf(
  child: XmlElement,
  parent: XmlElement,
  types: readonly ElementType[],
  text: string,
): readonly ElementType[] {
  const owners = isWhole(parent) ? types.slice(0, 1) : types;
  const at = owners.findIndex((type) => childType(type, child.localName) !== undefined);
  const owner = types[at];
  const type = owner && childType(owner, child.localName)?.type;
  if (type !== undefined) {
    return [type, ...types.slice(at)];
  }
  return isTyped(text, child) ? [] : types;
}
