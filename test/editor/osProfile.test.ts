import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/commands/ids';
import { openFile } from './support/files';
import { answer, question } from './support/questions';
import { outside } from './support/outside';
import { entry, service, stranger } from './support/service';
import { eventually } from './support/until';
import { ownVault, rotated, single } from './support/vaults';
import { watched } from './support/watch';

describe('Copying the osProfile secrets', () => {
  it('writes the secrets of each certificate once, and lists those that no vault has', async () => {
    const vault = await ownVault([rotated, single]);
    const [web, older, api] = [
      await vault.thumbprint('web'),
      await vault.thumbprint('web/1'),
      await vault.thumbprint('api'),
    ];
    await openFile(
      service({
        Web: [entry('Web', web), entry('Old', older), entry('Unknown', stranger)],
        Worker: [entry('Web', web.toLowerCase()), entry('Api', api)],
      }),
      { in: 'other' },
    );
    await vscode.env.clipboard.writeText('before');
    const copying = vscode.commands.executeCommand(commands.copyOsProfile);
    const { title, items } = await question();
    assert.equal(title, 'Copy osProfile Secrets');
    assert.deepEqual(
      items()
        .filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator)
        .map(({ label }) => label),
      [1, 2].flatMap(() => ['JSON', 'Bicep', 'PowerShell', 'Request body']),
    );
    await answer('Bicep');
    const url = async (name: string, index: number): Promise<string> => {
      const found = (await outside.certificates(vault.name)).find((one) => one.name === name);
      return `${vault.url}/secrets/${name}/${found?.versions[index]?.version ?? ''}`;
    };
    const urls = [await url('web', 1), await url('web', 0), await url('api', 0)];
    const groups = urls.map((one) => `      {\n        certificateUrl: '${one}'\n      }\n`).join('');
    const group = /(?<=\/subscriptions\/)[0-9a-f-]{36}(?=\/resourceGroups\/contoso-shop\/)/;
    await eventually(
      async () => (await vscode.env.clipboard.readText()).replace(group, 'S'),
      `// Not included:
//   Web "Unknown" ${stranger}: Not found: no certificate in ${vault.name} has this thumbprint.
[
  {
    sourceVault: {
      id: '/subscriptions/S/resourceGroups/contoso-shop/providers/Microsoft.KeyVault/vaults/${vault.name}'
    }
    vaultCertificates: [
${groups}    ]
  }
]
`,
    );
    await copying;
    assert.deepEqual(watched.messages, ['Copied the secrets of 3 certificates. Not included: Web/Unknown.']);
  });
});
