import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { KeyVaults } from '../../src/editor/vaults/keyVaults';
import { CscfgDocuments } from '../../src/editor/workspace/documents';
import { DeploymentFiles } from '../../src/editor/workspace/deploymentFiles';
import { Deployments } from '../../src/editor/workspace/deployments';
import { Judge } from '../../src/editor/workspace/judgement';
import { Services } from '../../src/editor/workspace/services';
import { UntrustedSettings } from '../../src/editor/workspace/untrustedSettings';
import type { VaultAddress } from '../../src/vault/address';
import { unreadSnapshot, type VaultSnapshot } from '../../src/vault/snapshot/snapshot';
import { afterThisTest } from './support/cleanUp';
import { openFile, replaceText } from './support/files';
import { entry, stranger, web } from './support/service';
import { setInFolder } from './support/settings';
import { replace } from './support/watch';

/** What the extension puts together, without a vault that answers. */
function newJudge(): { readonly judge: Judge; readonly keyVaults: KeyVaults } {
  const log = vscode.window.createOutputChannel('Judgement', { log: true });
  const documents = new CscfgDocuments();
  const keyVaults = new KeyVaults(() => Promise.resolve({ none: 'nobody' }), undefined, log);
  const services = new Services(documents, log);
  const untrusted = new UntrustedSettings(log);
  const files = new DeploymentFiles(log);
  const deployments = new Deployments(files, services, () => undefined, log);
  const judge = new Judge(documents, keyVaults, services, untrusted, deployments);
  afterThisTest(() => {
    vscode.Disposable.from(judge, deployments, files, untrusted, services, keyVaults, documents, log).dispose();
  });
  return { judge, keyVaults };
}

describe('The judgement of a document', () => {
  it('is the same for every feature until something changes', async () => {
    const { judge } = newJudge();
    const document = await openFile(web(entry('Tls', stranger)));
    const first = await judge.whenServiceRead(document);
    assert.equal(judge.of(document), first);
    assert.equal(judge.of(document).findings, first.findings);
    assert.equal(await judge.whenServiceRead(document), first);
  });

  const changes: readonly (readonly [what: string, change: (document: vscode.TextDocument) => Promise<void>])[] = [
    ['the text', (document) => replaceText(document, stranger, '1234')],
    ['the level of a rule', () => setInFolder('shop', 'rules.thumbprint-malformed', 'hint')],
    ['the vaults', () => setInFolder('shop', 'keyVaults', ['fabrikam'])],
  ];
  for (const [what, change] of changes) {
    it(`is new after a change of ${what}`, async () => {
      const { judge } = newJudge();
      const document = await openFile(web(entry('Tls', stranger)));
      const first = await judge.whenServiceRead(document);
      await change(document);
      const second = judge.of(document);
      assert.notEqual(second, first);
      assert.equal(judge.of(document), second);
    });
  }

  it('is new when a vault’s snapshot changes', async () => {
    const { judge, keyVaults } = newJudge();
    const document = await openFile(web(entry('Tls', stranger)));
    const first = await judge.whenServiceRead(document);
    const busy = (vault: VaultAddress): VaultSnapshot => ({ ...unreadSnapshot(vault.url), busy: true });
    afterThisTest(replace(keyVaults, 'snapshot', () => busy));
    const second = judge.of(document);
    assert.notEqual(second, first);
    assert.deepEqual(second.context.verdictOf(stranger), { kind: 'unverified', reason: { kind: 'checking' } });
  });

  it('is new when the trust changes', async () => {
    const { judge } = newJudge();
    const document = await openFile(web(entry('Tls', stranger)));
    const first = await judge.whenServiceRead(document);
    afterThisTest(replace(vscode.workspace, 'isTrusted', () => false));
    assert.notEqual(judge.of(document), first);
  });
});
