import * as l10n from '@vscode/l10n';
import { mostSimilar, similarity } from '../../../certificate/similarity';
import { isoDate } from '../../../certificate/verdictMessages';
import { present } from '../../../text/objects';
import type { XmlElement } from '../../../xml/tree';
import { insertCertificate } from '../../certificateEdits';
import type { CscfgDocument } from '../../document';
import type { Role } from '../../model/configuration';
import type { DefinedRole } from '../../model/definition';
import { addSetting, copyCertificate } from '../../service/edits';
import { findNamed, type NameComparison, type Named, nameKey, type WithName } from '../../service/names';
import { otherConfigurations, type ServiceFile } from '../../service/service';
import { type CheckContext, type Fix, references, type Rule } from '../rule';
import { unlessMisspelt } from '../schema/missing';
import { agreementOf, isWellFormed, listSpan, missingBeside, pairedRoles, relatedTo, type RolePair } from './agreement';
import { retiredPluginRule } from './retiredPlugins';
import { fixHere, fixThere, mostCopies, removal } from './serviceFix';

/** Proposed certificates. */
const mostProposed = 3;

/** The differences between the certificate rule and the setting rule. */
interface Kind extends Pick<Rule, 'code' | 'severity' | 'summary' | 'remedy'> {
  /** The rule that reports names that misspell a declared one. */
  readonly undeclared: string;
  readonly compared: (pair: RolePair) => NameComparison<unknown, Declared>;
  readonly localNames: readonly [list: string, element: string];
  readonly list: (role: Role) => XmlElement | undefined;
  readonly problem: (pair: RolePair, file: string) => (name: string) => string;
  readonly declaredHere: () => string;
  readonly fixes: (name: string, pair: RolePair, document: CscfgDocument, context: CheckContext) => Iterable<Fix>;
}

type Declared = Named & { readonly element: XmlElement };

function missingRule({ code, severity, summary, remedy, ...kind }: Kind): Rule {
  return {
    ...{ code, severity, summary, remedy, reference: references.agreement },
    *check(document, context) {
      const agreement = agreementOf(document, context);
      if (agreement === undefined || !isWellFormed(document)) {
        return;
      }
      const { file } = agreement;
      const [listName, localName] = kind.localNames;
      for (const pair of pairedRoles(document, agreement)) {
        const { role } = pair;
        const missing = missingBeside(kind.compared(pair), kind.undeclared, context);
        if (missing.length === 0) {
          continue;
        }
        const list = kind.list(role);
        const unless = unlessMisspelt([role.element, listName], [list, localName]);
        const problem = kind.problem(pair, file.name);
        for (const declared of missing) {
          const name = declared.name.value;
          yield {
            span: listSpan(role, list),
            message: problem(name),
            related: [relatedTo(file, declared, kind.declaredHere())],
            role,
            name,
            ...unless,
            ...present('unless', retiredPluginRule(name)),
          };
        }
      }
    },
    *fixes({ role, name = '' }, document, context) {
      const agreement = agreementOf(document, context);
      const pair = agreement && pairedRoles(document, agreement).find((one) => one.role === role);
      if (pair !== undefined) {
        yield* kind.fixes(name, pair, document, context);
      }
    },
  };
}

