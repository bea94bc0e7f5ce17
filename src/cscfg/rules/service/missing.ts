import * as l10n from '@vscode/l10n';
import { mostSimilar, similarity } from '../../../certificate/similarity';
import { isoDate } from '../../../certificate/verdictMessages';
import { present } from '../../../text/objects';
import { insertCertificate } from '../../certificateEdits';
import type { CscfgDocument } from '../../document';
import type { DefinedRole } from '../../model/definition';
import { addSetting, copyCertificate } from '../../service/edits';
import { findNamed, type Named, nameKey, type WithName } from '../../service/names';
import { otherConfigurations, type Service, type ServiceFile } from '../../service/service';
import { type CheckContext, type Finding, type Fix, references, type Rule } from '../rule';
import { unlessMisspelt } from '../schema/missing';
import { agreementOf, isWellFormed, listSpan, missingBeside, pairedRoles, relatedTo } from './agreement';
import { retiredPluginRule } from './retiredPlugins';
import { fixHere, fixThere, mostCopies, removal } from './serviceFix';

/** The maximum number of proposed certificates. */
const mostProposed = 3;

export const certificateMissing: Rule = {
  code: 'certificate-missing',
  severity: 'warning',
  summary: 'A declared certificate has no entry in the role',
  remedy: 'Insert it from Key Vault, or copy it from another configuration',
  reference: references.agreement,
  *check(document, context) {
    const agreement = agreementOf(document, context);
    if (agreement === undefined || !isWellFormed(document)) {
      return;
    }
    const { file } = agreement;
    for (const pair of pairedRoles(document, agreement)) {
      const { role, defined } = pair;
      const missing = missingBeside(pair.certificates, 'certificate-undeclared', context);
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
              ? l10n.t('Role "{1}" has no entry for certificate "{0}", which {2} declares.', name, roleName, file.name)
              : l10n.t(
                  'Role "{1}" has no entry for certificate "{0}", which endpoint "{2}" uses.',
                  name,
                  roleName,
                  endpoint,
                ),
          related: [relatedTo(file, declared, l10n.t('The certificate is declared here'))],
          role,
          name,
          ...unless,
          ...present('unless', retiredPluginRule(name)),
        };
      }
    }
  },
  fixes: certificateFixes,
};

function* certificateFixes(
  { role, name = '' }: Finding,
  document: CscfgDocument,
  context: CheckContext,
): Generator<Fix> {
  const agreement = agreementOf(document, context);
  const pair = agreement && pairedRoles(document, agreement).find((one) => one.role === role);
  if (agreement === undefined || pair === undefined || role === undefined) {
    return;
  }
  for (const version of mostSimilar(name, context.inventory, mostProposed)) {
    const { certificate, expires } = version;
    const title =
      expires === undefined
        ? l10n.t('Insert {0} (no expiry date)', certificate)
        : l10n.t('Insert {0} (expires {1})', certificate, isoDate(expires));
    yield* fixHere(title, insertCertificate(document, role, { name, thumbprint: version.thumbprint }));
  }
  yield { kind: 'insert', title: l10n.t('Insert from Key Vault…'), role, name };
  const { file, service } = agreement;
  const others = otherConfigurations(service).flatMap((other) => {
    const same = findNamed(other.document.model.roles, role.name?.value ?? '');
    const entry = same && findNamed(same.certificates, name);
    return entry === undefined ? [] : [{ other, entry }];
  });
  for (const { other, entry } of others.slice(0, mostCopies)) {
    yield* fixHere(l10n.t('Copy {0} from {1}', name, other.name), copyCertificate(document, role, entry.element));
  }
  const declared = findNamed(pair.defined.certificates, name);
  if (others.length === 0 && declared !== undefined && !endpointsOf(pair.defined).has(nameKey(name))) {
    const title = l10n.t('Remove certificate {0} from {1}', name, file.name);
    yield* fixThere(title, file, removal(file.document, declared.element));
  }
}

