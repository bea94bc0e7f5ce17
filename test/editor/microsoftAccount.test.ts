import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import {
  microsoftAccount,
  type MicrosoftAccount,
  type MicrosoftSignIn,
} from '../../src/editor/signIn/microsoftAccount';
import { clouds, type Cloud } from '../../src/vault/address';
import type { SessionRequest } from '../../src/vault/signIn/session';

type Question = readonly [provider: string, scopes: unknown, options: vscode.AuthenticationGetSessionOptions];

/** The part of VS Code's sign-in that the extension uses, with a record of the requests. */
class SignIn {
  readonly questions: Question[] = [];
  readonly lines: string[] = [];
  accounts = ['dev@contoso.com'];
  counted = 0;
  environment: string | undefined;
  answer: () => vscode.AuthenticationSession | undefined = () => undefined;
  private readonly listeners = new Set<() => void>();

  readonly account: MicrosoftAccount = microsoftAccount({
    authentication: {
      getSession: (...question: Question) => {
        this.questions.push(question);
        return new Promise((resolve) => {
          resolve(this.answer());
        });
      },
      getAccounts: () => {
        this.counted++;
        return Promise.resolve(this.accounts.map((label) => ({ id: label, label })));
      },
      onDidChangeSessions: (listener: () => void) => {
        this.listeners.add(listener);
        return { dispose: () => this.listeners.delete(listener) };
      },
    } as unknown as MicrosoftSignIn['authentication'],
    sovereignCloud: () => this.environment,
    signInAgain: 'Once more, please.',
    log: (line) => this.lines.push(line),
  });

  change(accounts: readonly string[]): void {
    this.accounts = [...accounts];
    this.listeners.forEach((listener) => {
      listener();
    });
  }

  get listening(): number {
    return this.listeners.size;
  }
}

const session = {
  accessToken: 'a token',
  account: { id: '1', label: 'dev@contoso.com' },
} as vscode.AuthenticationSession;

function request(change: Partial<SessionRequest> = {}): SessionRequest {
  return {
    scopes: ['https://vault.azure.net/.default'],
    tenantId: 'the-tenant',
    cloud: clouds[0],
    interactive: false,
    ...change,
  };
}

const cloud = (name: Cloud['name']): Cloud => clouds.find((one) => one.name === name) ?? clouds[0];
const scopes = ['https://vault.azure.net/.default', 'VSCODE_TENANT:the-tenant'];

describe('The editor’s Microsoft account', () => {
  let signIn: SignIn;
  beforeEach(() => {
    signIn = new SignIn();
  });

  it('returns a token for the tenant of the vault silently, and the number of accounts', async () => {
    signIn.answer = () => session;
    assert.deepEqual(await signIn.account.session(request()), {
      token: 'a token',
      expiresOnTimestamp: 0,
      accounts: 1,
      account: 'dev@contoso.com',
    });
    assert.deepEqual(signIn.questions, [['microsoft', scopes, { silent: true }]]);
  });

  it('reports that no account is signed in, or none in the tenant of the vault', async () => {
    assert.deepEqual(await signIn.account.session(request()), { none: 'otherTenant' });
    signIn.change([]);
    assert.deepEqual(await signIn.account.session(request()), { none: 'nobody' });
  });

  it('counts the accounts once until sessions change', async () => {
    signIn.answer = () => session;
    await signIn.account.session(request());
    await signIn.account.session(request());
    assert.equal(signIn.counted, 1);
    signIn.change(['dev@contoso.com', 'dev@fabrikam.example']);
    const answer = await signIn.account.session(request());
    assert.ok('accounts' in answer);
    assert.deepEqual([answer.accounts, signIn.counted], [2, 2]);
  });

  it('shows a dialog only on command', async () => {
    signIn.answer = () => session;
    await signIn.account.session(request({ interactive: true }));
    assert.deepEqual(signIn.questions, [['microsoft', scopes, { createIfNone: true }]]);
  });

  it('lets the user select another account after one of several was denied', async () => {
    signIn.accounts = ['dev@contoso.com', 'dev@fabrikam.example'];
    signIn.answer = () => session;
    await signIn.account.session(request({ interactive: true, another: true }));
    assert.deepEqual(signIn.questions, [['microsoft', scopes, { createIfNone: true, clearSessionPreference: true }]]);
  });

  it('lets the user sign in again after the only account was denied', async () => {
    signIn.answer = () => session;
    await signIn.account.session(request({ interactive: true, another: true }));
    assert.deepEqual(signIn.questions, [['microsoft', scopes, { forceNewSession: { detail: 'Once more, please.' } }]]);
  });

  it('passes on the challenge of the tenant, and reports when it needs a dialog', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    const wwwAuthenticate = `Bearer error="insufficient_claims", claims="${btoa(claims)}"`;
    const challenge = { wwwAuthenticate, fallbackScopes: scopes };
    assert.deepEqual(await signIn.account.session(request({ claims })), { none: 'claims' });
    signIn.answer = () => session;
    await signIn.account.session(request({ claims, interactive: true }));
    assert.deepEqual(signIn.questions, [
      ['microsoft', challenge, { silent: true }],
      ['microsoft', challenge, { createIfNone: true }],
    ]);
  });

  it('treats a closed dialog as no session, with the message of VS Code, and logs it', async () => {
    signIn.answer = () => {
      throw new Error('User did not consent to login.');
    };
    signIn.change([]);
    const answer = await signIn.account.session(request({ interactive: true }));
    assert.deepEqual(answer, { none: 'nobody', detail: 'User did not consent to login.' });
    assert.deepEqual(signIn.lines, ['Microsoft account: User did not consent to login.']);
  });

  const sovereign: readonly (readonly [Cloud['name'], string | undefined, string | undefined])[] = [
    ['public', undefined, 'microsoft'],
    ['public', 'USGovernment', 'microsoft'],
    ['usGovernment', 'USGovernment', 'microsoft-sovereign-cloud'],
    ['usGovernment', 'custom', 'microsoft-sovereign-cloud'],
    ['usGovernment', 'ChinaCloud', undefined],
    ['usGovernment', undefined, undefined],
    ['china', 'ChinaCloud', 'microsoft-sovereign-cloud'],
    ['china', 'USGovernment', undefined],
  ];
  for (const [name, environment, provider] of sovereign) {
    it(`${provider === undefined ? 'is not' : 'is'} used for ${name} if the sovereign cloud is ${environment ?? 'not set'}`, async () => {
      signIn.environment = environment;
      signIn.answer = () => session;
      const answer = await signIn.account.session(request({ cloud: cloud(name) }));
      assert.deepEqual(
        signIn.questions.map(([asked]) => asked),
        provider === undefined ? [] : [provider],
      );
      assert.equal('none' in answer ? answer.none : undefined, provider === undefined ? 'unavailable' : undefined);
    });
  }

  it('removes its listeners when it is disposed', () => {
    assert.equal(signIn.listening, 1);
    signIn.account.dispose();
    assert.equal(signIn.listening, 0);
  });
});
