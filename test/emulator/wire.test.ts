import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { ask, devToken, type Answer } from './ask';
import { startEmulator, type Emulator } from './emulator';

const v = 'api-version=2025-07-01';

/** The keys of a value, all the way down: `{a, b: {c}}` is `['a', 'b', 'b.c']`. */
function shape(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) {
    return value.length === 0 ? [] : shape(value[0], `${path}[]`);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [`${path}.${key}`, ...shape(inner, `${path}.${key}`)])
    : [];
}

interface Item {
  readonly id: string;
  readonly x5t?: string;
  readonly cer?: string;
  readonly sid?: string;
  readonly attributes: { readonly enabled: boolean; readonly nbf: number; readonly exp: number };
}

const items = ({ body }: Answer): readonly Item[] => (body as { value: Item[] }).value;

describe('The emulated Key Vault on the wire', () => {
  let emulator: Emulator;
  const contoso = (path: string, token: string | undefined = devToken()): Promise<Answer> =>
    ask(emulator, `https://contoso.vault.azure.net${path}`, { token });

  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.close());

  it('challenges a request without a token exactly as recorded', async () => {
    const answer = await ask(emulator, `https://contoso.vault.azure.net/certificates?${v}`);
    assert.equal(answer.status, 401);
    assert.equal(
      answer.headers['www-authenticate'],
      `Bearer authorization="https://login.windows.net/${emulator.vault('contoso').tenant}", resource="https://vault.azure.net"`,
    );
    assert.deepEqual(answer.body, {
      error: { code: 'Unauthorized', message: 'AKV10000: Request is missing a Bearer or PoP token.' },
    });
  });

  it('returns the SHA-1 of the X.509 certificate as x5t', async () => {
    const listed = items(await contoso(`/certificates?${v}`));
    assert.ok(listed.length > 10);
    for (const { id, x5t } of listed) {
      const { body } = await contoso(`${new URL(id).pathname}/?${v}`);
      const der = Buffer.from((body as Item).cer ?? '', 'base64');
      assert.equal(createHash('sha1').update(der).digest('base64url'), x5t, id);
      const thumbprint = Buffer.from(x5t ?? '', 'base64url')
        .toString('hex')
        .toUpperCase();
      assert.equal(new X509Certificate(der).fingerprint.replaceAll(':', ''), thumbprint, id);
    }
  });

  it('has the keys of a recorded list item, in their order', async () => {
    const [first] = items(await contoso(`/certificates?${v}`));
    assert.deepEqual(shape(first), [
      '.id',
      '.x5t',
      '.attributes',
      '.attributes.enabled',
      '.attributes.nbf',
      '.attributes.exp',
      '.attributes.created',
      '.attributes.updated',
      ...(first !== undefined && 'tags' in first ? shape({ tags: first.tags }) : []),
      '.subject',
    ]);
  });
});
