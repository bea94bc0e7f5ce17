import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors } from './support/cleanUp';
import { openFile, placeOf, replaceText, show } from './support/files';
import { diagnosticsOf, findingsBecome, findingsOf } from './support/findings';
import { outside } from './support/outside';
import { entry, service, stranger, web } from './support/service';
import { until } from './support/until';
import { ownVault, rotated, single } from './support/vaults';
import { watched } from './support/watch';

describe('The findings of a .cscfg', () => {
  it('report the verdict on every thumbprint', async () => {
    const names = ['contoso-api', 'contoso-token-signing', 'contoso-web/3', 'contoso-payments', 'contoso-reports/1'];
    const more = ['contoso-loyalty', 'contoso-search', 'contoso-ftp', 'contoso-issuing-ca'];
    const thumbprints = await Promise.all([...names, ...more].map((token) => outside.thumbprint(token)));
    const document = await openFile(
      web(...[...thumbprints, stranger].map((one, index) => entry(`C${String(index)}`, one))),
    );
    await findingsBecome(document, [
      `information certificate-expiring ‹${thumbprints[1] ?? ''}›`,
      `warning certificate-outdated ‹${thumbprints[2] ?? ''}›`,
      `error certificate-expired ‹${thumbprints[3] ?? ''}›`,
      `error certificate-expired ‹${thumbprints[4] ?? ''}›`,
      `warning certificate-not-yet-valid ‹${thumbprints[5] ?? ''}›`,
      `error certificate-disabled ‹${thumbprints[6] ?? ''}›`,
      `error certificate-deleted ‹${thumbprints[7] ?? ''}›`,
      `error thumbprint-not-in-vault ‹${stranger}›`,
    ]);
  });

  it('have the range of the value, a rule, a source and a link', async () => {
    const document = await openFile(web(entry('Tls', stranger)));
    await until(
      'There is a finding',
      () => diagnosticsOf(document).length,
      (count) => count === 1,
    );
    const [diagnostic] = diagnosticsOf(document);
    const start = placeOf(document, stranger);
    assert.deepEqual(diagnostic && { ...plain(diagnostic), range: diagnostic.range }, {
      range: new vscode.Range(start, start.translate(0, stranger.length)),
      severity: vscode.DiagnosticSeverity.Error,
      source: 'cscfg',
      code: { value: 'thumbprint-not-in-vault', target: 'https://aka.ms/cses-kv' },
      message:
        'Certificate "Tls" (Web): Not found: no certificate in contoso has this thumbprint. Replace it, or add the key vault that contains it.',
    });
  });

  it('point from a name’s second use to its first', async () => {
    const document = await openFile(web(entry('Tls', '#{A}#'), entry('TLS', '#{B}#')));
    const duplicate = await until(
      'The second name is reported',
      () =>
        diagnosticsOf(document).find(
          ({ code }) => typeof code === 'object' && code.value === 'certificate-duplicate-name',
        ),
      (found) => found !== undefined,
    );
    assert.equal(document.getText(duplicate?.range), 'TLS');
    const [related] = duplicate?.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), document.uri.toString());
    assert.equal(document.getText(related.location.range), 'Tls');
  });

  it('are updated after a pause in typing, not with every letter', async () => {
    const document = await openFile(web(entry('Tls', 'A')));
    await findingsBecome(document, ['error thumbprint-malformed ‹A›']);
    let published = 0;
    const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      published += uris.some((uri) => uri.toString() === document.uri.toString()) ? 1 : 0;
    });
    const digits = 20;
    for (let count = 1; count < digits; count++) {
      await replaceText(document, `"${'A'.repeat(count)}"`, `"${'A'.repeat(count + 1)}"`);
    }
    await findingsBecome(document, [`error thumbprint-malformed ‹${'A'.repeat(digits)}›`]);
    listening.dispose();
    assert.ok(published < digits - 1, `${String(published)} times for ${String(digits - 1)} letters`);
  });

  it('are those of the text that was saved', async () => {
    const document = await openFile(web(entry('Tls', '1234')));
    await replaceText(document, '1234', '12345');
    await document.save();
    await findingsBecome(document, ['error thumbprint-malformed ‹12345›']);
    await replaceText(document, '12345', '#{Tls}#');
    await document.save();
    await findingsBecome(document, ['information thumbprint-placeholder ‹#{Tls}#›']);
  });

  it('follow the vault when it is read again', async () => {
    const vault = await ownVault([single, { ...single, name: 'ftp' }]);
    const [api, ftp] = [await vault.thumbprint('api'), await vault.thumbprint('ftp')];
    const document = await openFile(web(entry('Api', api), entry('Ftp', ftp)), { in: 'other' });
    await until(
      'The vault is read',
      () => outside.asked(vault.name),
      (asked) => asked.length > 0,
    );
    await findingsBecome(document, []);
    await outside.rotate(vault.name, 'api');
    await vscode.commands.executeCommand('cscfg.refresh');
    await findingsBecome(document, [`warning certificate-outdated ‹${api}›`]);
    await outside.setEnabled(vault.name, 'api', false, api);
    await outside.softDelete(vault.name, 'ftp');
    await vscode.commands.executeCommand('cscfg.refresh');
    await findingsBecome(document, [`error certificate-disabled ‹${api}›`, `error certificate-deleted ‹${ftp}›`]);
    await outside.setEnabled(vault.name, 'api', true, api);
    await outside.recover(vault.name, 'ftp');
    await vscode.commands.executeCommand('cscfg.refresh');
    await findingsBecome(document, [`warning certificate-outdated ‹${api}›`]);
  });

  it('come while the vault’s list is still being read', async () => {
    const vault = await ownVault([rotated]);
    await outside.fail(vault.name, { kind: 'hang' }, { path: 'deletedcertificates' });
    const older = await vault.thumbprint('web/1');
    const document = await openFile(web(entry('Tls', older), entry('Other', stranger)), { in: 'other' });
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
  });

  it('disappear when the file is closed', async () => {
    const document = await openFile(web(entry('Tls', '1234')));
    await findingsBecome(document, ['error thumbprint-malformed ‹1234›']);
    await closeEditors();
    await findingsBecome(document, []);
  });

  it('do not appear if the file is closed while its vault is read, and the reading is canceled', async () => {
    const vault = await ownVault([single]);
    await outside.fail(vault.name, { kind: 'hang' });
    const document = await openFile(web(entry('Tls', stranger)), { in: 'other' });
    await until(
      'The vault is asked',
      () => outside.requests(vault.name),
      (requests) => requests.length > 0,
    );
    await closeEditors();
    await until(
      'The question is given up',
      () => watched.log.join('\n'),
      (log) => log.includes('cancelled'),
    );
    assert.deepEqual(findingsOf(document), []);
    assert.doesNotMatch(watched.log.join('\n'), /^error/m);
  });

  it('are published once for a file that is open in two editors', async () => {
    const document = await openFile(web(entry('Tls', '1234')));
    await show(document.uri, { viewColumn: vscode.ViewColumn.Beside });
    assert.equal(vscode.window.visibleTextEditors.filter((editor) => editor.document === document).length, 2);
    await replaceText(document, '1234', '12345');
    await findingsBecome(document, ['error thumbprint-malformed ‹12345›']);
  });

  it('are those of every role, in the order of the text', async () => {
    const document = await openFile(service({ Web: [entry('A', '12')], Worker: [entry('A', '345')] }));
    await findingsBecome(document, ['error thumbprint-malformed ‹12›', 'error thumbprint-malformed ‹345›']);
  });
});

function plain({ severity, source, code, message }: vscode.Diagnostic): object {
  const linked = typeof code === 'object' ? { value: code.value, target: code.target.toString(true) } : code;
  return { severity, source, code: linked, message };
}
