import type { CscfgDocument } from '../../document';
import { isTyped, isWhole } from '../../edits/layout';
import { fileOf } from '../../service/service';
import type { XmlElement } from '../../syntax/xmlElement';
import type { CheckContext } from '../rule';

/**
 * The root of a configuration that is made to be deployed as it is. Undefined for what is half typed, for a
 * transformation, which leaves out what it does not change, and for the configuration of the emulators on a
 * developer's machine, which know no network: Visual Studio calls it Local.
 */
export function deployedRoot(
  { text, model, syntaxProblems }: CscfgDocument,
  { service }: Pick<CheckContext, 'service'>,
): XmlElement | undefined {
  const { element } = model;
  const name = service && fileOf(service, service.self)?.name;
  const isLocal = name !== undefined && /(?:^|\.)Local(?:\.|$)/i.test(name);
  if (element === undefined || isLocal || syntaxProblems.length > 0 || !isTyped(text, element) || !isWhole(element)) {
    return undefined;
  }
  return isTransform(element) || model.roles.some(usesEmulator) ? undefined : element;
}

function isTransform({ attributes }: XmlElement): boolean {
  return attributes.some(({ value }) => value === 'http://schemas.microsoft.com/XML-Document-Transform');
}

/** New projects have the emulator in the diagnostics' own setting of every configuration: that one tells nothing. */
function usesEmulator({ settings }: CscfgDocument['model']['roles'][number]): boolean {
  return settings.some(
    ({ name, value }) =>
      value?.value.trim().toLowerCase().startsWith('usedevelopmentstorage=true') === true &&
      name?.value !== 'Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString',
  );
}
