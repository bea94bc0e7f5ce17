import { stat } from 'node:fs/promises';
import { NotSignedIn } from '../client/errors';

/** The files that the SDK reads for a token, as the environment names them. */
const variables = ['AZURE_FEDERATED_TOKEN_FILE', 'AZURE_CLIENT_CERTIFICATE_PATH'] as const;

/**
 * Rejects with a `NotSignedIn` where one of the files is there and is no regular file, links followed: reading a pipe
 * waits for whoever writes into it, and a process with a file that is being read cannot even end.
 */
export async function requireRegularFiles(tenant: string | undefined): Promise<void> {
  for (const variable of variables) {
    const path = process.env[variable] ?? '';
    if (path !== '' && !(await isRegularOrMissing(path))) {
      throw new NotSignedIn(`${variable} names a file that is not a regular file.`, 'credential', tenant);
    }
  }
}

async function isRegularOrMissing(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // The SDK says what is wrong with it.
    return true;
  }
}
