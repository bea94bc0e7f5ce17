import assert from 'node:assert/strict';
import { openLab, type Lab } from './lab';
import { certificate, folderWith, service } from './service';

describe('The command line and what certificates tell', () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab();
    const vault = lab.emulator.vault('contoso');
    vault.add({ name: 'classic', secretOnly: true, versions: [{ from: -100, to: 265 }] });
    vault.add({ name: 'short', key: 'rsa1024', hash: 'sha1', versions: [{ from: -100, to: 265 }] });
  });
  after(() => lab.close());

  it('reports unusable, secret-only and weak certificates', async () => {
    const names = ['contoso-linux-gateway', 'contoso-code-signing', 'classic', 'short'];
    const entries = names.map((name) => certificate(name, lab.emulator.thumbprint(name)));
    const folder = folderWith({ 'Shop.cscfg': service(...entries) });
    const { code, report } = await lab.report(folder, '--vault', 'contoso');
    assert.equal(code, 1);
    const [file] = report.files;
    assert.deepEqual(
      file?.certificates.map(({ verdict: { kind, vault, certificate: name } }) => [kind, vault, name]),
      [
        ['unusable', 'https://contoso.vault.azure.net', 'contoso-linux-gateway'],
        ['unusable', 'https://contoso.vault.azure.net', 'contoso-code-signing'],
        ['secretOnly', 'https://contoso.vault.azure.net', undefined],
        ['current', 'https://contoso.vault.azure.net', 'short'],
      ],
    );
    assert.deepEqual(
      file.findings.map(({ severity, code: rule }) => `${severity} ${rule}`),
      [
        'error certificate-unusable',
        'error certificate-unusable',
        'warning certificate-secret-only',
        'information certificate-weak-key',
        'information certificate-weak-signature',
      ],
    );
  });

  it('reads each matching certificate once, and no value of a secret', async () => {
    lab.emulator.log.clear();
    const web = certificate('Web', lab.emulator.thumbprint('contoso-web'));
    const other = certificate('Other', lab.emulator.thumbprint('contoso-web'));
    await lab.report(folderWith({ 'a.cscfg': service(web, other), 'b.cscfg': service(web) }), '--vault', 'contoso');
    assert.deepEqual(lab.emulator.log.asked('contoso'), ['GET /certificates', 'GET /certificates/contoso-web/']);
  });
});
