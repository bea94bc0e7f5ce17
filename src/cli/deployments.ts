import { dirname, resolve } from 'node:path';
import type { DeploymentKnowledge } from '../cscfg/rules/rule';
import { pairDeployments } from '../cscfg/service/deploymentPairing';
import { mayDescribeDeployment, readDeployments } from '../deployment/deployments';
import type { ServiceFile } from '../cscfg/service/service';
import { nameOf } from '../text/paths';
import { type Configuration, type Folders, isFolder, slashed } from './files';
import { readTexts } from './readTexts';
import type { ServiceOf } from './services';

const deploymentFile = /\.(?:json|bicep|bicepparam|tf)$/i;
const mostFiles = 1000;

/** What certainly deploys the configuration with this path. Its files are absolute paths with forward slashes. */
export type DeploymentOf = (path: string) => DeploymentKnowledge | undefined;

/** What deploys the configurations. */
export interface ReadDeployments {
  readonly deploymentOf: DeploymentOf;
  /** The path of a deployment file as the report names it: below the given folder. */
  readonly nameOf: (file: string) => string;
}

/**
 * Reads the deployment files below the given folders, and below the folders of the given files. Files that cannot be
 * read are ignored, because they were not specified. Never rejects.
 */
export async function readDeploymentsOf(
  configurations: readonly Configuration[],
  paths: readonly string[],
  serviceOf: ServiceOf,
  folders: Folders,
): Promise<ReadDeployments> {
  const searched = new Set(paths.map((path) => (isFolder(path) ? path : dirname(path))));
  const found = await Promise.all([...searched].map((folder) => folders.filesBelow(folder, deploymentFile)));
  const names = new Map(
    found
      .flatMap((one) => one.files)
      .toReversed()
      .map((file) => [resolve(file), file]),
  );
  const files = [...names.keys()].sort().slice(0, mostFiles);
  const texts = (await readTexts(files)).flatMap((read) =>
    'text' in read && mayDescribeDeployment({ file: read.path, text: read.text })
      ? [{ file: slashed(read.path), text: read.text }]
      : [],
  );
  const pairs = pairDeployments(readDeployments(texts), candidates(configurations, serviceOf));
  const contents = new Map(texts.map(({ file, text }) => [file, text]));
  const textOf = (file: string): string | undefined => contents.get(file);
  return {
    deploymentOf: (path) => {
      const services = pairs.get(slashed(resolve(path)));
      return services && { services, textOf };
    },
    nameOf: (file) => slashed(names.get(resolve(file)) ?? file),
  };
}

/** The configurations and the others of their services, which a deployment can belong to as well; one at a time. */
function* candidates(configurations: readonly Configuration[], serviceOf: ServiceOf): Iterable<ServiceFile> {
  const seen = new Set<string>();
  for (const configuration of configurations) {
    const file = slashed(resolve(configuration.path));
    const own = { file, name: nameOf(file), document: configuration.document };
    for (const one of [own, ...(serviceOf(configuration.path)?.configurations ?? [])]) {
      if (!seen.has(one.file)) {
        seen.add(one.file);
        yield one;
      }
    }
  }
}
