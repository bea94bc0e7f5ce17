import { createHash } from 'node:crypto';
import type { TokenClaims } from './tokens';

/** What a request wants to do, as access is scripted. */
export type Action = 'list' | 'versions' | 'get' | 'deleted' | 'secrets' | 'issuers' | 'write' | 'import' | 'create';

export type Denial =
  /** Access policies without the permission: `AccessDenied`, what such vaults have always said. */
  | 'policy'
  /** The same with the newer inner code `ForbiddenByPolicy`. */
  | 'forbiddenByPolicy'
  | 'rbac'
  | 'firewall'
  /** Public access is off and the request did not come over a private link. */
  | 'connection'
  /** 403 without an inner code. */
  | 'bare';

export interface DenialRule {
  readonly denial: Denial;
  /** Without it: everybody. */
  readonly identity?: string;
  /** Without it: everything. */
  readonly actions?: readonly Action[];
}

export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly innererror?: { readonly code: string } };
}

export const clientAddress = '203.0.113.7';

/** The body of a 403, in the service's words. */
export function forbidden(denial: Denial, vault: string, action: Action, claims: TokenClaims): ErrorBody {
  const caller = `appid=04b07795-8ddb-461a-bbee-02f9e1bf7b46;oid=${objectId(claims.identity)}`;
  const issuer = `iss=https://sts.windows.net/${claims.tenant}/`;
  const where = `Vault: ${vault};location=westeurope`;
  const body = (message: string, inner?: string): ErrorBody => ({
    error: { code: 'Forbidden', message, ...(inner === undefined ? {} : { innererror: { code: inner } }) },
  });
  switch (denial) {
    case 'policy':
    case 'forbiddenByPolicy':
      return body(
        `The user, group or application '${caller};numgroups=1;${issuer}' does not have ${permission(action)} permission ` +
          `on key vault '${vault};location=westeurope'. For help resolving this issue, please see ` +
          'https://go.microsoft.com/fwlink/?linkid=2125287',
        denial === 'policy' ? 'AccessDenied' : 'ForbiddenByPolicy',
      );
    case 'rbac':
      return body(rbacMessage(`${caller};${issuer}`, vault, action, where), 'ForbiddenByRbac');
    case 'firewall':
      return body(
        `Client address is not authorized and caller is not a trusted service.\r\nClient address: ${clientAddress}\r\n` +
          `Caller: ${caller};${issuer}\r\n${where}`,
        'ForbiddenByFirewall',
      );
    case 'connection':
      return body(
        'Public network access is disabled and request is not from a trusted service nor via an approved private link.' +
          `\r\nCaller: ${caller};${issuer}\r\n${where}`,
        'ForbiddenByConnection',
      );
    case 'bare':
      return body('Forbidden');
  }
}

function permission(action: Action): string {
  switch (action) {
    case 'get':
      return 'certificates get';
    case 'secrets':
      return 'secrets list';
    case 'issuers':
      return 'certificates listissuers';
    case 'write':
      return 'certificates update';
    case 'import':
    case 'create':
      return `certificates ${action}`;
    case 'list':
    case 'versions':
    case 'deleted':
      return 'certificates list';
  }
}

function rbacMessage(caller: string, vault: string, action: Action, where: string): string {
  const verb = { write: 'update/action', import: 'import/action', create: 'create/action' }[action as string] ?? 'read';
  const kind = action === 'secrets' ? 'secrets' : 'certificates';
  const operation = `Microsoft.KeyVault/vaults/${kind}/${action === 'secrets' ? 'readMetadata/action' : verb}`;
  const subscription = '/subscriptions/00000000-0000-0000-0000-000000000000';
  return [
    'Caller is not authorized to perform action on resource.',
    'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
    `Caller: ${caller}`,
    `Action: '${operation}'`,
    `Resource: '${subscription}/resourcegroups/contososhop/providers/microsoft.keyvault/vaults/${vault}'`,
    'Assignment: (not found)',
    'DenyAssignmentId: null',
    "DecisionReason: 'DeniedWithNoValidRBAC' ",
    where,
    '',
  ].join('\r\n');
}

/** The same identity has the same object id everywhere. */
function objectId(identity: string): string {
  const hex = createHash('md5').update(identity).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
