import type { CscfgDocument } from '../../document';
import { isTyped, isWhole } from '../../../xml/edit';
import type { Role, Setting } from '../../model/configuration';
import { isTransform } from '../../model/transforms';
import { configurationName } from '../../service/pairing';
import { pluginOf } from '../../model/plugins';
import { fileOf } from '../../service/service';
import type { XmlElement } from '../../../xml/tree';
import type { CheckContext } from '../rule';

/** Undefined for an unfinished configuration and for a transformation, which omits unchanged parts. */
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
 * Whether it is for the emulators on a developer's machine, which have no network: by its name (Visual Studio uses
 * Local) or, unless its name is that of a deployed configuration, by its content.
 */
export function isForEmulators(document: CscfgDocument, context: CheckContext): boolean {
  const name = configurationOf(context);
  if (name !== undefined && isLocal(name)) {
    return true;
  }
  return (name === undefined || isForDevelopers(name)) && holdsEmulatorsOnly(document);
}

/** `Cloud` of `ServiceConfiguration.Cloud.cscfg`, `Local` of `Local.cscfg`; undefined for other names. */
function configurationOf({ fileName, service }: CheckContext): string | undefined {
  const name = fileName ?? (service && fileOf(service, service.self)?.name) ?? '';
  return configurationName(name) ?? (isLocal(name) ? name : undefined);
}

function isLocal(name: string): boolean {
  return /(?:^|[._\s-])(?:local|emulators?)(?:[._\s-]|$)/i.test(name) || /(?:^|[._\s-])Local[A-Z]/.test(name);
}

/** The content decides whether such a configuration is for one machine or for a shared environment. */
function isForDevelopers(name: string): boolean {
  return /^(?:dev|debug)/i.test(name);
}

/** No network, no certificates, and every setting with a value refers to the local machine. */
function holdsEmulatorsOnly({ model }: CscfgDocument): boolean {
  const { element, roles } = model;
  if (element === undefined || model.network !== undefined) {
    return false;
  }
  const uses = roles.map(storageUse);
  return uses.includes('emulated') && !uses.includes('deployed');
}

type StorageUse = 'emulated' | 'deployed' | 'unknown';

/** What the settings show about where the role runs. */
function storageUse({ certificates, settings }: Role): StorageUse {
  const values = settings.filter(({ value }) => (value?.value ?? '').trim() !== '');
  const isOfThisMachine = ({ value }: Setting) => /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/i.test(value?.value ?? '');
  if (certificates.length > 0 || !values.every((one) => isEmulatedStorage(one) || isOfThisMachine(one))) {
    return 'deployed';
  }
  // New projects have the diagnostics setting in every configuration, so it implies nothing.
  return values.some((one) => isEmulatedStorage(one) && pluginOf(one.name?.value ?? '') !== 'diagnostics')
    ? 'emulated'
    : 'unknown';
}

/** https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string */
export function isEmulatedStorage({ value }: Setting): boolean {
  return /(?:^|;)\s*UseDevelopmentStorage\s*=\s*true\s*(?:;|$)/i.test(value?.value ?? '');
}
