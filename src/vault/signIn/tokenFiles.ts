import { stat } from 'node:fs/promises';
import { NotSignedIn } from '../client/errors';

/** Environment variables that name files which the SDK reads. */
const variables = ['AZURE_FEDERATED_TOKEN_FILE', 'AZURE_CLIENT_CERTIFICATE_PATH'] as const;

/** Rejects with a `NotSignedIn` for a file such as a pipe: reading it can block, and then the process cannot exit. */
export async function requireRegularFiles(tenant: string | undefined): Promise<void> {
  for (const variable of variables) {
    const path = process.env[variable] ?? '';
    if (path !== '' && !(await isRegularOrMissing(path))) {
      const problem = { kind: 'notAFile', variable } as const;
      throw new NotSignedIn(`${variable} does not name a regular file.`, 'credential', tenant, problem);
    }
  }
}

async function isRegularOrMissing(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // The SDK reports a missing file.
    return true;
  }
}
