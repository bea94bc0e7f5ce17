import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { makePfx } from '../../emulator/pfx';
import { makeCertificate, newRsaKeys } from '../../emulator/x509';
import { inWindow } from '../journey';
import type { Stage } from '../stage';
import type { Workbench } from '../workbench';
import { createAndRenew } from './createAndRenew';

const password = 'a-password-that-nothing-may-keep';
const day = 86_400_000;

/** In milliseconds. */
const limit = 60_000;

const configuration = (certificates: string): string => `<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
  <Role name="Web">
    <Instances count="2" />
${certificates}  </Role>
</ServiceConfiguration>
`;

/** A certificate goes from a file into a vault and into a configuration. */
export function uploadAndReference(stage: Stage): void {
  describe('A new certificate', () => {
    let pfx: Buffer = Buffer.alloc(0);
    let key: Buffer = Buffer.alloc(0);
    let thumbprint = '';
    let began = 0;
    const window = inWindow(async () => {
      const keys = await newRsaKeys();
      const period = { notBefore: Date.now() - day, notAfter: Date.now() + 365 * day };
      const der = makeCertificate({
        subject: [
          ['O', 'Contoso'],
          ['CN', 'new.contoso.com'],
        ],
        dnsNames: ['new.contoso.com', 'www.new.contoso.com'],
        keys,
        ...period,
      });
      pfx = makePfx({ keys: [keys.privateKey], certificates: [der], password });
      key = keys.privateKey.export({ type: 'pkcs8', format: 'der' });
      thumbprint = createHash('sha1').update(der).digest('hex').toUpperCase();
      return stage.openFolder({
        'ServiceConfiguration.Cloud.cscfg': Buffer.from(configuration('')),
        'new.pfx': pfx,
      });
    });
    const dialog = (workbench: Workbench): Locator => workbench.page.locator('.monaco-dialog-box');

    it('starts with the key vault', async () => {
      const workbench = window();
      began = performance.now();
      await workbench.openFile('ServiceConfiguration.Cloud.cscfg');
      await workbench.run('Cloud Service Certificates: Add Key Vault…');
      await workbench.quickInput.box.getByText('Add Key Vault', { exact: true }).waitFor();
      await workbench.quickInput.type('contoso');
      await workbench.quickInput.row('contoso').click();
      await workbench.tree.open();
      await workbench.tree.row('contoso-web').waitFor();
    });

    it('is selected as a file, with its password', async () => {
      const workbench = window();
      await workbench.run('Cloud Service Certificates: Import Certificate (.pfx)…');
      await workbench.quickInput.box.getByText('new.pfx').first().waitFor();
      await workbench.picture('select the file');
      await workbench.quickInput.type(join(workbench.folder, 'new.pfx'));
      await workbench.press('Enter');
      const box = workbench.quickInput.box;
      await box.getByText('Password of new.pfx').waitFor();
      await workbench.quickInput.type('wrong');
      await workbench.press('Enter');
      await box.getByText('This password does not open the file.').waitFor();
      await workbench.picture('wrong password');
      await workbench.quickInput.type(password);
      await workbench.press('Enter');
      await box.getByText('Enter the name of the certificate in Key Vault.').waitFor();
      await workbench.picture('name in the vault');
      await workbench.press('Enter');
    });

    it('is shown before it is sent', async () => {
      const workbench = window();
      await dialog(workbench).getByText('Import new-contoso-com into contoso?').waitFor();
      await dialog(workbench).getByText(thumbprint).waitFor();
      await workbench.picture('contents of the file');
      await dialog(workbench).getByRole('button', { name: 'Import', exact: true }).click();
    });

    it('is in the vault, and then in the configuration', async () => {
      const workbench = window();
      const toast = workbench.page.locator('.notification-toast', {
        hasText: 'Imported new-contoso-com into contoso.',
      });
      await toast.waitFor();
      await workbench.tree.row('new-contoso-com').waitFor();
      await workbench.picture('imported');
      await toast.getByRole('button', { name: 'Insert Into…' }).click();
      await workbench.quickInput.box.getByText('Name of the certificate in role "Web"').waitFor();
      await workbench.press('Enter');
      const element = `      <Certificate name="new-contoso-com" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />\n`;
      await workbench.saves(
        'ServiceConfiguration.Cloud.cscfg',
        configuration(`    <Certificates>\n${element}    </Certificates>\n`),
      );
      const took = performance.now() - began;
      await workbench.picture('referenced');
      console.log(`      from the key vault to the saved reference in ${(took / 1000).toFixed(1)} s`);
      assert.ok(took < limit, `${took.toFixed(0)} ms`);
      assert.equal(stage.emulator.thumbprint('new-contoso-com'), thumbprint);
    });

    createAndRenew(stage, window);

    it('leaves no password and no private key in files, in the storage of the browser, and in the clipboard', async () => {
      const workbench = window();
      const { page, folder } = workbench;
      const clipboard = await page.evaluate<string>('navigator.clipboard.readText()');
      // Any other page of the server: VS Code has written its storage then.
      await page.goto(new URL('/not-a-page', page.url()).href);
      const places = async (texts: readonly Buffer[]): Promise<readonly string[]> => {
        const stored = Buffer.from(`${clipboard}\n${await page.evaluate<string>(storageOfBrowser)}`, 'latin1');
        return [
          ...filesWith(texts, [stage.data, folder]).map((path) => basename(path)),
          ...(texts.some((text) => stored.includes(text)) ? ['the browser'] : []),
        ];
      };
      // What is not secret is found.
      const found = await places([Buffer.from(thumbprint), Buffer.from('ServiceConfiguration.Cloud.cscfg')]);
      assert.ok(found.includes('ServiceConfiguration.Cloud.cscfg') && found.includes('the browser'), found.join());
      // The end of the key is private; the rest of it contains the public key.
      const end = key.subarray(-96);
      const secrets = [
        Buffer.from(password),
        Buffer.from(password, 'utf16le'),
        end,
        Buffer.from(end.toString('base64')),
      ];
      assert.deepEqual(await places(secrets), []);
      await workbench.close();
      const vault = stage.emulator.vault('contoso');
      vault.behave();
      ['new-contoso-com', 'made-contoso-com'].forEach((one) => {
        vault.remove(one);
      });
    });
  });
}

/** A program for the browser: all that its page has stored, one character for each byte. */
const storageOfBrowser = `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const bytes = new TextDecoder('latin1');
  const stored = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      for (const value of await done(database.transaction(store).objectStore(store).getAll())) {
        stored.push(ArrayBuffer.isView(value) ? bytes.decode(value) : JSON.stringify(value));
      }
    }
    database.close();
  }
  return stored.join('\\n');
})()`;

/** The files in the folders that contain one of the secrets. */
function filesWith(secrets: readonly Buffer[], folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => {
      const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
      const bytes = isFile ? readFileSync(path) : Buffer.alloc(0);
      return secrets.some((secret) => bytes.includes(secret));
    });
}
