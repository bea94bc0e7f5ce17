import * as vscode from 'vscode';
import { afterThisTest } from './support/cleanUp';
import { openFile } from './support/files';
import { findingsBecome } from './support/findings';
import { entry, stranger, web } from './support/service';
import { setInWindow } from './support/settings';
import { until } from './support/until';
import { ownVault, rotated } from './support/vaults';
import { watched } from './support/watch';

const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/** Removes the proxy from the environment during the test and returns it; VS Code keeps its own copy. */
function withoutProxy(): string {
  const proxy = process.env['HTTPS_PROXY'] ?? '';
  variables.forEach((name) => Reflect.deleteProperty(process.env, name));
  afterThisTest(() => {
    variables.forEach((name) => (process.env[name] = proxy));
  });
  return proxy;
}

async function setProxy(proxy: string): Promise<void> {
  const write = (value: string | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('http').update('proxy', value, vscode.ConfigurationTarget.Global);
  afterThisTest(() => write(undefined));
  await write(proxy);
}

describe('A vault behind a proxy', () => {
  it('is reached through the setting http.proxy if the environment contains no proxy', async () => {
    const vault = await ownVault([rotated]);
    const older = await vault.thumbprint('web/1');
    const proxy = withoutProxy();
    await setProxy('http://127.0.0.1:9');
    // A new time-out creates a new client, which determines its proxy again.
    await setInWindow('cscfg', 'requestTimeout', 19);
    const document = await openFile(web(entry('Tls', older), entry('None', stranger)), { in: 'other' });
    const status = (): string => watched.statusItems.get('cscfg.keyVaults')?.detail ?? '';
    await until('There is no way to it', status, (detail) => detail === 'cannot be reached');
    await setProxy(proxy);
    await vscode.commands.executeCommand('cscfg.refresh');
    await findingsBecome(document, [
      `warning certificate-outdated ‹${older}›`,
      `error thumbprint-not-in-vault ‹${stranger}›`,
    ]);
  });
});
