import type { Denial } from '../../emulator/access';
import { tenant, testRows, type Row } from './matrix';

const host = 'matrix.vault.azure.net';

const rbac = `Your account may not read the certificates of ${host}. Ask for the role Key Vault Reader on the vault; it shows no secret’s value.`;
const policy = `Your account may not read the certificates of ${host}. Ask for an access policy with the certificate permissions Get and List.`;

const denials: readonly (readonly [Denial, Row['kind'], string, string])[] = [
  ['rbac', 'forbiddenByRbac', rbac, 'ForbiddenByRbac'],
  ['policy', 'forbiddenByPolicy', policy, 'AccessDenied'],
  ['forbiddenByPolicy', 'forbiddenByPolicy', policy, 'ForbiddenByPolicy'],
  [
    'firewall',
    'firewall',
    `The firewall of ${host} keeps 203.0.113.7 out. Ask for this address to be allowed, or connect to the network that is.`,
    'ForbiddenByFirewall',
  ],
  [
    'connection',
    'privateLink',
    `${host} only answers over its private link. Connect to the network (VPN) it belongs to.`,
    'ForbiddenByConnection',
  ],
  [
    'bare',
    'forbidden',
    `${host} refused to show its certificates (403). Ask for the role Key Vault Reader, or the certificate permissions Get and List. (Forbidden)`,
    'Forbidden',
  ],
];

testRows('the vault refuses', [
  ...denials.map(([denial, kind, words, code]): Row => ({
    when: `403 ${denial}`,
    arrange: ({ vault }) => void vault.deny(denial),
    kind,
    words,
    log: new RegExp(`^${host} ${kind} status=403 code=${code} requestId=`),
  })),
  {
    when: '403 access denied to a first party',
    arrange: ({ vault }) => void vault.fail({ kind: 'firstParty' }),
    kind: 'forbidden',
    words: `${host} refused to show its certificates (403). Ask for the role Key Vault Reader, or the certificate permissions Get and List. (Access denied to first party service. Caller: appid=04b07795-8ddb-461a-bbee-02f9e1bf7b46)`,
    log: /forbidden status=403 code=AccessDenied/,
  },
  {
    when: '401 without a token that it could read',
    arrange: ({ vault }) => void vault.fail({ kind: 'badToken', why: 'rejected' }),
    kind: 'unauthorized',
    words: `${host} refused the sign-in. Sign in with an account of tenant ${tenant}, or run "az login --tenant ${tenant} --scope https://vault.azure.net/.default".`,
    log: /unauthorized status=401 code=Unauthorized/,
  },
  {
    when: '401 with a token that has expired',
    arrange: ({ vault }) => void vault.fail({ kind: 'badToken', why: 'expired' }),
    kind: 'sessionExpired',
    words: `The sign-in for ${host} has expired. Sign in with an account of tenant ${tenant}, or run "az login --tenant ${tenant} --scope https://vault.azure.net/.default".`,
    log: /sessionExpired status=401/,
  },
  {
    when: '404 where there was a list',
    arrange: ({ vault }) => void vault.fail({ kind: 'refusal', status: 404 }),
    kind: 'notAVault',
    words: `What answered at ${host} is not a key vault. Check the vault’s name, the proxy, and whether the network wants a login.`,
    log: /notAVault detail=There is no list at \/certificates \(404\)/,
  },
  {
    when: '409, in conflict with itself',
    arrange: ({ vault }) => void vault.fail({ kind: 'refusal', status: 409 }),
    kind: 'service',
    words: `${host} has a fault of its own (409). Try again in a while.`,
    log: /service status=409 code=ObjectIsDeletedButRecoverable/,
  },
]);
