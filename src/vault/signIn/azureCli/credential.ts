import { NotSignedIn } from '../../client/errors';
import type { AbortableTokenSource } from '../tokenSource';
import { tokenOf } from './answer';
import { runAz } from './process';

/** Milliseconds. */
const maxTimeoutMs = 10_000;

/** `AzureCliCredential` of the SDK drops the error messages of `az` 2.91, cannot stop it, and logs its output. */
export function azureCli(timeoutMs: number, workspace: () => readonly string[] = () => []): AbortableTokenSource {
  return async ({ scope, tenantId, claims }, signal) => {
    if (claims !== undefined) {
      // `az account get-access-token` has no option for claims, so a new sign-in is required.
      throw new NotSignedIn('', 'claims', tenantId);
    }
    const resource = scope.replace(/\/\.default$/, '');
    const tenant = tenantId === undefined ? [] : ['--tenant', tenantId];
    const args = ['account', 'get-access-token', '--output', 'json', '--resource', resource, ...tenant];
    const run = { signal, timeoutMs: Math.min(maxTimeoutMs, timeoutMs), workspace: workspace() };
    const token = tokenOf(await runAz(args, run), tenantId);
    if (token instanceof NotSignedIn) {
      throw token;
    }
    return token;
  };
}
