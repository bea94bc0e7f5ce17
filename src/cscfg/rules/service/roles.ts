import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../../../text/span';
import { isTyped, setAttribute } from '../../../xml/edit';
import type { Role } from '../../model/configuration';
import type { RoleKind } from '../../model/definition';
import { readProject } from '../../model/project';
import { addRole, copyRole, declareRole } from '../../service/edits';
import { findNamed, isPlainName, isSameName, type WithName } from '../../service/names';
import { renameInDocument } from '../../service/rename';
import { otherConfigurations, type Service } from '../../service/service';
import { references, type Rule } from '../rule';
import { unlessMisspelt } from '../schema/missing';
import { agreementOf, compareRoles, isWellFormed, missingBeside, nameSpan, relatedTo } from './agreement';
import { proposedNames } from './missing';
import { placeAddedRoles, removeRole } from './networkOfRole';
import { fixHere, fixThere, mostCopies, removal } from './serviceFix';

export const roleMissing: Rule = {
  code: 'role-missing',
  severity: 'error',
  summary: 'A role of the service definition is missing from the configuration',
  remedy: 'Copy it from another configuration, or add it with its settings',
  reference: references.agreement,
  *check(document, context) {
    const agreement = agreementOf(document, context);
    const { element } = document.model;
    if (agreement === undefined || element === undefined || !isWellFormed(document)) {
      return;
    }
    const unless = unlessMisspelt([element, 'Role']);
    for (const declared of missingBeside(compareRoles(document, agreement), 'role-undeclared', context)) {
      const name = declared.name.value;
      yield {
        span: nameSpan(element, undefined),
        message: l10n.t('Role "{0}", which {1} declares, is missing here. Add it.', name, agreement.file.name),
        related: [relatedTo(agreement.file, declared, l10n.t('The role is declared here'))],
        name,
        ...unless,
      };
    }
  },
  *fixes({ name = '' }, document, context) {
    const agreement = agreementOf(document, context);
    const declared = agreement && compareRoles(document, agreement).absent.find((one) => one.name.value === name);
    if (agreement === undefined || declared === undefined) {
      return;
    }
    const { service, file } = agreement;
    const inNetwork = (edits: readonly TextEdit[]) =>
      edits.length === 0 ? edits : [...edits, ...placeAddedRoles(document, [name])];
    const others = otherConfigurations(service).flatMap((other) => {
      const role = findNamed(other.document.model.roles, name);
      return role === undefined ? [] : [{ other, role }];
    });
    for (const [index, { other, role }] of others.slice(0, mostCopies).entries()) {
      const edits = inNetwork(copyRole(document, other.document, role));
      yield* fixHere(l10n.t('Copy {0} from {1}', name, other.name), edits, { preferred: index === 0 });
    }
    const preferred = others.length === 0;
    yield* fixHere(l10n.t('Add {0} with one instance', name), inNetwork(addRole(document, declared)), { preferred });
    if (others.length === 0) {
      const title = l10n.t('Remove role {0} from {1}', name, file.name);
      yield* fixThere(title, file, removal(file.document, declared.element));
    }
  },
};

const mostRelated = 10;

export const roleUndeclared: Rule = {
  code: 'role-undeclared',
  severity: 'error',
  summary: 'The service definition has no role with this name',
  remedy: 'Rename it, declare it, or remove it',
  reference: references.agreement,
  *check(document, context) {
    const agreement = agreementOf(document, context);
    if (agreement === undefined) {
      return;
    }
    const { file, definition } = agreement;
    const { undeclared, meant } = compareRoles(document, agreement);
    for (const role of undeclared) {
      const like = meant.get(role);
      yield {
        span: nameSpan(role.element, role.name),
        message:
          like === undefined
            ? l10n.t(
                '{1} does not declare role "{0}". Declare it there, or rename or remove it here.',
                role.name.value,
                file.name,
              )
            : l10n.t(
                '{1} does not declare role "{0}". Did you mean "{2}"?',
                role.name.value,
                file.name,
                like.name.value,
              ),
        related:
          like === undefined
            ? definition.roles
                .slice(0, mostRelated)
                .map((one) => relatedTo(file, one, l10n.t('A role is declared here')))
            : [relatedTo(file, like, l10n.t('"{0}" is declared here', like.name.value))],
        role,
      };
    }
  },
  *fixes({ role }, document, context) {
    const agreement = agreementOf(document, context);
    if (agreement === undefined || !hasName(role)) {
      return;
    }
    const { file, service } = agreement;
    const { missing, meant } = compareRoles(document, agreement);
    const like = meant.get(role);
    const own = role.name.value;
    for (const name of proposedNames(own, like, missing)) {
      const edits = renameInDocument(document, { kind: 'role', name: own }, name);
      yield* fixHere(l10n.t('Rename to {0}', name), edits, { preferred: name === like?.name.value, reveals: true });
    }
    for (const kind of kindsOf(own, service)) {
      const title =
        kind === 'web'
          ? l10n.t('Declare {0} as a web role in {1}', own, file.name)
          : l10n.t('Declare {0} as a worker role in {1}', own, file.name);
      yield* fixThere(title, file, declareRole(file.document, role, kind));
    }
    yield* fixHere(l10n.t('Remove role {0}', own), removeRole(document, role));
  },
};

function hasName(role: Role | undefined): role is WithName<Role> {
  return isPlainName(role?.name);
}

/** The kind that a project of the service states; otherwise both. */
function kindsOf(name: string, { projects }: Service): readonly ('web' | 'worker')[] {
  const kinds = projects.map(({ document }) => {
    const roles = readProject(document.text)?.roles ?? [];
    return roles.find((role) => role.name.toLowerCase() === name.toLowerCase())?.kind;
  });
  const known = kinds.find((kind): kind is Exclude<RoleKind, 'virtualMachine'> => kind === 'web' || kind === 'worker');
  return known === undefined ? ['web', 'worker'] : [known];
}

export const serviceNameMismatch: Rule = {
  code: 'service-name-mismatch',
  severity: 'error',
  summary: 'The configuration and the definition use different service names',
  remedy: 'Use the name from the other file',
  reference: references.agreement,
  *check(document, context) {
    const agreement = agreementOf(document, context);
    const { element, serviceName: name } = document.model;
    if (agreement === undefined || element === undefined || !isTyped(document.text, element)) {
      return;
    }
    const { file, root } = agreement;
    const declared = agreement.definition.name;
    if (isPlainName(name) && isPlainName(declared) && !isSameName(name.value, declared.value)) {
      yield {
        span: nameSpan(element, name),
        message: l10n.t(
          'The service is named "{0}" here but "{1}" in {2}. Use the same name in both files.',
          name.value,
          declared.value,
          file.name,
        ),
        related: [
          relatedTo(file, { element: root, name: declared }, l10n.t('The service name in the definition is here')),
        ],
        element,
      };
    }
  },
  *fixes({ element }, document, context) {
    const agreement = agreementOf(document, context);
    const name = document.model.serviceName?.value;
    const declared = agreement?.definition.name?.value;
    if (agreement === undefined || element === undefined || name === undefined || declared === undefined) {
      return;
    }
    const { file, root } = agreement;
    const here = [setAttribute(document.text, element, 'serviceName', declared)];
    yield* fixHere(l10n.t('Rename the service to {0} here', declared), here, { preferred: true });
    const there = [setAttribute(file.document.text, root, 'name', name)];
    yield* fixThere(l10n.t('Rename the service to {0} in {1}', name, file.name), file, there);
  },
};
