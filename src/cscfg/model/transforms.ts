import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../document';
import type { XmlElement } from '../../xml/tree';
import { optional, type AttributeType } from '../schema/types';
import { choices, text } from '../schema/values';

/** XML Document Transform, which SlowCheetah, Octopus and MSBuild use for files per environment. */
export const transformNamespace = 'http://schemas.microsoft.com/XML-Document-Transform';

/** Whether the root is a transformation: it says what to change in another file, and omits what stays. */
export function isTransform({ attributes }: XmlElement): boolean {
  return attributes.some(declaresTransforms);
}

export function isTransformDocument({ roots: [root] }: Pick<CscfgDocument, 'roots'>): boolean {
  return root !== undefined && isTransform(root);
}

export function mayTransform(text: string): boolean {
  return text.includes(transformNamespace);
}

/** Whether an attribute of the root is `xmlns:xdt` with the namespace of transformations. */
export function declaresTransforms({ name, value }: { readonly name: string; readonly value: string }): boolean {
  return name.startsWith('xmlns:') && value.trim() === transformNamespace;
}

/** In the namespace of transformations, by local name. */
const transformAttributes: readonly AttributeType[] = [
  optional(
    'Transform',
    choices(
      [
        { value: 'SetAttributes', doc: l10n.t('Sets all attributes of the element, or only those in parentheses.') },
        { value: 'Replace', doc: l10n.t('Replaces the element with this one.') },
        { value: 'Insert', doc: l10n.t('Adds this element after its siblings in the other file.') },
        { value: 'InsertIfMissing', doc: l10n.t('Adds this element if the locator finds no such element.') },
        { value: 'InsertBefore', doc: l10n.t('Adds this element before the one that the XPath selects.') },
        { value: 'InsertAfter', doc: l10n.t('Adds this element after the one that the XPath selects.') },
        { value: 'Remove', doc: l10n.t('Removes the first element that the locator finds.') },
        { value: 'RemoveAll', doc: l10n.t('Removes every element that the locator finds.') },
        {
          value: 'RemoveAttributes',
          doc: l10n.t('Removes all attributes of the element, or only those in parentheses.'),
        },
      ],
      text,
    ),
    l10n.t('How this element changes the element that the locator finds in the other file.'),
    { sample: 'SetAttributes' },
  ),
  optional(
    'Locator',
    choices(
      [
        { value: 'Match', doc: l10n.t('Finds the element with the same values of the attributes in parentheses.') },
        {
          value: 'Condition',
          doc: l10n.t('Finds the elements for which the XPath condition in parentheses is true.'),
        },
        { value: 'XPath', doc: l10n.t('Finds the elements that the absolute XPath in parentheses selects.') },
      ],
      text,
    ),
    l10n.t('How the element is found in the other file. Without a locator, the path of element names is used.'),
    { sample: 'Match(name)' },
  ),
];

/** With the prefix that these attributes of the root declare; none without it. */
export function transformAttributesIn(
  rootAttributes: readonly { readonly name: string; readonly value: string }[],
): readonly AttributeType[] {
  const prefix = rootAttributes.find(declaresTransforms)?.name.slice('xmlns:'.length);
  return prefix === undefined
    ? []
    : transformAttributes.map((attribute) => ({ ...attribute, name: `${prefix}:${attribute.name}` }));
}

/** `SetAttributes` of `SetAttributes(thumbprint)`. */
export function functionOf(value: string): string {
  return value.split('(', 1)[0]?.trim() ?? '';
}
