import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { afterThisTest } from './support/cleanUp';
import { openFile, openUntitled, replaceText, show } from './support/files';
import { findingsBecome, findingsOf } from './support/findings';
import { entry, web } from './support/service';
import { eventually } from './support/until';
import { watched } from './support/watch';

const wrong = web(entry('Tls', '1234'));
const found = ['error thumbprint-malformed ‹1234›'];

describe('The files that are judged', () => {
  it('include files that were never saved', async () => {
    const document = await openUntitled(wrong);
    await findingsBecome(document, found);
    await replaceText(document, '1234', '#{Tls}#');
    await findingsBecome(document, ['information thumbprint-placeholder ‹#{Tls}#›']);
  });

  it('are those of the language, with any name', async () => {
    const document = await openFile(wrong, { as: 'xml' });
    const cscfg = await vscode.languages.setTextDocumentLanguage(document, 'cscfg');
    await findingsBecome(cscfg, found);
    await eventually(() => watched.contextKeys.get('cscfg.fileActive'), true);
    const xml = await vscode.languages.setTextDocumentLanguage(cscfg, 'xml');
    await findingsBecome(xml, []);
    await eventually(() => watched.contextKeys.get('cscfg.fileActive'), false);
    const again = await vscode.languages.setTextDocumentLanguage(xml, 'cscfg');
    await findingsBecome(again, found);
  });

  it('keep their findings when renamed, and lose those of the old name', async () => {
    const document = await openFile(wrong);
    await findingsBecome(document, found);
    const [old, renamed] = [document.uri, vscode.Uri.parse(`${document.uri.toString()}.Renamed.cscfg`)];
    await rename(old, renamed);
    afterThisTest(() => rename(renamed, old));
    await findingsBecome(await show(renamed), found);
    assert.deepEqual(vscode.languages.getDiagnostics(old), []);
  });

  it('lose their findings when renamed to another extension', async () => {
    const document = await openFile(wrong);
    await findingsBecome(document, found);
    const [old, renamed] = [document.uri, vscode.Uri.parse(`${document.uri.toString()}.txt`)];
    await rename(old, renamed);
    afterThisTest(() => rename(renamed, old));
    const text = await show(renamed);
    assert.notEqual(text.languageId, 'cscfg');
    await findingsBecome(text, []);
    assert.deepEqual(vscode.languages.getDiagnostics(old), []);
  });

  it('do not include read-only documents, such as the left side of a diff', async () => {
    const past: vscode.TextDocumentContentProvider = { provideTextDocumentContent: () => wrong };
    const provider = vscode.workspace.registerTextDocumentContentProvider('past', past);
    afterThisTest(() => {
      provider.dispose();
    });
    const old = await show(vscode.Uri.parse('past:/Service.cscfg'));
    assert.equal(old.languageId, 'cscfg');
    await findingsBecome(await openFile(wrong), found);
    assert.deepEqual(findingsOf(old), []);
  });
});

async function rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(from, to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
