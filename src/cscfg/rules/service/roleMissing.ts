import { addRole, copyRole } from '../../service/configure';
import { findNamed } from '../../service/names';
import { otherConfigurations } from '../../service/service';
import { message } from '../../text/message';
import type { TextEdit } from '../../text/span';
import { unlessMisspelt } from '../misspeltChild';
import { references } from '../references';
import type { Rule } from '../rule';
import { agreementOf, compareRoles, isWellFormed, missingBeside, nameSpan, relatedTo } from './agreement';
import { placeAddedRoles } from './networkOfRole';
import { fixHere, fixThere, mostCopies, removal } from './serviceFix';

export const roleMissing: Rule = {
  code: 'role-missing',
  severity: 'error',
  summary: 'A role of the service definition is missing',
  remedy: 'Add it, as another configuration has it or with its settings',
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
        message: message('The role {0} of {1} is missing here. Add it.', name, agreement.file.name),
        related: [relatedTo(agreement.file, declared, message('The role is declared here'))],
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
      yield* fixHere(message('Add {0} as in {1}', name, other.name), edits, { preferred: index === 0 });
    }
    const preferred = others.length === 0;
    yield* fixHere(message('Add {0} with one instance', name), inNetwork(addRole(document, declared)), { preferred });
    if (others.length === 0) {
      const title = message('Remove the role {0} from {1}', name, file.name);
      yield* fixThere(title, file, removal(file.document, declared.element));
    }
  },
};
