import { strict as assert } from 'node:assert';
import { leafPem, leafThumbprint, outputs } from '../../certificate/printed';
import { entry, notes, type TransferWindow } from './transferWindow';

export const pasted = 'ServiceConfiguration.Local.cscfg';

const [colons, x5t] = [
  leafThumbprint.match(/../g)?.join(':') ?? '',
  Buffer.from(leafThumbprint, 'hex').toString('base64url'),
];

/** The name of the entry, what is pasted into its thumbprint, and what that is. */
const thumbprints: readonly (readonly [name: string, text: string, what: string])[] = [
  [
    'Copied',
    `\u200E${leafThumbprint.toLowerCase()}\u200E`,
    'a thumbprint with hidden characters and lowercase letters',
  ],
  ['Spaced', ` ${colons.toLowerCase().replaceAll(':', ' ')} `, 'a thumbprint with spaces'],
  ['Colons', colons, 'a thumbprint with colons'],
  ['X5t', x5t, 'an x5t'],
  ['Pem', `${leafPem}\n`, 'a certificate in PEM format'],
  ['OpenSsl', outputs['openssl x509 -noout -fingerprint -sha1 (3.0)'] ?? '', 'the output of openssl'],
  ['Certutil', outputs['certutil -dump'] ?? '', 'the output of certutil'],
  ['PowerShell', outputs['Format-List'] ?? '', 'the output of PowerShell'],
];

const names = ['Api', 'Secret', 'Name', 'Plain', ...thumbprints.map(([name]) => name)];

export const pastedText = (api: string): string => `<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
  <Role name="Front">
    <Instances count="1" />
    <!--  -->
    <Certificates>
${names.map((name) => `      ${entry(name, name === 'Api' ? api : '')}\n`).join('')}    </Certificates>
  </Role>
</ServiceConfiguration>
`;

export function pasting(transfers: TransferWindow): void {
  describe('Pasting', () => {
    const { web, wildcard } = transfers;

    /** Moves the cursor behind a part of the text. */
    async function cursorBehind(part: string): Promise<void> {
      const text = transfers.text(pasted);
      const lines = text.slice(0, text.indexOf(part) + part.length).split('\n');
      await transfers.workbench.goTo(lines.length, (lines.at(-1)?.length ?? 0) + 1);
    }

    async function pasteInto(name: string, text: string, thumbprint: string): Promise<void> {
      const before = transfers.text(pasted);
      await cursorBehind(`name="${name}" thumbprint="`);
      await transfers.workbench.paste(text);
      await transfers.becomesText(before.replace(entry(name, ''), entry(name, thumbprint)), pasted);
    }

    before(() => transfers.workbench.openFile(pasted));

    for (const [name, text, what] of thumbprints) {
      it(`${what} into a thumbprint gives its 40 digits`, () => pasteInto(name, text, leafThumbprint));
    }

    it('an identifier over a thumbprint gives the certificate that it names, whatever the name of the entry', async () => {
      const { workbench } = transfers;
      const before = transfers.text(pasted);
      await cursorBehind('name="Api" thumbprint="');
      await workbench.press('ControlOrMeta+Shift+ArrowRight');
      await workbench.page.locator('.statusbar-item', { hasText: '(40 selected)' }).waitFor();
      await workbench.paste('https://contoso.vault.azure.net/certificates/contoso-wildcard');
      await transfers.becomesText(before.replace(web, wildcard), pasted);
      await workbench.picture('pasted an identifier');
      await transfers.undo(before, pasted);
    });

    it('a secret identifier gives the certificate that it names', () =>
      pasteInto('Secret', 'https://contoso.vault.azure.net/secrets/contoso-wildcard', wildcard));

    it('the name of a certificate gives its newest thumbprint', () => pasteInto('Name', 'contoso-wildcard', wildcard));

    it('other text into a thumbprint is not changed', () => pasteInto('Plain', '#{Tls}#', '#{Tls}#'));

    it('a thumbprint elsewhere is not changed', async () => {
      const before = transfers.text(pasted);
      await cursorBehind('<!-- ');
      await transfers.workbench.paste(colons);
      await transfers.becomesText(before.replace('<!--  -->', `<!-- ${colons} -->`), pasted);
    });

    it('an element that was copied from another file gives it the indentation of the file', async () => {
      const { workbench } = transfers;
      const before = transfers.text(pasted);
      const last = /<Certificate name="PowerShell".*>/.exec(before)?.[0] ?? '';
      const added = entry('Added', wildcard);
      await workbench.openFile(notes);
      await workbench.reset(notes, `\t\t${added}\n`);
      await workbench.editor.line('name="Added"').waitFor();
      await workbench.press('ControlOrMeta+a', 'ControlOrMeta+c');
      await workbench.openFile(pasted);
      await cursorBehind(last);
      await workbench.press('ControlOrMeta+v');
      await transfers.becomesText(before.replace(last, `${last}\n      ${added}`), pasted);
      await workbench.picture('pasted an element');
      assert.deepEqual(await workbench.interruptions(), []);
    });
  });
}
