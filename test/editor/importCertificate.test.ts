import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { makePfx } from '../emulator/pfx';
import { makeCertificate, newRsaKeys, toPem, type KeyPair } from '../emulator/x509';
import { afterThisTest } from './support/cleanUp';
import { answerConfirmations } from './support/confirm';
import { openFile } from './support/files';
import { outside } from './support/outside';
import { rowThat } from './support/rows';
import { entry, web } from './support/service';
import { folder } from './support/settings';
import { eventually } from './support/until';
import { ownVault, type OwnVault } from './support/vaults';
import { replace, watched } from './support/watch';

const password = 'very-secret-password';
const day = 86_400_000;

/** Answers the input boxes in this order; the result collects what they ask. `undefined` accepts what is proposed. */
function answerBoxes(...answers: readonly (string | undefined)[]): readonly (vscode.InputBoxOptions | undefined)[] {
  const asked: (vscode.InputBoxOptions | undefined)[] = [];
  afterThisTest(
    replace(vscode.window, 'showInputBox', () => (options) => {
      asked.push(options);
      return Promise.resolve(answers[asked.length - 1] ?? options?.value);
    }),
  );
  return asked;
}

/** Confirms modal dialogs, and answers other warnings with this button; the result collects the latter. */
function answerWarnings(button: string): readonly string[] {
  const shown: string[] = [];
  const answer = (text: string, options: unknown, ...buttons: readonly string[]): Promise<string | undefined> => {
    const isModal = typeof options === 'object';
    if (!isModal) {
      shown.push(text);
    }
    return Promise.resolve(isModal ? buttons[0] : button);
  };
  afterThisTest(replace(vscode.window, 'showWarningMessage', () => answer as never));
  return shown;
}

async function written(name: string, bytes: Uint8Array): Promise<string> {
  const uri = vscode.Uri.joinPath(folder('other').uri, name);
  await vscode.workspace.fs.writeFile(uri, bytes);
  afterThisTest(() => vscode.workspace.fs.delete(uri));
  return uri.toString();
}

async function changes(vault: OwnVault): Promise<readonly string[]> {
  return (await outside.asked(vault.name)).filter((line) => /^(?:POST|PATCH)/.test(line));
}

