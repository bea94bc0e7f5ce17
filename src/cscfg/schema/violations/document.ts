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
import type { Violation } from './violation';

const known = new WeakMap<CscfgDocument, readonly Violation[]>();

/** The violations in the root element. Ignores unfinished elements. */
export function schemaViolations(document: CscfgDocument): readonly Violation[] {
  const before = known.get(document);
  if (before !== undefined) {
    return before;
  }
  const found = violationsOf(document);
  known.set(document, found);
  return found;
}

function violationsOf({ roots: [root], text }: CscfgDocument): readonly Violation[] {
  if (root === undefined || root.localName === '' || !isTyped(text, root) || isTransform(root)) {
    return [];
  }
  const type = rootType(root.localName);
  if (type === undefined) {
    return [unknownRoot(root)];
  }
  const found = [...prefixViolations(root, type)];
  visit(root, { type, outer: undefined, depth: 1 }, { root: type, text, found });
  return found;
}

function unknownRoot(element: XmlElement): Violation {
  const { localName } = element;
  const names = rootTypes.map(({ name }) => name);
  const meant = resembling(localName, names);
  const violation = { code: 'schema-unknown-element', element } as const;
  return meant === undefined
    ? { ...violation, message: l10n.t('The root element must be <{0}>, not <{1}>.', names[0] ?? '', localName) }
    : {
        ...violation,
        name: meant,
        message: l10n.t('Unknown root element <{0}>. Did you mean <{1}>?', localName, meant),
      };
}

/** The type of an element, and those of the elements around it. */
interface Typed {
  readonly type: ElementType;
  readonly outer: Typed | undefined;
  readonly depth: number;
}

interface Pass {
  readonly root: ElementType;
  readonly text: string;
  readonly found: Violation[];
}

/** No schema goes deeper, except nested folders. */
const deepest = 50;

function visit(element: XmlElement, typed: Typed, pass: Pass): void {
  const { type, depth } = typed;
  if (depth > deepest) {
    return;
  }
  if (isTyped(pass.text, element)) {
    report(attributeViolations(element, type), pass);
    if (!type.open && isWhole(element) && (element.children.length > 0 || type.groups.length > 0)) {
      report(childViolations(element, type, pass.root, pass.text), pass);
    }
  }
  for (const child of element.children) {
    const own = isForeign(child, element) ? undefined : typedChild(child, element, typed, pass.text);
    if (own !== undefined) {
      visit(child, own, pass);
    }
  }
}

function report(violations: readonly Violation[], { found }: Pass): void {
  for (const violation of violations) {
    found.push(violation);
  }
}

/**
 * Undefined if the child is unknown. What follows an element that is not closed yet is read as its child, and a tag
 * that is half typed may hold what comes after it.
 */
function typedChild(child: XmlElement, parent: XmlElement, typed: Typed, text: string): Typed | undefined {
  const nearest = isWhole(parent) ? undefined : typed.outer;
  for (let owner: Typed | undefined = typed; owner !== undefined; owner = owner === typed ? nearest : owner.outer) {
    const type = childType(owner.type, child.localName)?.type;
    if (type !== undefined) {
      return { type, outer: owner, depth: owner.depth + 1 };
    }
  }
  return isTyped(text, child) ? undefined : typed;
}
