import type { CscfgDocument } from '../../document';
import { insertCertificate } from '../../edits/insertCertificate';
import { likest } from '../../likeness';
import { copyCertificate } from '../../service/configure';
import { findNamed, nameKey } from '../../service/names';
import { otherConfigurations } from '../../service/service';
import type { DefinedRole } from '../../service/serviceDefinition';
import { joinMessages } from '../../text/joinMessages';
import { message } from '../../text/message';
import { datedExpiry } from '../../words';
import { present } from '../../text/present';
import { unlessMisspelt } from '../misspeltChild';
import { references } from '../references';
import type { CheckContext, Finding, Fix, Rule } from '../rule';
import {
  agreementOf,
  compareCertificates,
  isWellFormed,
  listSpan,
  missingBeside,
  pairedRoles,
  relatedTo,
} from './agreement';
import { retiredPluginRule } from './retiredPlugins';
import { fixHere, fixThere, mostCopies, removal } from './serviceFix';

/** The most certificates of the vault that are proposed for a missing entry. */
const mostProposed = 3;

export const certificateMissing: Rule = {
  code: 'certificate-missing',
  severity: 'warning',
  summary: 'A declared certificate has no entry in the role',
  remedy: 'Insert it from Key Vault, or as another configuration has it',
  reference: references.agreement,
  *check(document, context) {
    const agreement = agreementOf(document, context);
    if (agreement === undefined || !isWellFormed(document)) {
      return;
    }
    const { file } = agreement;
    for (const pair of pairedRoles(document, agreement)) {
      const { role, defined } = pair;
      const missing = missingBeside(compareCertificates(document, pair), 'certificate-undeclared', context);
      if (missing.length === 0) {
        continue;
      }
      const unless = unlessMisspelt([role.element, 'Certificates'], [role.certificatesElement, 'Certificate']);
      const endpoints = endpointsOf(defined);
      for (const declared of missing) {
        const [name, roleName] = [declared.name.value, role.name?.value ?? ''];
        const endpoint = endpoints.get(nameKey(name));
        yield {
          span: listSpan(role, role.certificatesElement),
          message:
            endpoint === undefined
              ? message('{1} has no entry for the certificate {0} that {2} declares.', name, roleName, file.name)
              : message(
                  '{1} has no entry for the certificate {0}, which the endpoint {2} needs.',
                  name,
                  roleName,
                  endpoint,
                ),
          related: [relatedTo(file, declared, message('The certificate is declared here'))],
          role,
          name,
          ...unless,
          ...present('unless', retiredPluginRule(name)),
        };
      }
    }
  },
  fixes: fixesOf,
};

function* fixesOf({ role, name = '' }: Finding, document: CscfgDocument, context: CheckContext): Generator<Fix> {
  const agreement = agreementOf(document, context);
  const pair = agreement && pairedRoles(document, agreement).find((one) => one.role === role);
  if (agreement === undefined || pair === undefined || role === undefined) {
    return;
  }
  for (const version of likest(name, context.inventory, mostProposed)) {
    const title = joinMessages(', ', message('Insert {0}', version.certificate), datedExpiry(version, context.now));
    yield* fixHere(title, insertCertificate(document, role, { name, thumbprint: version.thumbprint }));
  }
  yield { kind: 'insert', title: message('Insert from Key Vault…'), role, name };
  const { file, service } = agreement;
  const others = otherConfigurations(service).flatMap((other) => {
    const same = findNamed(other.document.model.roles, role.name?.value ?? '');
    const entry = same && findNamed(same.certificates, name);
    return entry === undefined ? [] : [{ other, entry }];
  });
  for (const { other, entry } of others.slice(0, mostCopies)) {
    yield* fixHere(message('Add {0} as in {1}', name, other.name), copyCertificate(document, role, entry.element));
  }
  const declared = findNamed(pair.defined.certificates, name);
  if (others.length === 0 && declared !== undefined && !endpointsOf(pair.defined).has(nameKey(name))) {
    const title = message('Remove the certificate {0} from {1}', name, file.name);
    yield* fixThere(title, file, removal(file.document, declared.element));
  }
}

/** The name of the first endpoint that is bound to each certificate, by `nameKey` of that. */
function endpointsOf({ endpoints }: DefinedRole): ReadonlyMap<string, string> {
  const bound = endpoints.flatMap(({ certificate, name }): readonly (readonly [string, string])[] =>
    certificate === undefined || name === undefined ? [] : [[nameKey(certificate.value), name.value]],
  );
  return new Map(bound.toReversed());
}
