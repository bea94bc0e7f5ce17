import * as l10n from '@vscode/l10n';
import { isTyped, valueSpanOf } from '../../../xml/edit';
import { attributeOf, below } from '../../../xml/tree';
import { references, type Rule } from '../rule';

/** Service definitions only. */
export const xpathCertificateUnsupported: Rule = {
  code: 'xpath-certificate-unsupported',
  severity: 'warning',
  summary: 'An environment variable reads its value from a certificate of the role',
  remedy: '',
  reference: references.xpathCertificate,
  *check({ text, definition }) {
    const root = definition.element;
    for (const element of root === undefined ? [] : below([root], 'RoleInstanceValue')) {
      const xpath = attributeOf(element, 'xpath');
      if (xpath?.valueSpan !== undefined && isTyped(text, element) && selectsCertificates(xpath.value)) {
        yield {
          span: valueSpanOf(xpath),
          message: l10n.t(
            '<RoleInstanceValue> cannot read certificates. Store the thumbprint in a setting and select the setting instead.',
          ),
          element,
        };
      }
    }
  },
};

function selectsCertificates(xpath: string): boolean {
  return /\/\s*Certificates?\s*(?:\/|$)/i.test(xpath.replace(/\[[^\]]*\]/g, ''));
}
