import type * as vscode from 'vscode';
import type { Cloud } from '../../vault/address';
import type { EditorSession, NoSession, SessionRequest, SessionToken } from '../../vault/signIn/session';

/** VS Code's sign-in, and what of it is not the same everywhere. */
export interface MicrosoftSignIn {
  readonly authentication: Pick<typeof vscode.authentication, 'getSession' | 'getAccounts' | 'onDidChangeSessions'>;
  /** The setting `microsoft-sovereign-cloud.environment`: the one other cloud that VS Code signs in to. */
  readonly sovereignCloud: () => string | undefined;
  /** What the dialog says when somebody who is signed in has to sign in once more. */
  readonly signInAgain: string;
  readonly log: (line: string) => void;
}

const publicProvider = 'microsoft';
const sovereignProvider = 'microsoft-sovereign-cloud';

export function isMicrosoftProvider(id: string): boolean {
  return id === publicProvider || id === sovereignProvider;
}

/** What `microsoft-sovereign-cloud.environment` has to be for a cloud's vaults; `custom` may be any. */
const environments: Readonly<Record<Cloud['name'], string | undefined>> = {
  public: undefined,
  usGovernment: 'USGovernment',
  china: 'ChinaCloud',
};

/** The editor's Microsoft account. */
export interface MicrosoftAccount {
  /**
   * A session in the tenant that the vault's challenge named. Silent unless the user asked: no dialog ever opens because
   * a file was. Tokens are not kept here.
   */
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
      : { token: session.accessToken, expiresOnTimestamp: 0, accounts: await accounts.of(provider) };
  } catch (error) {
    // The user closed the dialog, or does not want us to use the account: the next credential may still do.
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
  // Where it is not set, VS Code waits seconds for a provider that never comes.
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

/** The challenge as the vault wrote it, as far as a provider reads it. */
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

/** How many accounts are signed in: counted once, until that may have changed. */
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
