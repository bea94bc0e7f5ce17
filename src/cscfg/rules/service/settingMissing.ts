import type { CscfgDocument } from '../../document';
import { addSetting } from '../../service/configure';
import { findNamed } from '../../service/names';
import { otherConfigurations, type Service, type ServiceFile } from '../../service/service';
import { message } from '../../text/message';
import { present } from '../../text/present';
import { unlessMisspelt } from '../misspeltChild';
import { references } from '../references';
import type { CheckContext, Fix, Finding, Rule } from '../rule';
import {
  agreementOf,
  compareSettings,
  isWellFormed,
  listSpan,
  missingBeside,
  pairedRoles,
  relatedTo,
} from './agreement';
import { retiredPluginRule } from './retiredPlugins';
import { fixHere, fixThere, mostCopies, removal } from './serviceFix';

export const settingMissing: Rule = {
  code: 'setting-missing',
  severity: 'error',
  summary: 'A declared setting has no value in the role',
  remedy: 'Add it, empty or as another configuration has it',
  reference: references.agreement,
  *check(document, context) {
    const agreement = agreementOf(document, context);
    if (agreement === undefined || !isWellFormed(document)) {
      return;
    }
    const { file } = agreement;
    for (const pair of pairedRoles(document, agreement)) {
      const { role } = pair;
      const missing = missingBeside(compareSettings(document, pair), 'setting-undeclared', context);
      const unless =
        missing.length === 0
          ? {}
          : unlessMisspelt([role.element, 'ConfigurationSettings'], [role.settingsElement, 'Setting']);
      for (const declared of missing) {
        const name = declared.name.value;
        yield {
          span: listSpan(role, role.settingsElement),
          message: message(
            '{1} has no value for the setting {0} that {2} declares.',
            name,
            role.name?.value ?? '',
            file.name,
          ),
          related: [relatedTo(file, declared, message('The setting is declared here'))],
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
  yield* fixHere(message('Add {0} without a value', name), addSetting(document, role, name, ''), { preferred: true });
  const others = valuesElsewhere(agreement.service, role.name?.value ?? '', name);
  const values = new Map(others.map(({ other, value }) => [value, other]));
  for (const [value, other] of [...values].filter(([one]) => one !== '').slice(0, mostCopies)) {
    yield* fixHere(message('Add {0} as in {1}', name, other.name), addSetting(document, role, name, value));
  }
  const declared = findNamed(pair.defined.settings, name);
  if (others.length === 0 && declared !== undefined) {
    const { file } = agreement;
    const title = message('Remove the setting {0} from {1}', name, file.name);
    yield* fixThere(title, file, removal(file.document, declared.element));
  }
}

/** What the other configurations give the setting. */
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
