import * as l10n from '@vscode/l10n';
import { isTyped, valueSpanOf } from '../../../xml/edit';
import type { Role } from '../../model/configuration';
import { pluginOf } from '../../model/plugins';
import { present } from '../../../text/objects';
import { references, type Rule } from '../rule';
import { isEmulatedStorage, isForEmulators } from './deployment';

/** Visual Studio reports this as WAT170. */
export const emulatedStorage: Rule = {
  code: 'emulated-storage',
  severity: 'warning',
  summary: 'A setting of a deployed configuration uses the storage emulator',
  remedy: '',
  reference: references.storage,
  *check(document, context) {
    const roles = document.model.roles.filter(usesEmulator);
    if (roles.length === 0 || isForEmulators(document, context)) {
      return;
    }
    for (const { element, name, value } of roles.flatMap(({ settings }) => settings.filter(isEmulatedStorage))) {
      if (value !== undefined && isTyped(document.text, element)) {
        yield {
          span: valueSpanOf(value),
          message: l10n.t(
            'Setting "{0}" uses the storage emulator, which a deployed role cannot reach. Use the connection string of a storage account.',
            name?.value ?? '',
          ),
          ...present('unless', pluginOf(name?.value ?? '') === 'diagnostics' ? 'diagnostics-plugin' : undefined),
        };
      }
    }
  },
};

function usesEmulator({ settings }: Role): boolean {
  return settings.some(isEmulatedStorage);
}
