import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { isTyped, isWhole } from '../../../xml/edit';
import type { XmlElement } from '../../../xml/tree';
import { childType, type ElementType } from '../types';
import { resembling } from '../../../text/misspelling';
import { isTransform } from '../../model/transforms';
import { isForeign, rootType, rootTypes } from '../typeOf';
import { attributeViolations, prefixViolations } from './attributes';
import { childViolations } from './children';
import type { Violation } from './violation';

/** In the root element. Ignores unfinished elements. */
export function schemaViolations(document: CscfgDocument): readonly Violation[] {
  return document.derive(violationsOf, undefined);
}

function violationsOf({ roots: [root], text }: CscfgDocument): readonly Violation[] {
  if (root === undefined || root.localName === '' || !isTyped(text, root) || isTransform(root)) {
    return [];
  }
  const type = rootType(root.localName);
  if (type === undefined) {
    return [unknownRoot(root)];
  }
  return [...prefixViolations(root, type), ...typedViolations(root, type, text)];
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

interface Typed {
  readonly element: XmlElement;
  readonly type: ElementType;
  /** The nearest element around it that the schema allows it in. */
  readonly owner: Typed | undefined;
  readonly depth: number;
}

/** No schema goes deeper, except nested folders. */
const deepest = 50;

/** Not recursive, because half-typed text can nest elements without limit. */
function typedViolations(root: XmlElement, type: ElementType, text: string): readonly Violation[] {
  const found: Violation[] = [];
  const waiting: Typed[] = [{ element: root, type, owner: undefined, depth: 1 }];
  for (let typed = waiting.pop(); typed !== undefined; typed = waiting.pop()) {
    for (const violation of ownViolations(typed, type, text)) {
      found.push(violation);
    }
    for (const child of typed.element.children) {
      const own = isForeign(child, typed.element) ? undefined : typedChild(child, typed, text);
      if (own !== undefined && own.depth <= deepest) {
        waiting.push(own);
      }
    }
  }
  return found;
}

function ownViolations({ element, type }: Typed, root: ElementType, text: string): readonly Violation[] {
  if (!isTyped(text, element)) {
    return [];
  }
  const ofAttributes = attributeViolations(element, type);
  const isLeaf = element.children.length === 0 && type.groups.length === 0;
  return type.open || isLeaf || !isWhole(element)
    ? ofAttributes
    : [...ofAttributes, ...childViolations(element, type, root, text)];
}

/** Undefined if the child is unknown. An unclosed element or an unfinished tag can contain what should follow it. */
function typedChild(child: XmlElement, parent: Typed, text: string): Typed | undefined {
  let owner: Typed | undefined = parent;
  let type = childType(parent.type, child.localName)?.type;
  while (type === undefined && owner !== undefined && !isWhole(parent.element)) {
    owner = owner.owner;
    type = owner && childType(owner.type, child.localName)?.type;
  }
  if (owner !== undefined && type !== undefined) {
    return { element: child, type, owner, depth: owner.depth + 1 };
  }
  return isTyped(text, child) ? undefined : { ...parent, element: child };
}
