import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, apply, titled } from './support/actions';
import { openFile, placeOf } from './support/files';
import { findingsBecome } from './support/findings';
import { hoverAt, follow } from './support/hovers';
import { outside } from './support/outside';
import { entry, stranger, web } from './support/service';
import { until } from './support/until';

const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;

/** A configuration whose role has this setting. */
function withSetting(name: string, value: string, ...certificates: readonly string[]): string {
  const settings = `<ConfigurationSettings><Setting name="${name}" value="${value}" /></ConfigurationSettings>`;
  return web(...certificates).replace('    <Certificates>', `    ${settings}\n    <Certificates>`);
}

describe('A thumbprint in a setting', () => {
  it('is found to be stale, and is updated without changing the rest of the value', async () => {
    const [older, newest] = [await outside.thumbprint('contoso-web/3'), await outside.thumbprint('contoso-web')];
    const list = (thumbprint: string): string => `CN=shop, ${thumbprint.toLowerCase()};${stranger}`;
    const document = await openFile(withSetting('SslThumbprints', list(older), entry('Web', newest)));
    await findingsBecome(document, [`warning setting-thumbprint-stale ‹${older.toLowerCase()}›`]);
    const actions = await actionsAt(document, placeOf(document, older.toLowerCase()), QuickFix);
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title.replace(/ \(expires.*/, ''), isPreferred === true]),
      [
        ['Update to the newest version of contoso-web', true],
        ['Choose from Key Vault…', false],
        ['Explain this problem (setting-thumbprint-stale)', false],
        ['Disable setting-thumbprint-stale for this line', false],
        ['Disable setting-thumbprint-stale in this workspace', false],
        ['Configure setting-thumbprint-stale…', false],
      ],
    );
    await apply(titled(actions, /^Update/));
    assert.equal(document.getText(), withSetting('SslThumbprints', list(newest), entry('Web', newest)));
    await findingsBecome(document, []);
  });

  it('has the hover of its certificate, whose links change the setting', async () => {
    const [older, newest] = [await outside.thumbprint('contoso-web/3'), await outside.thumbprint('contoso-web')];
    const document = await openFile(withSetting('TokenSigning', `x;${older.toLowerCase()}`));
    const place = placeOf(document, older.toLowerCase(), 3);
    const hover = await until(
      'The hover has the certificate',
      () => hoverAt(document, place),
      (one) => one?.links.some(({ command }) => command === 'cscfg.updateCertificate') === true,
    );
    assert.ok(hover);
    assert.equal(document.getText(hover.range), older.toLowerCase());
    await follow(hover, 'Update to Newest Version');
    assert.equal(document.getText(), withSetting('TokenSigning', `x;${newest.toLowerCase()}`));
    const selected = vscode.window.activeTextEditor?.selection;
    assert.equal(document.getText(selected), newest.toLowerCase());
  });

  it('has a hint with the name of its certificate', async () => {
    const thumbprint = await outside.thumbprint('contoso-api');
    const document = await openFile(withSetting('Ssl', thumbprint));
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await until(
      'The hint is there',
      () => vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, all),
      (found) => found.length > 0,
    );
    assert.deepEqual(
      hints.map(({ position }) => position),
      [placeOf(document, thumbprint, thumbprint.length + 1)],
    );
  });

  it('is completed behind the comma of a list', async () => {
    const [first, second] = [await outside.thumbprint('contoso-web'), await outside.thumbprint('contoso-api')];
    const list = (end: string): string => withSetting('SslThumbprints', `${first},${end}`);
    const document = await openFile(list(''));
    const position = placeOf(document, `${first},`, first.length + 1);
    const offered = await until(
      'The certificates are offered',
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          position,
          ',',
        ),
      ({ items }) => items.some(({ insertText }) => insertText === second),
    );
    const { range, insertText } = offered.items.find((one) => one.insertText === second) ?? {};
    assert.ok(range instanceof vscode.Range && typeof insertText === 'string');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, insertText);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), list(second));
  });

  it('that no vault knows has no hover and no finding, and can be replaced', async () => {
    const document = await openFile(withSetting('SslThumbprint', stranger, entry('Web', stranger)));
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    const place = placeOf(document, `value="${stranger}"`, 'value="'.length);
    assert.equal(await hoverAt(document, place), undefined);
    const actions = await actionsAt(document, place);
    assert.deepEqual(
      actions.map(({ title, kind }) => [title, kind?.value]),
      [
        ['Replace with certificate from Key Vault…', RefactorRewrite.value],
        ['Roll over certificate…', RefactorRewrite.value],
        ['Insert certificate from Key Vault…', vscode.CodeActionKind.Refactor.value],
      ],
    );
  });
});
