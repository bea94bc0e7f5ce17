import { forbidden, type Action } from './access';
import { cloudHosts } from './hosts';
import { largestPage } from './paging';
import * as payload from './payloads';
import { error, json, type Reply } from './reply';
import { readToken, type TokenClaims } from './tokens';
import type { EmulatedVault } from './vault';
import * as act from './vaultActions';
import type { VaultRequest } from './vaultRequest';
import * as write from './writeActions';

const apiVersions = /^(7\.[0-6]|2025-07-01|2026-04-01)$/;

/** A vault's answer to a request, before any scripted fault. */
export function answer(vault: EmulatedVault, request: VaultRequest): Reply {
  const claims = readToken(request.authorization);
  if (claims === undefined) {
    return challenge(vault, 'AKV10000: Request is missing a Bearer or PoP token.');
  }
  const { resource } = cloudHosts[vault.cloud];
  if (claims.audience.replace(/\/$/, '') !== resource) {
    return challenge(vault, `AKV10022: Invalid audience. Expected ${resource}, found: ${claims.audience}.`);
  }
  if (claims.tenant !== vault.tenant) {
    const issuer = (tenant: string): string => `https://sts.windows.net/${tenant}/`;
    const message = `Expected one of ${issuer(vault.tenant)}, found ${issuer(claims.tenant)}.`;
    return challenge(vault, `AKV10032: Invalid issuer. ${message}`);
  }
  return badRequest(request) ?? route(vault, request, claims);
}

/** The recorded 401: the body says why, the header where to get a token. */
export function challenge(vault: EmulatedVault, message: string): Reply {
  const authorization = `${cloudHosts[vault.cloud].challengeAuthority}/${vault.tenant}`;
  return error(401, 'Unauthorized', message, {
    'WWW-Authenticate': `Bearer authorization="${authorization}", resource="${vault.challengeResource}"`,
  });
}

function badRequest({ query }: VaultRequest): Reply | undefined {
  const version = query['api-version'];
  if (version === undefined) {
    return error(400, 'BadParameter', 'api-version must be specified');
  }
  if (!apiVersions.test(version)) {
    return error(400, 'BadParameter', `Unsupported api-version: ${version}`);
  }
  const largest = query['maxresults'];
  if (largest !== undefined && !(/^\d+$/.test(largest) && Number(largest) >= 1 && Number(largest) <= largestPage)) {
    return error(400, 'BadParameter', `maxresults must be between 1 and ${String(largestPage)}`);
  }
  return undefined;
}

type Row = readonly [method: string, path: RegExp, action: Action, run: act.VaultAction];

const name = '([0-9a-zA-Z-]+)';
const one = (suffix: string, collection = 'certificates'): RegExp => new RegExp(`^/${collection}/${name}${suffix}$`);

/** First match answers: issuers and contacts come before certificates that could have such a name. */
const rows: readonly Row[] = [
  ['GET', /^\/certificates\/issuers\/?$/, 'issuers', write.listIssuers],
  ['GET', /^\/certificates\/contacts\/?$/, 'list', () => error(404, 'ContactsNotFound', 'Contacts not found')],
  ['GET', /^\/certificates\/?$/, 'list', act.listCertificates],
  ['GET', one('/versions/?'), 'versions', act.listVersions],
  ['GET', one('/policy/?'), 'get', act.get(payload.policy)],
  ['GET', one('/pending/?'), 'get', write.getPending],
  ['PATCH', one('/pending'), 'write', write.cancelPending],
  ['POST', one('/import'), 'import', write.importCertificate],
  ['POST', one('/create'), 'create', write.createCertificate],
  ['GET', one('/?'), 'get', act.get((vault, found) => payload.bundle(vault, found, payload.newestOf(found)))],
  ['GET', one('/([0-9a-f]{32})'), 'get', act.getVersion],
  ['PATCH', one('/([0-9a-f]{32})'), 'write', act.updateVersion],
  ['GET', /^\/deletedcertificates\/?$/, 'deleted', act.listDeleted],
  ['GET', one('/?', 'deletedcertificates'), 'deleted', act.getDeleted],
  ['POST', one('/recover', 'deletedcertificates'), 'write', act.recover],
  ['GET', /^\/secrets\/?$/, 'secrets', act.listSecrets],
];

function route(vault: EmulatedVault, request: VaultRequest, claims: TokenClaims): Reply {
  for (const [method, path, action, run] of rows) {
    const match = method === request.method ? path.exec(request.path) : null;
    if (match === null) {
      continue;
    }
    const denial = vault.denialFor(claims.identity, action);
    return denial === undefined
      ? run(vault, request, match[1] ?? '', match[2] ?? '')
      : json(403, forbidden(denial, vault.name, action, claims));
  }
  return error(404, 'NotFound', `No route for ${request.method} ${request.path}`);
}
