import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { setAttribute, isTyped } from '../../../xml/edit';
import { similarity } from '../../../certificate/similarity';
import { NearNames, resembling } from '../../../text/misspelling';
import { isToken } from '../../../certificate/placeholder';
import { declareCertificate } from '../../service/edits';
import { byName, isPlainName, nameKey, plainlyNamed } from '../../service/names';
import { isImplicit } from '../../model/plugins';
import type { DefinedEndpoint, DefinedRole } from '../../model/definition';
import { once } from '../../../text/objects';
import { references, type Finding, type Fix, type Rule } from '../rule';
import { nameSpan } from './agreement';
import { fixHere } from './serviceFix';

const most = 3;

/** Service definitions only. */
export const endpointCertificateUnknown: Rule = {
  code: 'endpoint-certificate-unknown',
  severity: 'error',
  summary: 'An HTTPS endpoint has no certificate, or its role does not declare the certificate',
  remedy: 'Declare the certificate, or use a declared one',
  reference: references.webRole,
  *check(document) {
    for (const role of document.definition.roles) {
      const declared = byName(role.certificates);
      const near = once(() => new NearNames(namesOf(role.certificates), (name) => name));
      // A pipeline may set the name of any certificate.
      const isCertain = role.certificates.every((one) => !isToken(one.name?.value ?? ''));
      for (const endpoint of role.endpoints) {
        const isJudged = isTyped(document.text, endpoint.element);
        const problem = isJudged
          ? problemOf(endpoint, role, isCertain, declared, (wanted) => near().near(wanted))
          : undefined;
        if (problem !== undefined) {
          const { element, certificate } = endpoint;
          yield { span: nameSpan(element, certificate), message: problem, element };
        }
      }
    }
  },
  fixes: fixesOf,
};

/** `near`: the declared certificates with a similar name. */
function problemOf(
  { element, name, protocol, certificate }: DefinedEndpoint,
  role: DefinedRole,
  isCertain: boolean,
  declared: ReadonlyMap<string, unknown>,
  near: (wanted: string) => readonly string[],
): string | undefined {
  if (element.localName !== 'InputEndpoint' || protocol?.value.toLowerCase() !== 'https') {
    return undefined;
  }
  const [endpoint, wanted] = [name?.value ?? '', certificate?.value ?? ''];
  if (wanted === '') {
    return l10n.t('HTTPS endpoint "{0}" has no certificate. Choose one that the role declares.', endpoint);
  }
  if (!isCertain || isToken(wanted) || declared.has(nameKey(wanted)) || isImplicit(wanted, role)) {
    return undefined;
  }
  const [roleName, meant] = [role.name?.value ?? '', resembling(wanted, near(wanted))];
  return meant === undefined
    ? l10n.t('Role "{1}" does not declare certificate "{0}", which this endpoint uses. Declare it.', wanted, roleName)
    : l10n.t(
        'Role "{1}" does not declare certificate "{0}", which this endpoint uses. Did you mean "{2}"?',
        wanted,
        roleName,
        meant,
      );
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
  const meant = wanted === undefined ? undefined : resembling(wanted, namesOf(role.certificates));
  const like = wanted ?? endpoint.name?.value ?? '';
  const declared = [...namesOf(role.certificates)]
    .sort((a, b) => Number(b === meant) - Number(a === meant) || similarity(like, b) - similarity(like, a))
    .slice(0, most);
  const taking = declared.flatMap((name) => {
    const edits = [setAttribute(document.text, element, 'certificate', name, ['port', 'protocol', 'name'])];
    const preferred = wanted === undefined ? declared.length === 1 : name === meant;
    return [...fixHere(l10n.t('Use certificate {0}', name), edits, { preferred })];
  });
  const declaring = wanted === undefined ? [] : declareCertificate(document, role, wanted);
  const declares = fixHere(l10n.t('Declare certificate {0}', wanted ?? ''), declaring, {
    preferred: meant === undefined,
  });
  yield* meant === undefined ? [...declares, ...taking] : [...taking, ...declares];
  if (wanted === undefined && declared.length === 0 && isPlainName(endpoint.name)) {
    const name = endpoint.name.value;
    const edits = [
      setAttribute(document.text, element, 'certificate', name, ['port', 'protocol', 'name']),
      ...declareCertificate(document, role, name),
    ];
    yield* fixHere(l10n.t('Declare certificate {0} and use it', name), edits, { preferred: true });
  }
}