export const certificateMissing = missingRule({
  code: 'certificate-missing',
  severity: 'warning',
  summary: 'A declared certificate has no entry in the role',
  remedy: 'Insert it from Key Vault, or copy it from another configuration',
  undeclared: 'certificate-undeclared',
  compared: ({ certificates }) => certificates,
  localNames: ['Certificates', 'Certificate'],
  list: ({ certificatesElement }) => certificatesElement,
  problem({ role, defined }, file) {
    const endpoints = endpointsOf(defined);
    const roleName = role.name?.value ?? '';
    return (name) => {
      const endpoint = endpoints.get(nameKey(name));
      return endpoint === undefined
        ? l10n.t('Role "{1}" has no entry for certificate "{0}", which {2} declares.', name, roleName, file)
        : l10n.t('Role "{1}" has no entry for certificate "{0}", which endpoint "{2}" uses.', name, roleName, endpoint);
    };
  },
  declaredHere: () => l10n.t('The certificate is declared here'),
  *fixes(name, { role, defined }, document, context) {
    for (const version of mostSimilar(name, context.inventory, mostProposed)) {
      const { certificate, expires } = version;
      const title =
        expires === undefined
          ? l10n.t('Insert {0} (no expiry date)', certificate)
          : l10n.t('Insert {0} (expires {1})', certificate, isoDate(expires));
      yield* fixHere(title, insertCertificate(document, role, { name, thumbprint: version.thumbprint }));
    }
    yield { kind: 'insert', title: l10n.t('Insert from Key Vault…'), role, name };
    const others = elsewhere(context, role, ({ certificates }) => findNamed(certificates, name));
    for (const { other, item } of others.slice(0, mostCopies)) {
      yield* fixHere(l10n.t('Copy {0} from {1}', name, other.name), copyCertificate(document, role, item.element));
    }
    if (others.length === 0 && !endpointsOf(defined).has(nameKey(name))) {
      const title = (file: string): string => l10n.t('Remove certificate {0} from {1}', name, file);
      yield* removalThere(title, findNamed(defined.certificates, name), context);
    }
  },
});

/** The first endpoint of each certificate, by the `nameKey` of the certificate. */
function endpointsOf({ endpoints }: DefinedRole): ReadonlyMap<string, string> {
  const bound = endpoints.flatMap(({ certificate, name }): readonly (readonly [string, string])[] =>
    certificate === undefined || name === undefined ? [] : [[nameKey(certificate.value), name.value]],
  );
  return new Map(bound.toReversed());
}

export const settingMissing = missingRule({
  code: 'setting-missing',
  severity: 'error',
  summary: 'A declared setting has no value in the role',
  remedy: 'Add it with an empty value, or copy it from another configuration',
  undeclared: 'setting-undeclared',
  compared: ({ settings }) => settings,
  localNames: ['ConfigurationSettings', 'Setting'],
  list: ({ settingsElement }) => settingsElement,
  problem:
    ({ role }, file) =>
    (name) =>
      l10n.t('Role "{1}" has no value for setting "{0}", which {2} declares.', name, role.name?.value ?? '', file),
  declaredHere: () => l10n.t('The setting is declared here'),
  *fixes(name, { role, defined }, document, context) {
    yield* fixHere(l10n.t('Add {0} with an empty value', name), addSetting(document, role, name, ''), {
      preferred: true,
    });
    const others = elsewhere(context, role, ({ settings }) => findNamed(settings, name));
    const values = new Map(others.map(({ other, item }) => [item.value?.value ?? '', other]));
    for (const [value, other] of [...values].filter(([one]) => one !== '').slice(0, mostCopies)) {
      yield* fixHere(l10n.t('Copy {0} from {1}', name, other.name), addSetting(document, role, name, value));
    }
    if (others.length === 0) {
      const title = (file: string): string => l10n.t('Remove setting {0} from {1}', name, file);
      yield* removalThere(title, findNamed(defined.settings, name), context);
    }
  },
});

function elsewhere<Item>(
  { service }: CheckContext,
  { name }: Role,
  find: (role: Role) => Item | undefined,
): readonly { readonly other: ServiceFile; readonly item: Item }[] {
  return (service === undefined ? [] : otherConfigurations(service)).flatMap((other) => {
    const same = findNamed(other.document.model.roles, name?.value ?? '');
    const item = same && find(same);
    return item === undefined ? [] : [{ other, item }];
  });
}

function removalThere(
  title: (file: string) => string,
  declared: Declared | undefined,
  { service }: CheckContext,
): Iterable<Fix> {
  const file = service?.definition;
  return file === undefined || declared === undefined
    ? []
    : fixThere(title(file.name), file, removal(file.document, declared.element));
}

const most = 3;
/** Names with a lower similarity are unrelated. */
const enough = 0.5;

/** Declared names without an entry: the probable spelling first, then the most similar ones. */
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
