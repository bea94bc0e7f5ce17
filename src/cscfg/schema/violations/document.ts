import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { isTyped, isWhole } from '../../../xml/edit';
import type { XmlElement } from '../../../xml/tree';
import { childType, type ElementType } from '../types';
import { resembling } from '../../../certificate/similarity';
import { isTransform } from '../../model/transforms';
import { isForeign, rootType, rootTypes } from '../typeOf';
import { attributeViolations, prefixViolations } from './attributes';
import { childViolations } from './children';
import { seenFromParent, type Violation } from './violation';

/** The violations in the root element; paths start there. Ignores unfinished elements. */
export function schemaViolations(document: CscfgDocument): readonly Violation[] {
  const before = known.get(document);
  if (before !== undefined) {
    return before;
  }
  const flaws = flawsOf(document);
  known.set(document, flaws);
  return flaws;
}

function flawsOf(document: CscfgDocument): readonly Violation[] {
  const root = document.roots[0];
  if (root === undefined || root.localName === '' || !isTyped(document.text, root) || isTransform(root)) {
    return [];
  }
  const type = rootType(root.localName);
  return type === undefined
    ? [unknownRoot(root)]
    : [...prefixViolations(root, type), ...elementFlaws(root, [type], { root: type, text: document.text })];
}

function unknownRoot({ localName }: XmlElement): Violation {
  const names = rootTypes.map(({ name }) => name);
  const meant = resembling(localName, names);
  const flaw = { code: 'schema-unknown-element', path: [] } as const;
  return meant === undefined
    ? { ...flaw, message: l10n.t('The root element must be <{0}>, not <{1}>.', names[0] ?? '', localName) }
    : { ...flaw, name: meant, message: l10n.t('Unknown root element <{0}>. Did you mean <{1}>?', localName, meant) };
}

interface Whole {
  readonly root: ElementType;
  readonly text: string;
}

/** No schema goes deeper, except nested folders. */
const deepest = 50;

const known = new WeakMap<CscfgDocument, readonly Violation[]>();

/** `types`: that of the element, and those of the elements around it, the nearest first. */
function elementFlaws(element: XmlElement, types: readonly ElementType[], whole: Whole): readonly Violation[] {
  const [type] = types;
  if (type === undefined || types.length > deepest) {
    return [];
  }
  const own = ownFlaws(element, type, whole);
  return element.children.length === 0 ? own : [...own, ...flawsInside(element, types, whole)];
}

function ownFlaws(element: XmlElement, type: ElementType, { root, text }: Whole): readonly Violation[] {
  if (!isTyped(text, element)) {
    return [];
  }
  const ofChildren = type.open || !isWhole(element) ? [] : childViolations(element, type, root, text);
  const ofAttributes = attributeViolations(element, type);
  return ofChildren.length === 0 ? ofAttributes : [...ofAttributes, ...ofChildren];
}

function flawsInside(element: XmlElement, types: readonly ElementType[], whole: Whole): readonly Violation[] {
  const flaws: Violation[] = [];
  const [type] = types;
  element.children.forEach((child, index) => {
    for (const flaw of childFlawsOf(child, element, types, type && childType(type, child.localName)?.type, whole)) {
      flaws.push(seenFromParent(flaw, index));
    }
  });
  return flaws;
}

/** `own`: the type of a child with this name. */
function childFlawsOf(
  child: XmlElement,
  parent: XmlElement,
  types: readonly ElementType[],
  own: ElementType | undefined,
  whole: Whole,
): readonly Violation[] {
  if (isForeign(child, parent)) {
    return [];
  }
  return own !== undefined && child.children.length === 0
    ? ownFlaws(child, own, whole)
    : elementFlaws(child, typesOf(child, parent, types, whole.text), whole);
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
