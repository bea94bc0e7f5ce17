import { cloudHosts } from './hosts';
import { error, json, type Reply } from './reply';
import { mintToken } from './tokens';
import type { VaultRequest } from './vaultRequest';

/**
 * Microsoft Entra ID, as far as a client secret needs it: the two discovery documents that MSAL may ask for, and
 * tokens. The client id becomes the token's identity; the secret `wrong` is wrong.
 */
export function answerSignIn(host: string, { method, path, query, body }: VaultRequest): Reply {
  const [, tenant = '', ...rest] = path.split('/');
  const route = `${method} /${rest.join('/')}`;
  if (path === '/common/discovery/instance') {
    return instanceDiscovery(query['authorization_endpoint'] ?? '');
  }
  if (route === 'GET /v2.0/.well-known/openid-configuration') {
    return openIdConfiguration(host, tenant);
  }
  if (route === 'POST /oauth2/v2.0/token') {
    return token(tenant, new URLSearchParams(body));
  }
  return error(404, 'NotFound', `No route for ${method} ${path}`);
}

function instanceDiscovery(authorizationEndpoint: string): Reply {
  const metadata = Object.values(cloudHosts).map(({ signIn }) => ({
    preferred_network: signIn,
    preferred_cache: signIn,
    aliases: [signIn],
  }));
  return json(200, {
    tenant_discovery_endpoint: authorizationEndpoint.replace(/oauth2\/.*$/, 'v2.0/.well-known/openid-configuration'),
    'api-version': '1.1',
    metadata,
  });
}

function openIdConfiguration(host: string, tenant: string): Reply {
  const base = `https://${host}/${tenant}`;
  return json(200, {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  });
}

function token(tenant: string, form: URLSearchParams): Reply {
  if (form.get('client_secret') === 'wrong') {
    return json(401, {
      error: 'invalid_client',
      error_description:
        'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the client secret value, not the client secret ID.',
      error_codes: [7000215],
    });
  }
  const audience = (form.get('scope') ?? '').split(' ').find((scope) => scope.endsWith('/.default')) ?? '';
  return json(200, {
    token_type: 'Bearer',
    expires_in: 3599,
    ext_expires_in: 3599,
    access_token: mintToken({
      identity: form.get('client_id') ?? 'unknown',
      tenant,
      audience: audience.replace(/\/\.default$/, ''),
      // Every request names the client's capabilities there; only an answer to a challenge repeats its `nbf`.
      claims: form.get('claims')?.includes('"nbf"') ?? false,
    }),
  });
}
