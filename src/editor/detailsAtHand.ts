import type * as vscode from 'vscode';
import type { CertificateVersion } from '../cscfg/verdict';
import type { CertificateDetails } from '../vault/details';
import type { KeyVaults } from './keyVaults';
import { abortSignal } from './text';

/** The longest a hover waits for a certificate's own facts, in milliseconds. */
const patience = 400;

/**
 * The certificate's own facts where they are at hand or come soon. `reading`: they are on their way, and there when
 * they are asked for again. `unread`: they could not be read, or nobody waits any more.
 */
export async function detailsAtHand(
  keyVaults: KeyVaults,
  version: CertificateVersion,
  token: vscode.CancellationToken,
): Promise<CertificateDetails | 'reading' | 'unread'> {
  const answer = keyVaults.details(version, { signal: abortSignal(token) }).then(
    (details) => ('kind' in details ? 'unread' : details),
    () => 'unread' as const,
  );
  let timer: NodeJS.Timeout | undefined;
  const soon = new Promise<'reading'>((resolve) => {
    timer = setTimeout(resolve, patience, 'reading');
  });
  try {
    return await Promise.race([answer, soon]);
  } finally {
    clearTimeout(timer);
  }
}
