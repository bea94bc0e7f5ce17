import type { DeployedService } from '../../deployment/deployedService';
import { isKnown } from '../../deployment/deployedService';
import type { Deployment } from '../../deployment/deployments';
import { groupBy } from '../../text/objects';
import { folderOf, nameOf } from '../../text/paths';
import { isTransformDocument } from '../model/transforms';
import { isPlainName, nameKey } from './names';
import { configurationName } from './pairing';
import type { ServiceFile } from './service';

/** By the address of the configuration. */
export type DeployedServices = ReadonlyMap<string, readonly DeployedService[]>;

/**
 * Which deployment certainly deploys which configuration of the workspace:
 *
 * - The service has the name of the configuration, or else exactly its roles.
 * - Of several folders with such configurations, the nearest one.
 * - Of several configurations in that folder, the one that the deployment names by its file (`configurationUrl`) or that
 *   the parameter file names as its environment. Configurations for local use are not deployed.
 */
export function pairDeployments(
  deployments: readonly Deployment[],
  configurations: Iterable<ServiceFile>,
): DeployedServices {
  if (!deployments.some(({ services }) => services.length > 0)) {
    return new Map();
  }
  const deployable: Candidate[] = [];
  for (const configuration of configurations) {
    deployable.push(...candidateOf(configuration));
  }
  const pairs = new Map<string, DeployedService[]>();
  for (const { template, parameters, services } of deployments) {
    for (const service of services) {
      const inQuestion = nearest(template, candidates(service, deployable));
      const found = chosen(service, parameters, inQuestion);
      if (found !== undefined) {
        pairs.set(found.file, [...(pairs.get(found.file) ?? []), service]);
      }
    }
  }
  return pairs;
}

/** What decides about a configuration, without its document: the memory does not grow with the documents. */
interface Candidate extends Pick<ServiceFile, 'file' | 'name'> {
  readonly service: string | undefined;
  readonly roles: string | undefined;
}

/** Nothing for a configuration that is not deployed. */
function candidateOf({ file, name, document }: ServiceFile): readonly Candidate[] {
  const { element, serviceName, roles } = document.model;
  if (
    element === undefined ||
    isTransformDocument(document) ||
    /(?:^|[._\s-])(?:local|emulators?)(?:[._\s-]|$)/i.test(name)
  ) {
    return [];
  }
  const names = roles.map((role) => role.name);
  const service = isPlainName(serviceName) ? nameKey(serviceName.value) : undefined;
  const isWhole = names.length > 0 && names.every(isPlainName);
  return [{ file, name, service, roles: isWhole ? keyOf(names.map((one) => one.value)) : undefined }];
}

function candidates(service: DeployedService, configurations: readonly Candidate[]): readonly Candidate[] {
  const name = isKnown(service.name) ? nameKey(service.name.value) : undefined;
  const named = configurations.filter((one) => one.service !== undefined && one.service === name);
  const roles = roleKeys(service);
  return named.length > 0 || roles === undefined ? named : configurations.filter((one) => one.roles === roles);
}

/** Undefined if not all roles are known. */
function roleKeys({ roles }: DeployedService): string | undefined {
  const names = (roles?.items ?? []).flatMap(({ name }) => (isKnown(name) ? [name.value] : []));
  const isWhole = roles?.notChecked.length === 0 && names.length === roles.items.length && names.length > 0;
  return isWhole ? keyOf(names) : undefined;
}

function keyOf(names: readonly string[]): string {
  return [...new Set(names.map(nameKey))].sort().join('\n');
}

/** The configurations of the folder that shares most with the path of the template; none if two folders do. */
function nearest(template: string, configurations: readonly Candidate[]): readonly Candidate[] {
  const folders = [...groupBy(configurations, ({ file }) => folderOf(file))].map(([folder, files]) => ({
    files,
    shared: sharedParts(folder, folderOf(template)),
  }));
  const most = Math.max(0, ...folders.map(({ shared }) => shared));
  const [only, ...others] = folders.filter(({ shared }) => shared === most);
  return only === undefined || others.length > 0 ? [] : only.files;
}

function sharedParts(one: string, other: string): number {
  const [a, b] = [one.split('/'), other.split('/')];
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs < 0 ? a.length : differs;
}

function chosen(
  { configurationUrl }: DeployedService,
  parameters: string | undefined,
  configurations: readonly Candidate[],
): Candidate | undefined {
  const url = isKnown(configurationUrl) ? configurationUrl.value.replace(/[?#].*$/s, '') : '';
  const named = configurations.filter(({ name }) => nameKey(nameOf(url)) === nameKey(name));
  const words = new Set(nameKey(parameters === undefined ? '' : nameOf(parameters)).split(/[.\-_\s]/));
  const ofEnvironment = configurations.filter(({ name }) => {
    const environment = configurationName(name);
    return environment !== undefined && words.has(nameKey(environment));
  });
  const [only, ...others] = [named, ofEnvironment, configurations].find(({ length }) => length > 0) ?? [];
  return others.length === 0 ? only : undefined;
}
