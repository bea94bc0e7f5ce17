import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { setAttribute } from '../../../xml/edit';
import { type NameComparison, type WithName, byName, nameKey, type Named } from '../../service/names';
import { declareCertificate, declareSetting } from '../../service/edits';
import type { DefinedRole } from '../../model/definition';
import type { XmlElement } from '../../../xml/tree';
import { once } from '../../../text/objects';
import type { TextEdit } from '../../../text/span';
import { references, type Problem, type Rule } from '../rule';
import { agreementOf, nameSpan, pairedRoles, relatedTo, type Agreement, type RolePair } from './agreement';
import { proposedNames } from './missing';
import { fixHere, fixThere, removal } from './serviceFix';

type Item = Named & { readonly element: XmlElement };

/** The differences between the certificate rule and the setting rule. */
interface Kind {
  readonly code: string;
  readonly summary: string;
  readonly compared: (pair: RolePair) => NameComparison<Item, Item>;
  readonly declared: (role: DefinedRole) => readonly Item[];
  readonly declare: (definition: CscfgDocument, role: DefinedRole, name: string) => readonly TextEdit[];
  readonly problem: (name: string, role: string, file: string) => string;
  readonly misspelt: (name: string, role: string, file: string, meant: string) => string;
  readonly declareTitle: (name: string, file: string) => string;
}

const kinds: readonly Kind[] = [
  {
    code: 'certificate-undeclared',
    summary: 'The service definition does not declare the certificate for this role',
    compared: ({ certificates }) => certificates,
    declared: ({ certificates }) => certificates,
    declare: declareCertificate,
    problem: (name, role, file) =>
      l10n.t(
        'Role "{1}" does not declare certificate "{0}" in {2}. Declare it there, or remove it here.',
        name,
        role,
        file,
      ),
    misspelt: (name, role, file, meant) =>
      l10n.t('Role "{1}" does not declare certificate "{0}" in {2}. Did you mean "{3}"?', name, role, file, meant),
    declareTitle: (name, file) => l10n.t('Declare certificate {0} in {1} (store LocalMachine\\My)', name, file),
  },
  {
    code: 'setting-undeclared',
    summary: 'The service definition does not declare the setting for this role',
    compared: ({ settings }) => settings,
    declared: ({ settings }) => settings,
    declare: declareSetting,
    problem: (name, role, file) =>
      l10n.t(
        'Role "{1}" does not declare setting "{0}" in {2}. Declare it there, or remove it here.',
        name,
        role,
        file,
      ),
    misspelt: (name, role, file, meant) =>
      l10n.t('Role "{1}" does not declare setting "{0}" in {2}. Did you mean "{3}"?', name, role, file, meant),
    declareTitle: (name, file) => l10n.t('Declare setting {0} in {1}', name, file),
  },
];

/** What a configuration sets and the definition of the role does not declare. */
export const undeclaredRules: readonly Rule[] = kinds.map((kind) => ({
  code: kind.code,
  severity: 'error',
  summary: kind.summary,
  remedy: 'Rename it, declare it, or remove it',
  reference: references.agreement,
  *check(document, context) {
    const agreement = agreementOf(document, context);
    if (agreement === undefined) {
      return;
    }
    const elsewhere = once(() => declaredAnywhere(kind, agreement));
    for (const pair of pairedRoles(document, agreement)) {
      const { undeclared, meant } = kind.compared(pair);
      for (const item of undeclared) {
        const others = elsewhere().get(nameKey(item.name.value)) ?? [];
        yield problemOf(kind, agreement, pair, item, meant.get(item), others);
      }
    }
  },
  *fixes({ element, role }, document, context) {
    const agreement = agreementOf(document, context);
    const pair = agreement && pairedRoles(document, agreement).find((one) => one.role === role);
    if (agreement === undefined || pair === undefined || element === undefined) {
      return;
    }
    const { file } = agreement;
    const { undeclared, missing, meant } = kind.compared(pair);
    const item = undeclared.find((one) => one.element === element);
    if (item === undefined) {
      return;
    }
    const [name, like] = [item.name.value, meant.get(item)];
    for (const proposed of proposedNames(name, like, missing)) {
      const edits = [setAttribute(document.text, element, 'name', proposed)];
      yield* fixHere(l10n.t('Rename to {0}', proposed), edits, { preferred: proposed === like?.name.value });
    }
    const declaration = kind.declare(file.document, pair.defined, name);
    yield* fixThere(kind.declareTitle(name, file.name), file, declaration, { preferred: like === undefined });
    yield* fixHere(l10n.t('Remove {0}', name), removal(document, element));
  },
}));

const mostRelated = 10;

/** Of all roles, by `nameKey`. */
function declaredAnywhere(kind: Kind, { definition }: Agreement): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>();
  for (const [key, item] of definition.roles.flatMap((role) => [...byName(kind.declared(role))])) {
    const items = found.get(key);
    if (items === undefined) {
      found.set(key, [item]);
    } else if (items.length < mostRelated) {
      items.push(item);
    }
  }
  return found;
}

function problemOf(
  kind: Kind,
  { file }: Agreement,
  { role, defined }: RolePair,
  { element, name }: WithName<Item>,
  meant: WithName<Item> | undefined,
  elsewhere: readonly Item[],
): Problem {
  const roleName = role.name?.value ?? '';
  const related =
    meant !== undefined
      ? [relatedTo(file, meant, l10n.t('"{0}" is declared here', meant.name.value))]
      : elsewhere.length > 0
        ? elsewhere.map((one) => relatedTo(file, one, l10n.t('Another role declares it here')))
        : [relatedTo(file, defined, l10n.t('The role is declared here'))];
  return {
    span: nameSpan(element, name),
    message:
      meant === undefined
        ? kind.problem(name.value, roleName, file.name)
        : kind.misspelt(name.value, roleName, file.name, meant.name.value),
    related,
    element,
    role,
  };
}
