import * as l10n from '@vscode/l10n';
import { setAttribute, isTyped, tagName, valueSpanOf } from '../../../xml/edit';
import { isToken } from '../../../certificate/placeholder';
import { defaultSize, isRoleSize, sizeFamilies, successorsOf, usualSizes } from '../../schema/definition/roleSizes';
import { meantAttribute } from '../../schema/violations/attributes';
import { typeOf } from '../../schema/typeOf';
import { attributeOf, type XmlElement } from '../../../xml/tree';
import { present } from '../../../text/objects';
import { textFix } from '../fixes';
import { references, type Rule } from '../rule';

/** Service definitions only. Sizes that are newer than the documentation are unknown here. */
export const roleSizeUnsupported: Rule = {
  code: 'role-size-unsupported',
  severity: 'warning',
  summary: 'The role size is missing or not supported by Cloud Services (extended support)',
  remedy: 'Use the replacement size, or a size of a supported family',
  reference: references.prerequisites,
  *check({ text, definition }) {
    for (const { element, kind, name } of definition.roles) {
      const attribute = attributeOf(element, 'vmsize');
      const size = attribute?.value.trim() ?? '';
      const isBroken = attribute !== undefined && attribute.valueSpan === undefined;
      if (kind === 'virtualMachine' || isBroken || !isTyped(text, element) || isToken(size) || isRoleSize(size)) {
        continue;
      }
      yield {
        span: attribute === undefined ? tagName(element) : valueSpanOf(attribute),
        message: size === '' ? noSize(name?.value ?? '') : wrongSize(size),
        element,
        ...present('unless', attribute === undefined && isMisspelt(element) ? 'schema-unknown-attribute' : undefined),
      };
    }
  },
  *fixes({ element }, { text }) {
    if (element === undefined) {
      return;
    }
    const size = attributeOf(element, 'vmsize')?.value.trim() ?? '';
    const successors = successorsOf(size === '' ? defaultSize : size);
    for (const [index, one] of (successors ?? usualSizes).entries()) {
      const edit = setAttribute(text, element, 'vmsize', one, ['name']);
      yield textFix(l10n.t('Set vmsize="{0}"', one), [edit], {
        preferred: successors !== undefined && index === 0,
      });
    }
  },
};

function noSize(role: string): string {
  return l10n.t(
    'Role "{0}" has no vmsize, and Cloud Services (extended support) does not support the default, {1}. Choose a size of a supported family ({2}).',
    role,
    defaultSize,
    sizeFamilies,
  );
}

function wrongSize(size: string): string {
  const [successor] = successorsOf(size) ?? [];
  return successor === undefined
    ? l10n.t(
        'Cloud Services (extended support) has no role size "{0}". Choose a size of a supported family ({1}).',
        size,
        sizeFamilies,
      )
    : l10n.t(
        'Cloud Services (extended support) does not support the classic size "{0}". Use {1}, or another size of a supported family ({2}).',
        size,
        successor,
        sizeFamilies,
      );
}

function isMisspelt(element: XmlElement): boolean {
  const type = typeOf(element);
  return (
    type !== undefined && element.attributes.some(({ name }) => meantAttribute(element, type)(name)?.name === 'vmsize')
  );
}
