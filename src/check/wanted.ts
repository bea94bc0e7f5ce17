import type { CscfgDocument } from '../cscfg/document';
import { thumbprintsToVerify } from '../cscfg/entries';
import type { Wanted } from '../vault/reader';

/** What the vaults are asked for to judge the documents: each combination of thumbprint and name once. */
export function wantedIn(documents: Iterable<CscfgDocument>): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const document of documents) {
    for (const one of thumbprintsToVerify(document)) {
      wanted.set(`${one.thumbprint} ${one.name ?? ''}`, one);
    }
  }
  return [...wanted.values()];
}
