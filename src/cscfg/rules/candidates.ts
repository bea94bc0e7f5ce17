import type { CscfgDocument } from '../document';
import { likest } from '../likeness';
import type { CertificateEntry } from '../model/serviceConfiguration';
import { joinMessages } from '../text/joinMessages';
import { editDistance } from '../text/editDistance';
import { message } from '../text/message';
import type { CertificateVersion } from '../verdict';
import { datedExpiry } from '../words';
import { takeVersion } from './fixes';
import type { CheckContext, TextFix } from './rule';

/** The most certificates that are proposed in place of a wrong thumbprint. */
const most = 3;

/** Two thumbprints this near are one of them, mistyped: of 160 random bits, so many never agree. Digits. */
const mistyped = 4;

/**
 * The vault's certificates that the entry most likely means: those whose thumbprint is what stands there but for a few
 * digits, then those named like it. A mistyped one is certain enough to be the preferred fix.
 */
export function* candidateFixes(
  document: CscfgDocument,
  entry: CertificateEntry,
  { inventory, now }: CheckContext,
): Generator<TextFix> {
  const written = (entry.thumbprint?.value ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '');
  const typed = nearest(written, inventory);
  const named = likest(entry.name?.value ?? '', inventory, most);
  const proposed = [...typed, ...named.filter((one) => !typed.includes(one))].slice(0, most);
  for (const version of proposed) {
    const title = joinMessages(', ', message('Replace with {0}', version.certificate), datedExpiry(version, now));
    yield takeVersion(title, document, entry, version, typed.length === 1 && version === typed[0]);
  }
}

function nearest(written: string, inventory: readonly CertificateVersion[]): readonly CertificateVersion[] {
  return inventory.filter(({ thumbprint }) => editDistance(written, thumbprint, mistyped) <= mistyped);
}
