import { existsSync, readdirSync } from 'node:fs';

/** Other people's files, where they are at hand: see CONTRIBUTING.md. */
export const corpus = '../shared/corpus';

export const hasCorpus = existsSync(corpus);

/** The paths of the service files below `root`, relative to it, with `/`; none where it is not there. */
export function filesBelow(root: string): readonly string[] {
  if (!existsSync(root)) {
    return [];
  }
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:cscfg|csdef|ccproj)$/i.test(path))
    .sort();
}
