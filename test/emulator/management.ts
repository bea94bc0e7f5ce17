import { Faults, type Fault, type FaultOptions } from './faults';
import { cloudHosts, type CloudName } from './hosts';
import { error, html, json, type Reply } from './reply';
import { graphRow, homeSubscription, resourceBody, resourceId } from './resource';
import { readToken, type TokenClaims } from './tokens';
import { homeTenant, type EmulatedVault } from './vault';
import type { VaultRequest } from './vaultRequest';

/**
 * Azure Resource Manager, as far as vaults as resources go: Resource Graph, `GET` and `PATCH` of a vault. An identity
 * sees every vault of its token's tenant, unless it is denied.
 */
export class Management {
  /** The most rows of a page of Resource Graph. */
  pageSize = 1000;
  /**
   * Resource Graph's pages have no end: each names the first again, or another one with nothing in it, with the rows of
   * the first (`repeat`), or with one new row (`sparse`).
   */
  endless: 'same' | 'empty' | 'repeat' | 'sparse' | undefined;
  /** The URL that every request is redirected to. */
  redirect: string | undefined;
  /** The queries to Resource Graph since `behave`. */
  readonly queries: string[] = [];
  /** The names of subscriptions; of the others only the id is shown. */
  readonly subscriptions = new Map([[homeSubscription, 'Contoso Production']]);
  readonly #faults = new Faults();
  #denied: readonly { readonly identity?: string; readonly writing?: boolean }[] = [];

  /** Lets an identity (or nobody) see or, with `writing`, change anything; the result allows it again. */
  deny(whom: { readonly identity?: string; readonly writing?: boolean } = {}): () => void {
    this.#denied = [...this.#denied, whom];
    return () => {
      this.#denied = this.#denied.filter((one) => one !== whom);
    };
  }

  /** Scripts a fault; the result lifts it. */
  fail(fault: Fault, options?: FaultOptions): () => void {
    return this.#faults.add(fault, options);
  }

  behave(): void {
    this.pageSize = 1000;
    this.redirect = undefined;
    this.endless = undefined;
    this.queries.splice(0);
    this.#faults.clear();
    this.#denied = [];
  }

  answer(cloud: CloudName, vaults: readonly EmulatedVault[], request: VaultRequest): Reply {
    const claims = readToken(request.authorization);
    if (claims === undefined) {
      return unauthorized('AuthenticationFailed', "The 'Authorization' header is missing.", homeTenant);
    }
    if (claims.audience.replace(/\/$/, '') !== `https://${cloudHosts[cloud].management}`) {
      return unauthorized('InvalidAuthenticationToken', 'The audience of the token is wrong.', homeTenant);
    }
    if (this.redirect !== undefined) {
      return { status: 307, headers: { Location: this.redirect }, body: '' };
    }
    const fault = this.#faults.take(request.path, true);
    return fault === undefined || (fault.kind === 'claims' && claims.claims === true)
      ? this.#route(cloud, vaults, request, claims)
      : fault.kind === 'broken'
        ? { ...this.#route(cloud, vaults, request, claims), delivery: 'broken', how: fault.how }
        : struck(fault);
  }

  #route(cloud: CloudName, vaults: readonly EmulatedVault[], request: VaultRequest, claims: TokenClaims): Reply {
    const { method, path, query } = request;
    const version = query['api-version'];
    const own = vaults.filter((vault) => vault.cloud === cloud);
    if (method === 'POST' && /^\/providers\/Microsoft\.ResourceGraph\/resources$/i.test(path)) {
      return version === '2024-04-01' ? this.#graph(own, request, claims) : unsupported(version);
    }
    const vault = own.find((one) => resourceId(one).toLowerCase() === decodeURIComponent(path).toLowerCase());
    if (vault === undefined) {
      return error(404, 'ResourceNotFound', `The Resource '${path.split('/').slice(-2).join('/')}' was not found.`);
    }
    if (version !== '2026-02-01') {
      return unsupported(version);
    }
    return this.#vault(vault, request, claims);
  }

