import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { removeElement, isTyped, tagName, valueSpanOf } from '../../../xml/edit';
import type { DefinedRole } from '../../model/definition';
import type { XmlElement } from '../../../xml/tree';
import { textFix } from '../fixes';
import { references, type CheckContext, type Rule } from '../rule';
import { agreementOf, relatedTo, type Agreement } from '../service/agreement';
import { isForEmulators, wholeRoot } from './deployment';

export const reservedIpUnmapped: Rule = {
  code: 'reserved-ip-unmapped',
  severity: 'warning',
  summary: 'The service has a reserved IP but no input endpoint',
  remedy: 'Remove the reserved IP',
  reference: references.reservedIp,
  *check(document, context) {
    const agreement = unmapped(document, context);
    for (const { element, name } of agreement === undefined ? [] : (document.model.network?.reservedIps ?? [])) {
      if (agreement !== undefined && isTyped(document.text, element)) {
        const { file, root, definition } = agreement;
        yield {
          span: name === undefined ? tagName(element) : valueSpanOf(name),
          message: l10n.t(
            'Reserved IP "{0}" is not mapped to an input endpoint because {1} declares none. Declare an InputEndpoint, or remove the reserved IP.',
            name?.value ?? '',
            file.name,
          ),
          related: [relatedTo(file, { element: root, ...nameOf(definition) }, l10n.t('The definition is here'))],
          element,
        };
      }
    }
  },
  *fixes({ element }, { text }) {
    const list = element === undefined ? undefined : listOf(element);
    if (list !== undefined) {
      yield textFix(l10n.t('Remove <{0}>', list.name), [removeElement(text, list)]);
    }
  },
};

/** The definition, if it certainly has no public endpoint. */
function unmapped(document: CscfgDocument, context: CheckContext): Agreement | undefined {
  const agreement = wholeRoot(document) && agreementOf(document, context);
  const roles = agreement?.definition.roles ?? [];
  return roles.length === 0 || roles.some(mayBeReached) || isForEmulators(document, context) ? undefined : agreement;
}

/** Modules other than these two can add an input endpoint. */
function mayBeReached({ endpoints, imports }: DefinedRole): boolean {
  return (
    endpoints.some(({ element }) => element.localName !== 'InternalEndpoint') ||
    imports.some(({ moduleName }) => !/^(?:diagnostics|caching)$/i.test(moduleName?.value ?? ''))
  );
}

/** The schema does not allow an empty list. */
function listOf({ parent }: XmlElement): XmlElement | undefined {
  return parent?.localName === 'ReservedIPs' ? parent : undefined;
}

function nameOf({ name }: Agreement['definition']) {
  return name === undefined ? {} : { name };
}