/** The name of the first endpoint of each certificate, by the `nameKey` of the certificate. */
function endpointsOf({ endpoints }: DefinedRole): ReadonlyMap<string, string> {
  const bound = endpoints.flatMap(({ certificate, name }): readonly (readonly [string, string])[] =>
    certificate === undefined || name === undefined ? [] : [[nameKey(certificate.value), name.value]],
  );
  return new Map(bound.toReversed());
}

export const settingMissing: Rule = {
  code: 'setting-missing',
  severity: 'error',
  summary: 'A declared setting has no value in the role',
  remedy: 'Add it with an empty value, or copy it from another configuration',
  reference: references.agreement,
  *check(document, context) {
    const agreement = agreementOf(document, context);
    if (agreement === undefined || !isWellFormed(document)) {
      return;
    }
    const { file } = agreement;
    for (const pair of pairedRoles(document, agreement)) {
      const { role } = pair;
      const missing = missingBeside(pair.settings, 'setting-undeclared', context);
      const unless =
        missing.length === 0
          ? {}
          : unlessMisspelt([role.element, 'ConfigurationSettings'], [role.settingsElement, 'Setting']);
      for (const declared of missing) {
        const name = declared.name.value;
        yield {
          span: listSpan(role, role.settingsElement),
          message: l10n.t(
            'Role "{1}" has no value for setting "{0}", which {2} declares.',
            name,
            role.name?.value ?? '',
            file.name,
          ),
          related: [relatedTo(file, declared, l10n.t('The setting is declared here'))],
          role,
          name,
          ...unless,
          ...present('unless', retiredPluginRule(name)),
        };
      }
    }
  },
  fixes: settingFixes,
};

function* settingFixes({ role, name = '' }: Finding, document: CscfgDocument, context: CheckContext): Generator<Fix> {
  const agreement = agreementOf(document, context);
  const pair = agreement && pairedRoles(document, agreement).find((one) => one.role === role);
  if (agreement === undefined || pair === undefined || role === undefined) {
    return;
  }
  yield* fixHere(l10n.t('Add {0} with an empty value', name), addSetting(document, role, name, ''), {
    preferred: true,
  });
  const others = valuesElsewhere(agreement.service, role.name?.value ?? '', name);
  const values = new Map(others.map(({ other, value }) => [value, other]));
  for (const [value, other] of [...values].filter(([one]) => one !== '').slice(0, mostCopies)) {
    yield* fixHere(l10n.t('Copy {0} from {1}', name, other.name), addSetting(document, role, name, value));
  }
  const declared = findNamed(pair.defined.settings, name);
  if (others.length === 0 && declared !== undefined) {
    const { file } = agreement;
    const title = l10n.t('Remove setting {0} from {1}', name, file.name);
    yield* fixThere(title, file, removal(file.document, declared.element));
  }
}

function valuesElsewhere(
  service: Service,
  role: string,
  name: string,
): readonly { readonly other: ServiceFile; readonly value: string }[] {
  return otherConfigurations(service).flatMap((other) => {
    const same = findNamed(other.document.model.roles, role);
    const setting = same && findNamed(same.settings, name);
    return setting === undefined ? [] : [{ other, value: setting.value?.value ?? '' }];
  });
}

/** The maximum number of proposed names. */
const most = 3;
/** Names with a lower similarity are unrelated. */
const enough = 0.5;

/** Declared names without an entry, for an undeclared name: the probable spelling first, then the most similar ones. */
export function proposedNames(
  name: string,
  meant: WithName<Named> | undefined,
  missing: readonly WithName<Named>[],
): readonly string[] {
  const others = missing
    .map((one) => ({ name: one.name.value, rank: similarity(name, one.name.value) }))
    .filter(({ rank }) => rank >= enough)
    .sort((a, b) => b.rank - a.rank)
    .map((one) => one.name);
  return [...(meant === undefined ? [] : [meant.name.value]), ...others].slice(0, most);
}
