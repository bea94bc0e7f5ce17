import type * as vscode from 'vscode';
import type { Cloud } from '../../vault/address';
import type { EditorSession, NoSession, SessionRequest, SessionToken } from '../../vault/signIn/session';

export interface MicrosoftSignIn {
  readonly authentication: Pick<typeof vscode.authentication, 'getSession' | 'getAccounts' | 'onDidChangeSessions'>;
  /** The setting `microsoft-sovereign-cloud.environment`: the only sovereign cloud that VS Code signs in to. */
  readonly sovereignCloud: () => string | undefined;
  readonly signInAgain: string;
  readonly log: (line: string) => void;
}

const publicProvider = 'microsoft';
const sovereignProvider = 'microsoft-sovereign-cloud';

export function isMicrosoftProvider(id: string): boolean {
  return id === publicProvider || id === sovereignProvider;
}

/** The required value of `microsoft-sovereign-cloud.environment` for each cloud; `custom` can be any cloud. */
const environments: Readonly<Record<Cloud['name'], string | undefined>> = {
  public: undefined,
  usGovernment: 'USGovernment',
  china: 'ChinaCloud',
};

export interface MicrosoftAccount {
  /** In the tenant of the challenge; silent unless the user started it. Stores no tokens. */
  readonly session: EditorSession;
  readonly dispose: () => void;
}

export function microsoftAccount(signIn: MicrosoftSignIn): MicrosoftAccount {
  const accounts = new AccountCount(signIn);
  return {
    session: (request) => sessionOf(signIn, request, accounts),
    dispose: () => {
      accounts.dispose();
    },
  };
}

async function sessionOf(
  signIn: MicrosoftSignIn,
  request: SessionRequest,
  accounts: AccountCount,
): Promise<SessionToken | NoSession> {
  const provider = providerOf(request.cloud, signIn.sovereignCloud());
  if (typeof provider !== 'string') {
    return provider;
  }
  try {
    const session = await ask(signIn, provider, request, accounts);
    return session === undefined
      ? { none: await whyNot(provider, request, accounts) }
      : {
          token: session.accessToken,
          expiresOnTimestamp: 0,
          accounts: await accounts.of(provider),
          account: session.account.label,
        };
  } catch (error) {
    // The user closed the dialog or denied access to the account: the next credential can still succeed.
    const detail = error instanceof Error ? error.message : String(error);
    signIn.log(`Microsoft account: ${detail}`);
    return { none: await whyNot(provider, request, accounts), detail };
  }
}

function providerOf(cloud: Cloud, sovereignCloud: string | undefined): string | NoSession {
  const environment = environments[cloud.name];
  if (environment === undefined) {
    return publicProvider;
  }
  // If the setting is missing, VS Code waits seconds for a provider that is not registered.
  return sovereignCloud === environment || sovereignCloud === 'custom'
    ? sovereignProvider
    : { none: 'unavailable', environment };
}

async function ask(
  { authentication, signInAgain }: MicrosoftSignIn,
  provider: string,
  { scopes, tenantId, claims, interactive, another = false }: SessionRequest,
  accounts: AccountCount,
): Promise<vscode.AuthenticationSession | undefined> {
  const asked = tenantId === undefined ? scopes : [...scopes, `VSCODE_TENANT:${tenantId}`];
  const challenge = claims === undefined ? asked : { wwwAuthenticate: challengeOf(claims), fallbackScopes: asked };
  if (!interactive) {
    return authentication.getSession(provider, challenge, { silent: true });
  }
  if (another && claims === undefined) {
    return (await accounts.of(provider)) > 1
      ? authentication.getSession(provider, asked, { createIfNone: true, clearSessionPreference: true })
      : authentication.getSession(provider, asked, { forceNewSession: { detail: signInAgain } });
  }
  return authentication.getSession(provider, challenge, { createIfNone: true });
}

/** The parts of the vault's challenge that an authentication provider reads. */
function challengeOf(claims: string): string {
  return `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
}

async function whyNot(
  provider: string,
  { claims }: SessionRequest,
  accounts: AccountCount,
): Promise<NoSession['none']> {
  if ((await accounts.of(provider)) === 0) {
    return 'nobody';
  }
  return claims === undefined ? 'otherTenant' : 'claims';
}

/** The number of signed-in accounts, counted again only after sessions change. */
class AccountCount {
  readonly #counts = new Map<string, Promise<number>>();
  readonly #subscription: vscode.Disposable;

  constructor(private readonly signIn: MicrosoftSignIn) {
    this.#subscription = signIn.authentication.onDidChangeSessions(() => {
      this.#counts.clear();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  of(provider: string): Promise<number> {
    const known = this.#counts.get(provider);
    if (known !== undefined) {
      return known;
    }
    const counted = Promise.resolve(this.signIn.authentication.getAccounts(provider)).then(
      ({ length }) => length,
      () => 0,
    );
    this.#counts.set(provider, counted);
    return counted;
  }
}
