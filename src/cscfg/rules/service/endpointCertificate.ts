import type { CscfgDocument } from '../../document';
import { setAttribute } from '../../edits/attributes';
import { isTyped } from '../../edits/layout';
import { likeness } from '../../likeness';
import { isToken } from '../../placeholder';
import { resembling } from '../../schema/resembling';
import { declareCertificate } from '../../service/declare';
import { findNamed, isPlainName, plainlyNamed } from '../../service/names';
import { isImplicit } from '../../service/plugins';
import type { DefinedEndpoint, DefinedRole } from '../../service/serviceDefinition';
import { message, type Message } from '../../text/message';
import { references } from '../references';
import type { Finding, Fix, Rule } from '../rule';
import { nameSpan } from './agreement';
import { fixHere } from './serviceFix';

/** The most declared certificates that are offered for an endpoint without one. */
const most = 3;

/** Speaks in the definition, and of it alone. */
export const endpointCertificateUnknown: Rule = {
  code: 'endpoint-certificate-unknown',
  severity: 'error',
  summary: 'An https endpoint has no certificate, or one that its role does not declare',
  remedy: 'Declare the certificate, or take a declared one',
  reference: references.webRole,
  *check(document) {
    for (const role of document.definition.roles) {
      for (const endpoint of role.endpoints) {
        const problem = isTyped(document.text, endpoint.element) ? problemOf(endpoint, role) : undefined;
        if (problem !== undefined) {
          const { element, certificate } = endpoint;
          yield { span: nameSpan(element, certificate), message: problem, element };
        }
      }
    }
  },
  fixes: fixesOf,
};

function problemOf({ element, name, protocol, certificate }: DefinedEndpoint, role: DefinedRole): Message | undefined {
  if (element.localName !== 'InputEndpoint' || protocol?.value.toLowerCase() !== 'https') {
    return undefined;
  }
  const [endpoint, wanted] = [name?.value ?? '', certificate?.value ?? ''];
  if (wanted === '') {
    return message('The https endpoint {0} has no certificate. Name one that the role declares.', endpoint);
  }
  const isFilledIn = role.certificates.some((one) => isToken(one.name?.value ?? ''));
  if (isToken(wanted) || isFilledIn || findNamed(role.certificates, wanted) !== undefined || isImplicit(wanted, role)) {
    return undefined;
  }
  const [roleName, meant] = [role.name?.value ?? '', meantBy(wanted, role)];
  return meant === undefined
    ? message('{1} declares no certificate {0} for this endpoint. Declare it.', wanted, roleName)
    : message('{1} declares no certificate {0} for this endpoint. Did you mean {2}?', wanted, roleName, meant);
}

/** The declared certificate that the name is misspelt from. */
function meantBy(wanted: string, { certificates }: DefinedRole): string | undefined {
  return resembling(wanted, namesOf(certificates));
}

function namesOf(items: DefinedRole['certificates']): readonly string[] {
  return plainlyNamed(items).map(({ name }) => name.value);
}

function* fixesOf({ element }: Finding, document: CscfgDocument): Generator<Fix> {
  const role = document.definition.roles.find(({ endpoints }) => endpoints.some((one) => one.element === element));
  const endpoint = role?.endpoints.find((one) => one.element === element);
  if (element === undefined || role === undefined || endpoint === undefined) {
    return;
  }
  const wanted = isPlainName(endpoint.certificate) ? endpoint.certificate.value : undefined;
  const meant = wanted === undefined ? undefined : meantBy(wanted, role);
  const like = wanted ?? endpoint.name?.value ?? '';
  const declared = [...namesOf(role.certificates)]
    .sort((a, b) => Number(b === meant) - Number(a === meant) || likeness(like, b) - likeness(like, a))
    .slice(0, most);
  const taking = declared.flatMap((name) => {
    const edits = [setAttribute(document.text, element, 'certificate', name, ['port', 'protocol', 'name'])];
    const preferred = wanted === undefined ? declared.length === 1 : name === meant;
    return [...fixHere(message('Take the certificate {0}', name), edits, { preferred })];
  });
  const declaring = wanted === undefined ? [] : declareCertificate(document, role, wanted);
  const declares = fixHere(message('Declare {0}', wanted ?? ''), declaring, { preferred: meant === undefined });
  yield* meant === undefined ? [...declares, ...taking] : [...taking, ...declares];
  if (wanted === undefined && declared.length === 0 && isPlainName(endpoint.name)) {
    const name = endpoint.name.value;
    const edits = [
      setAttribute(document.text, element, 'certificate', name, ['port', 'protocol', 'name']),
      ...declareCertificate(document, role, name),
    ];
    yield* fixHere(message('Declare a certificate {0} and take it', name), edits, { preferred: true });
  }
}