  #vault(vault: EmulatedVault, { method, body }: VaultRequest, claims: TokenClaims): Reply {
    if (claims.tenant !== vault.tenant) {
      return unauthorized(
        'InvalidAuthenticationTokenTenant',
        `The access token is from the wrong issuer 'https://sts.windows.net/${claims.tenant}/'.`,
        vault.tenant,
      );
    }
    const isWriting = method === 'PATCH';
    if (this.#isDenied(claims, isWriting)) {
      return forbidden(claims, isWriting, resourceId(vault));
    }
    if (isWriting) {
      const { properties } = JSON.parse(body) as { properties?: { enabledForDeployment?: boolean } };
      vault.resource.forDeployment = properties?.enabledForDeployment ?? vault.resource.forDeployment;
    }
    return json(200, resourceBody(vault));
  }

  /** Whoever may see nothing gets no error but no rows: that is how Resource Graph has it. */
  #graph(vaults: readonly EmulatedVault[], { body }: VaultRequest, claims: TokenClaims): Reply {
    const { query, options = {} } = JSON.parse(body) as {
      query: string;
      options?: { $top?: number; $skipToken?: string };
    };
    this.queries.push(query);
    const name = /\bname =~ '([^']*)'/.exec(query)?.[1]?.toLowerCase();
    const withNames = query.includes('resourcecontainers');
    const rows = vaults
      .filter((vault) => vault.tenant === claims.tenant && !this.#isDenied(claims, false))
      .filter((vault) => name === undefined || vault.name === name)
      .sort((a, b) => (resourceId(a) < resourceId(b) ? -1 : 1))
      .map((vault) => graphRow(vault, withNames ? this.subscriptions.get(vault.resource.subscription) : undefined));
    const start = this.endless === 'same' ? 0 : Number(options.$skipToken ?? 0);
    const end = start + Math.min(options.$top ?? 100, this.pageSize);
    const data = this.#rowsFrom(rows, start, end);
    return json(200, {
      totalRecords: rows.length,
      count: data.length,
      data,
      facets: [],
      resultTruncated: 'false',
      ...(end < rows.length || this.endless !== undefined ? { $skipToken: String(end) } : {}),
    });
  }

  #rowsFrom(rows: readonly object[], start: number, end: number): readonly object[] {
    if (this.endless === 'sparse') {
      const first = JSON.stringify(rows[0]);
      return [JSON.parse(first.replaceAll('/vaults/', `/vaults/v${String(start)}-`)) as object];
    }
    return this.endless === 'repeat' ? rows.slice(0, this.pageSize) : rows.slice(start, end);
  }

  #isDenied({ identity }: TokenClaims, isWriting: boolean): boolean {
    return this.#denied.some((one) => (one.identity ?? identity) === identity && (one.writing !== true || isWriting));
  }
}

function unauthorized(code: string, message: string, tenant: string): Reply {
  return error(401, code, message, {
    'WWW-Authenticate': `Bearer authorization_uri="https://login.windows.net/${tenant}", error="invalid_token", error_description="${message}"`,
  });
}

function forbidden({ identity }: TokenClaims, isWriting: boolean, scope: string): Reply {
  const action = `Microsoft.KeyVault/vaults/${isWriting ? 'write' : 'read'}`;
  return error(
    403,
    'AuthorizationFailed',
    `The client '${identity}' does not have authorization to perform action '${action}' over scope '${scope}' or the ` +
      'scope is invalid. If access was recently granted, please refresh your credentials.',
  );
}

function unsupported(version: string | undefined): Reply {
  return version === undefined
    ? error(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required.')
    : error(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid.`);
}

function struck(fault: Fault): Reply {
  switch (fault.kind) {
    case 'throttle':
      return error(429, 'RateLimiting', 'Please provide below info when asking for support.', {
        ...(fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) }),
      });
    case 'status':
      return fault.html === true
        ? html(fault.status, 'Bad Gateway')
        : error(fault.status, 'ServerError', 'A bad moment.');
    case 'html':
      return html(200, 'Welcome to the hotel network');
    case 'wrongJson':
      return json(200, { hello: 'world' });
    case 'claims': {
      const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}').toString('base64');
      return error(401, 'InvalidAuthenticationToken', 'Claims are needed.', {
        'WWW-Authenticate': `Bearer authorization_uri="https://login.windows.net/${homeTenant}", error="insufficient_claims", claims="${claims}"`,
      });
    }
    case 'hang':
      return { status: 0, delivery: 'hang' };
    default:
      return { status: 0, delivery: 'cut' };
  }
}
