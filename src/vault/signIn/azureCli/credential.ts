import { NotSignedIn } from '../../client/errors';
import type { AbortableTokenSource } from '../tokenSource';
import { tokenOf } from './answer';
import { runAz } from './process';

/** The longest that the Azure CLI may take: it starts a Python interpreter. Milliseconds. */
const longest = 10_000;

/**
 * The account that is signed in to the Azure CLI. The SDK's `AzureCliCredential` keeps nothing of what `az` 2.91 prints
 * when it refuses, cannot end it, and logs its output.
 */
export function azureCli(timeoutMs: number, workspace: () => readonly string[] = () => []): AbortableTokenSource {
  return async ({ scope, tenantId, claims }, signal) => {
    if (claims !== undefined) {
      // `az account get-access-token` has no option for claims: only a new sign-in answers them.
      throw new NotSignedIn('', 'claims', tenantId);
    }
    const resource = scope.replace(/\/\.default$/, '');
    const tenant = tenantId === undefined ? [] : ['--tenant', tenantId];
    const args = ['account', 'get-access-token', '--output', 'json', '--resource', resource, ...tenant];
    const run = { signal, timeoutMs: Math.min(longest, timeoutMs), workspace: workspace() };
    const token = tokenOf(await runAz(args, run), tenantId);
    if (token instanceof NotSignedIn) {
      throw token;
    }
    return token;
  };
}
