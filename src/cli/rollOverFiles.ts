import { resolve } from 'node:path';
import type { OtherFile } from '../check/rollOver/request';
import { deploymentFileTest, mayBeDeploymentFile } from '../deployment/deploymentFile';
import { readDeployments } from '../deployment/deployments';
import { type WrittenUrls, writtenUrls } from '../deployment/writtenUrls';
import { type Configuration, configurationFiles, findFiles, Folders, isFolder, readFiles } from './files';
import { filesMatching } from './globs';
import { type DecodedFile, type FileProblem, readTexts } from './readTexts';
import { uniqueBy } from '../text/objects';

/** What a roll-over on the command line reads. */
export interface RollOverFiles {
  readonly configurations: readonly Configuration[];
  readonly others: readonly OtherFile[];
  readonly deployed: WrittenUrls;
  /** The paths of the files that start with a byte order mark. */
  readonly marked: ReadonlySet<string>;
  readonly problems: readonly FileProblem[];
}

const deploymentPath = /\.(?:jsonc?|bicep|bicepparam|tf)$/i;

/**
 * The configurations at the paths, the templates and parameter files at the paths and in the folders, and the other
 * files that the globs match. Never rejects.
 */
export async function readRollOverFiles(paths: readonly string[], globs: readonly string[]): Promise<RollOverFiles> {
  const folders = new Folders();
  const found = await findFiles(paths, configurationFiles, folders);
  const configurations = await readFiles(found.files.filter((path) => !deploymentPath.test(path)));
  const named = found.files.filter((path) => deploymentPath.test(path));
  const below = await Promise.all(paths.filter(isFolder).map((folder) => folders.filesBelow(folder, deploymentPath)));
  const candidates = await decoded([...named, ...below.flatMap(({ files }) => files)]);
  const { isDeployment, deployed } = deploymentsIn(candidates.files);
  const templates = candidates.files.filter((file) => named.includes(file.path) || isDeployment(file));
  const also = await Promise.all(globs.map((glob) => filesMatching(glob, folders)));
  const known = new Set([...configurations.configurations, ...templates].map(({ path }) => resolve(path)));
  const texts = await decoded(also.flatMap(({ files }) => files).filter((path) => !known.has(resolve(path))));
  return {
    configurations: configurations.configurations,
    others: [
      ...templates.map(({ path, text }) => ({ kind: 'template' as const, path, text })),
      ...texts.files.map(({ path, text }) => ({ kind: 'text' as const, path, text })),
    ],
    deployed,
    marked: new Set(
      [...configurations.configurations, ...candidates.files, ...texts.files]
        .filter(({ bom }) => bom)
        .map(({ path }) => path),
    ),
    problems: [
      ...found.problems,
      ...configurations.problems,
      // A file of the folder that is not text cannot be a template.
      ...candidates.problems.filter(({ path }) => named.includes(path)),
      ...also.flatMap(({ problems }) => problems),
      ...texts.problems.filter(({ path }) => globs.includes(path)),
    ],
  };
}

function deploymentsIn(files: readonly DecodedFile[]): {
  readonly isDeployment: (file: DecodedFile) => boolean;
  readonly deployed: WrittenUrls;
} {
  const texts = files.map(({ path, text }) => ({ file: path, text })).filter(mayBeDeploymentFile);
  const deployments = readDeployments(texts);
  const test = deploymentFileTest(deployments);
  return { deployed: writtenUrls(deployments), isDeployment: ({ path, text }) => test({ file: path, text }) };
}

async function decoded(
  paths: readonly string[],
): Promise<{ readonly files: readonly DecodedFile[]; readonly problems: readonly FileProblem[] }> {
  const texts = await readTexts([...uniqueBy(paths, (path) => resolve(path))].sort());
  return {
    files: texts.flatMap((one) => ('text' in one ? [one] : [])),
    problems: texts.flatMap((one) => ('text' in one ? [] : [one])),
  };
}
