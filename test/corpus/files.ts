import { existsSync, readdirSync } from 'node:fs';

/** A collection of other people's files; see CONTRIBUTING.md. */
export const corpus = '../shared/corpus';

export const hasCorpus = existsSync(corpus);

/** The paths of the service files below `root`, relative to it, with `/`; empty if it does not exist. */
export function filesBelow(root: string): readonly string[] {
  if (!existsSync(root)) {
    return [];
  }
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:cscfg|csdef|ccproj)$/i.test(path))
    .sort();
}