describe('Importing a certificate', () => {
  let keys: KeyPair;
  let der: Buffer;
  let pfx: Buffer;
  before(async () => {
    keys = await newRsaKeys();
    const period = { notBefore: Date.now() - day, notAfter: Date.now() + 90 * day };
    der = makeCertificate({ subject: [['CN', 'www.new.example']], dnsNames: ['www.new.example'], keys, ...period });
    pfx = makePfx({ keys: [keys.privateKey], certificates: [der], password });
  });

  const start = async (vault: OwnVault, uri: string): Promise<void> => {
    await vscode.commands.executeCommand('cscfg.importCertificate', { kind: 'vault', vault: { url: vault.url }, uri });
  };

  it('asks for the password until it is right, shows the contents, and imports once', async () => {
    const vault = await ownVault([]);
    const boxes = answerBoxes('wrong', password);
    const asked = answerConfirmations(true);
    await start(vault, await written('new.pfx', pfx));

    assert.deepEqual(
      boxes.map((box) => box?.password),
      [true, true, undefined],
    );
    assert.match(String(boxes[1]?.prompt), /^This password does not open the file\./);
    const thumbprint = createHash('sha1').update(der).digest('hex').toUpperCase();
    const confirmation = asked[0];
    assert.equal(confirmation?.question, `Import www-new-example into ${vault.name}?`);
    assert.match(confirmation.detail, new RegExp(`Subject: CN=www\\.new\\.example[^]*Thumbprint: ${thumbprint}`));
    assert.equal(await vault.thumbprint('www-new-example'), thumbprint);
    assert.deepEqual(await changes(vault), ['POST /certificates/www-new-example/import']);
    await eventually(() => watched.messages, [`Imported www-new-example into ${vault.name}.`]);
    const { node } = await rowThat(vault.name, () => true);
    await rowThat('www-new-example', () => true, node);

    const text = [
      ...watched.log,
      ...watched.messages,
      JSON.stringify(asked),
      await vscode.env.clipboard.readText(),
    ].join('\n');
    const key = keys.privateKey.export({ type: 'pkcs8', format: 'der' });
    assert.match(text, /POST \/certificates\/www-new-example\/import 200/);
    assert.ok(!text.includes(password) && !text.includes('wrong'));
    assert.ok(!text.includes(key.subarray(-96).toString('base64')));
  });

  it('says when an existing certificate gets a new version, with the expiry of the current one', async () => {
    const vault = await ownVault([{ name: 'www-new-example', versions: [{ from: -300, to: 10 }] }]);
    answerBoxes(password);
    const asked = answerConfirmations(true);
    await start(vault, await written('new.pfx', pfx));
    assert.match(
      asked[0]?.detail ?? '',
      /^www-new-example exists and gets a new version\. Current version: expires in 10 days/,
    );
  });

  it('refuses a file without a key, a PEM file, and an expired certificate before anything is sent', async () => {
    const vault = await ownVault([]);
    answerBoxes();
    const old = makeCertificate({
      subject: [['CN', 'old']],
      keys,
      notBefore: Date.now() - 9 * day,
      notAfter: Date.now() - day,
    });
    const pem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() + toPem(der);
    const expired = makePfx({ keys: [keys.privateKey], certificates: [old], password: '' });
    await start(vault, await written('new.cer', der));
    await start(vault, await written('new.pem', Buffer.from(pem)));
    await start(vault, await written('old.pfx', expired));
    await start(vault, await written('cut.pfx', pfx.subarray(0, 900)));
    await eventually(
      () => watched.messages.map((message) => message.replace(/\. .*/, '.')),
      [
        'new.cer contains no private key.',
        'new.pem is a PEM file.',
        `The certificate in old.pfx expired on ${new Date(Date.now() - day).toISOString().slice(0, 10)}.`,
        'cut.pfx is not a complete certificate file, or it was changed after it was written.',
      ],
    );
    assert.deepEqual(await changes(vault), []);
  });

  it('warns of a short key, and imports nothing without confirmation', async () => {
    const vault = await ownVault([]);
    const short = await newRsaKeys(1024);
    const weak = makeCertificate({
      subject: [['CN', 'weak']],
      keys: short,
      notBefore: Date.now() - day,
      notAfter: Date.now() + day,
    });
    answerBoxes();
    const asked = answerConfirmations(false);
    await start(
      vault,
      await written('weak.pfx', makePfx({ keys: [short.privateKey], certificates: [weak], password: '' })),
    );
    assert.match(asked[0]?.detail ?? '', /Warning: the key has only 1024 bits\./);
    assert.deepEqual(await changes(vault), []);
  });

  it('can be canceled while a slow file is read, and then asks nothing and sends nothing', async () => {
    const vault = await ownVault([]);
    const boxes = answerBoxes();
    const titles: (string | undefined)[] = [];
    const cancelAtOnce = (
      options: vscode.ProgressOptions,
      task: (progress: object, token: vscode.CancellationToken) => unknown,
    ): unknown => {
      const source = new vscode.CancellationTokenSource();
      const result = task({ report: () => undefined }, source.token);
      if (options.location === vscode.ProgressLocation.Notification) {
        titles.push(options.title);
        source.cancel();
      }
      return result;
    };
    afterThisTest(replace(vscode.window, 'withProgress', () => cancelAtOnce as never));
    const slow = makePfx({ keys: [keys.privateKey], certificates: [der], password, iterations: 600_000 });
    await start(vault, await written('slow.pfx', slow));
    assert.deepEqual(titles, ['Reading slow.pfx…']);
    assert.deepEqual([boxes, watched.messages, await changes(vault)], [[], [], []]);
  });

  for (const [choice, name, requests] of [
    [
      'Recover and Add Version',
      'www-new-example',
      ['POST /deletedcertificates/www-new-example/recover', 'POST /certificates/www-new-example/import'],
    ],
    ['Choose Another Name', 'www-new-example-2', ['POST /certificates/www-new-example-2/import']],
  ] as const) {
    it(`offers for the name of a deleted certificate: ${choice}`, async () => {
      const vault = await ownVault([
        { name: 'www-new-example', versions: [{ from: -9, to: 356 }], deleted: { on: -1, purge: 89 } },
      ]);
      answerBoxes(password);
      const warnings = answerWarnings(choice);
      await start(vault, await written('new.pfx', pfx));
      assert.deepEqual(warnings, [
        `www-new-example is the name of a deleted certificate in ${vault.name}.vault.azure.net. Recover that certificate, or use another name.`,
      ]);
      assert.deepEqual(await changes(vault), ['POST /certificates/www-new-example/import', ...requests]);
      assert.equal(await vault.thumbprint(name), createHash('sha1').update(der).digest('hex').toUpperCase());
    });
  }

  it('names the role to ask for if the import is denied', async () => {
    const vault = await ownVault([]);
    await outside.deny(vault.name, 'rbac', { actions: ['import'] });
    answerBoxes(password);
    answerConfirmations(true);
    await start(vault, await written('new.pfx', pfx));
    await eventually(
      () => watched.messages,
      [
        `Your account is not allowed to import a certificate into ${vault.name}.vault.azure.net. ` +
          'Ask for the role Key Vault Certificates Officer.',
      ],
    );
  });
});

describe('Disabling a version', () => {
  it('names the files that use it, and asks again', async () => {
    const vault = await ownVault([{ name: 'used', versions: [{ from: -9, to: 356 }] }]);
    const print = await vault.thumbprint('used');
    const document = await openFile(web(entry('C', print)), { in: 'other' });
    await document.save();
    const asked = answerConfirmations(true);
    const { node: vaultNode } = await rowThat(vault.name, () => true);
    const { node } = await rowThat('used', () => true, vaultNode);
    await vscode.commands.executeCommand('cscfg.disableCertificate', node);
    assert.deepEqual(
      asked.map(({ question }) => question),
      [`Disable used in ${vault.name}?`, 'Files of the workspace use this version of used. Disable it nevertheless?'],
    );
    assert.ok(asked[1]?.detail.includes(document.uri.path.split('/').at(-1) ?? '?'));
    await rowThat('used', ({ contextValue }) => contextValue === 'cscfg.certificate.disabled', vaultNode);
    assert.equal((await changes(vault)).length, 1);
  });
});

describe('A creation that has not finished', () => {
  it('has a row with its state, which can be cancelled', async () => {
    const vault = await ownVault([{ name: 'slow', pending: true, versions: [{ from: 0, to: 365 }] }]);
    await vscode.commands.executeCommand('cscfg.refresh');
    const { node: vaultNode } = await rowThat(vault.name, () => true);
    const { node } = await rowThat('slow', ({ description }) => description === 'being created', vaultNode);
    answerConfirmations(true);
    await vscode.commands.executeCommand('cscfg.cancelCreation', node);
    assert.deepEqual(await changes(vault), ['PATCH /certificates/slow/pending']);
    await rowThat('slow', ({ description }) => description === 'canceled', vaultNode);
  });
});
