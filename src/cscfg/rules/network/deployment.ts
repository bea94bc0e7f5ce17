import type { CscfgDocument } from '../../document';
import { isTyped, isWhole } from '../../edits/layout';
import type { Role } from '../../model/serviceConfiguration';
import { isTransform } from '../../schema/transform';
import { fileOf } from '../../service/service';
import type { WrittenElement } from '../../syntax/writtenElement';
import type { XmlElement } from '../../syntax/xmlElement';
import type { CheckContext } from '../rule';

/**
 * The root of a configuration that is whole, so that what is not in it is missing. Undefined for one that is half
 * typed, and for a transformation, which leaves out what it does not change.
 */
export function wholeRoot({ text, model, syntaxProblems }: CscfgDocument): XmlElement | undefined {
  const { element } = model;
  return element === undefined ||
    syntaxProblems.length > 0 ||
    !isTyped(text, element) ||
    !isWhole(element) ||
    isTransform(element)
    ? undefined
    : element;
}

/**
 * Whether the configuration is for the emulators on a developer's machine, which know no network: Visual Studio calls
 * it Local, and its storage is emulated too.
 */
export function isForEmulators({ model }: CscfgDocument, { fileName, service }: CheckContext): boolean {
  const name = fileName ?? (service && fileOf(service, service.self)?.name);
  return (name !== undefined && /(?:^|\.)Local(?:\.|$)/i.test(name)) || model.roles.some(usesEmulatedStorage);
}

const known = new WeakMap<WrittenElement, boolean>();

/** New projects have it in the diagnostics' own setting of every configuration: that one tells nothing. */
function usesEmulatedStorage(role: Role): boolean {
  const { written } = role.element;
  const found =
    known.get(written) ??
    // Asked for last: a role's settings are only read for it.
    role.settings.some(
      ({ name, value }) =>
        value?.value.trim().toLowerCase().startsWith('usedevelopmentstorage=true') === true &&
        name?.value !== 'Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString',
    );
  known.set(written, found);
  return found;
}
