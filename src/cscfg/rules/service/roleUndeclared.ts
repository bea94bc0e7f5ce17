import type { Role } from '../../model/serviceConfiguration';
import { declareRole } from '../../service/declare';
import type { WithName } from '../../service/compareNames';
import { isPlainName } from '../../service/names';
import { readProject } from '../../service/readProject';
import { renameInDocument } from '../../service/rename';
import type { Service } from '../../service/service';
import type { RoleKind } from '../../service/serviceDefinition';
import { message } from '../../text/message';
import { references } from '../references';
import type { Rule } from '../rule';
import { agreementOf, compareRoles, nameSpan, relatedTo } from './agreement';
import { proposedNames } from './proposedNames';
import { removeRole } from './networkOfRole';
import { fixHere, fixThere } from './serviceFix';

/** The most declared roles that are shown beside one that is not. */
const mostRelated = 10;

export const roleUndeclared: Rule = {
  code: 'role-undeclared',
  severity: 'error',
  summary: 'The service definition has no role of this name',
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
            ? message('{1} has no role {0}. Declare it there, rename it, or remove it.', role.name.value, file.name)
            : message('{1} has no role {0}. Did you mean {2}?', role.name.value, file.name, like.name.value),
        related:
          like === undefined
            ? definition.roles
                .slice(0, mostRelated)
                .map((one) => relatedTo(file, one, message('A role is declared here')))
            : [relatedTo(file, like, message('{0} is declared here', like.name.value))],
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
      yield* fixHere(message('Rename to {0}', name), edits, { preferred: name === like?.name.value, reveals: true });
    }
    for (const kind of kindsOf(own, service)) {
      const title =
        kind === 'web'
          ? message('Declare {0} as a web role in {1}', own, file.name)
          : message('Declare {0} as a worker role in {1}', own, file.name);
      yield* fixThere(title, file, declareRole(file.document, role, kind));
    }
    yield* fixHere(message('Remove the role {0}', own), removeRole(document, role));
  },
};

function hasName(role: Role | undefined): role is WithName<Role> {
  return isPlainName(role?.name);
}

/** What the role can be: what a project of the service says, or else one or the other. */
function kindsOf(name: string, { projects }: Service): readonly ('web' | 'worker')[] {
  const kinds = projects.map(({ document }) => {
    const roles = readProject(document.text)?.roles ?? [];
    return roles.find((role) => role.name.toLowerCase() === name.toLowerCase())?.kind;
  });
  const known = kinds.find((kind): kind is Exclude<RoleKind, 'virtualMachine'> => kind === 'web' || kind === 'worker');
  return known === undefined ? ['web', 'worker'] : [known];
}
