import type { CscfgDocument } from '../cscfg/document';
import { thumbprintsToVerify } from '../cscfg/entries';
import type { Wanted } from '../vault/reader';
import { uniqueBy } from '../text/objects';

/** What the vaults are asked for to judge the documents: each combination of thumbprint and name once. */
export function wantedIn(documents: readonly CscfgDocument[]): readonly Wanted[] {
  const wanted = documents.flatMap((document): readonly Wanted[] => thumbprintsToVerify(document));
  return uniqueBy(wanted, ({ thumbprint, name }) => `${thumbprint} ${name ?? ''}`);
}
