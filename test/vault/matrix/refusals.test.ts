import type { Denial } from '../../emulator/access';
import { tenant, testRows, type Row } from './matrix';

const host = 'matrix.vault.azure.net';

const rbac = `Your account is not allowed to read the certificates of ${host}. Ask for the role Key Vault Reader on the vault. The role cannot read secret values.`;
const policy = `Your account is not allowed to read the certificates of ${host}. Ask for an access policy with the certificate permissions Get and List.`;

const denials: readonly (readonly [Denial, Row['kind'], string, string])[] = [
  ['rbac', 'forbiddenByRbac', rbac, 'ForbiddenByRbac'],
  ['policy', 'forbiddenByPolicy', policy, 'AccessDenied'],
  ['forbiddenByPolicy', 'forbiddenByPolicy', policy, 'ForbiddenByPolicy'],
  [
    'firewall',
    'firewall',
    `The firewall of ${host} blocks 203.0.113.7. Ask for this address to be allowed, or connect to an allowed network.`,
    'ForbiddenByFirewall',
  ],
  [
    'connection',
    'privateLink',
    `${host} is reachable only over its private link. Connect to the network of the vault, for example by VPN.`,
    'ForbiddenByConnection',
  ],
  [
    'bare',
    'forbidden',
    `${host} denied access to its certificates (403). Ask for the role Key Vault Reader, or for the certificate permissions Get and List. (Forbidden)`,
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
    words: `${host} denied access to its certificates (403). Ask for the role Key Vault Reader, or for the certificate permissions Get and List. (Access denied to first party service. Caller: appid=04b07795-8ddb-461a-bbee-02f9e1bf7b46)`,
    log: /forbidden status=403 code=AccessDenied/,
  },
  {
    when: '401 without a token that it could read',
    arrange: ({ vault }) => void vault.fail({ kind: 'badToken', why: 'rejected' }),
    kind: 'unauthorized',
    words: `${host} refused the sign-in. Sign in with an account of the tenant ${tenant}, or run "az login --tenant ${tenant} --scope https://vault.azure.net/.default".`,
    log: /unauthorized status=401 code=Unauthorized/,
  },
  {
    when: '401 with a token that has expired',
    arrange: ({ vault }) => void vault.fail({ kind: 'badToken', why: 'expired' }),
    kind: 'sessionExpired',
    words: `The sign-in for ${host} has expired. Sign in with an account of the tenant ${tenant}, or run "az login --tenant ${tenant} --scope https://vault.azure.net/.default".`,
    log: /sessionExpired status=401/,
  },
  {
    when: '404 where there was a list',
    arrange: ({ vault }) => void vault.fail({ kind: 'refusal', status: 404 }),
    kind: 'notAVault',
    words: `The response from ${host} is not from a key vault. Check the vault name, the proxy, and whether the network requires you to sign in.`,
    log: /notAVault detail=There is no list at \/certificates \(404\)/,
  },
  {
    when: '409, in conflict with itself',
    arrange: ({ vault }) => void vault.fail({ kind: 'refusal', status: 409 }),
    kind: 'service',
    words: `${host} returned an internal error (409). Try again later.`,
    log: /service status=409 code=ObjectIsDeletedButRecoverable/,
  },
]);
