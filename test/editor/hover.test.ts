import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt } from './support/actions';
import { afterThisTest } from './support/cleanUp';
import { openFile, placeOf, show } from './support/files';
import { findingsBecome } from './support/findings';
import { follow, hoverAt, hoverThatSays, nameBefore } from './support/hovers';
import { outside } from './support/outside';
import { entry, stranger, web } from './support/service';
import { setInWindow } from './support/settings';
import { until } from './support/until';
import { ownVault, rotated, single } from './support/vaults';

describe('The hover of a certificate', () => {
  const verdicts: readonly (readonly [token: string, says: RegExp])[] = [
    ['contoso-api', /^Current: contoso-api in contoso, expires in 34\d days \(\d{4}-\d\d-\d\d\)$/],
    ['contoso-token-signing', /^Expiring: contoso-token-signing in contoso, expires in 1[12] days \(.{10}\)$/],
    ['contoso-web/3', /^Outdated: an older version of contoso-web in contoso; the newest version expires on .{10}$/],
    ['contoso-payments', /^Expired: contoso-payments in contoso, expired \d+ days ago \(.{10}\)$/],
    ['contoso-loyalty', /^Not yet valid: contoso-loyalty in contoso, valid in 6 days \(.{10}\)$/],
    ['contoso-search', /^Disabled: contoso-search in contoso, expires in 24\d days \(.{10}\)$/],
    ['contoso-ftp', /^Deleted: contoso-ftp in contoso, recoverable until .{10}$/],
  ];

  it('shows the verdict in its first line', async () => {
    const thumbprints = await Promise.all(verdicts.map(([token]) => outside.thumbprint(token)));
    const document = await openFile(web(...[...thumbprints, stranger].map((one) => entry('C', one))));
    await until(
      'The vault is read',
      () => hoverAt(document, nameBefore(document, placeOf(document, stranger))),
      (hover) => hover?.lines[0]?.startsWith('Not found') === true,
    );
    for (const [index, [, says]] of verdicts.entries()) {
      const hover = await hoverAt(document, nameBefore(document, placeOf(document, thumbprints[index] ?? '')));
      assert.match(hover?.lines[0] ?? '', says);
    }
  });

  it('shows verdicts that need no vault without one', async () => {
    const document = await openFile(web(entry('A', '#{Tls}#'), entry('B', '1234'), '<Certificate name="C" />'));
    const first = async (text: string): Promise<string | undefined> =>
      (await hoverAt(document, nameBefore(document, placeOf(document, text, 12))))?.lines[0];
    assert.equal(
      await first('#{Tls}#'),
      'Placeholder: not checked against Key Vault until it is replaced with a thumbprint',
    );
    assert.equal(await first('1234'), 'Invalid: not a thumbprint of 40 hexadecimal digits');
    assert.equal(await first('<Certificate name="C"'), 'No thumbprint: choose a certificate from Key Vault');
  });

  it('offers to choose a certificate where there is no thumbprint', async () => {
    const document = await openFile(web('<Certificate name="C" />'));
    const hover = await hoverAt(document, placeOf(document, 'name="C"'));
    assert.deepEqual(
      hover?.links.map(({ title, command }) => [title, command]),
      [
        ['Choose Another…', 'cscfg.replaceCertificate'],
        ['Refresh', 'cscfg.refresh'],
      ],
    );
  });

  it('appears anywhere in the element, and nowhere else', async () => {
    const document = await openFile(web(entry('Tls', stranger), '<Certificate name="P" sourceLocation="/p.pfx"/>'));
    const value = placeOf(document, stranger);
    const onValue = await hoverAt(document, value.translate(0, 3));
    assert.deepEqual(onValue?.range, new vscode.Range(value, value.translate(0, stranger.length)));
    for (const text of ['Certificate name', 'Tls', 'thumbprintAlgorithm', 'sha1']) {
      const hover = await hoverAt(document, placeOf(document, text, 1));
      assert.equal(document.getText(hover?.range), entry('Tls', stranger));
    }
    for (const text of ['<Role', 'Certificates', 'sourceLocation']) {
      assert.equal(await hoverAt(document, placeOf(document, text, 1)), undefined);
    }
  });

  it('shows the facts in order, and its links run only commands of the extension', async () => {
    const vault = await ownVault([rotated]);
    const [older, newest] = [await vault.thumbprint('web/1'), await vault.thumbprint('web')];
    const [certificate] = await outside.certificates(vault.name);
    const version = certificate?.versions[0];
    const document = await openFile(web(entry('Tls', older)), { in: 'other' });
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    const hover = await until(
      'The hover has the certificate’s own facts',
      () => hoverAt(document, placeOf(document, older)),
      (one) => one?.lines.some((line) => line.startsWith('Subject:')) === true,
    );
    const dates = [version?.notBefore, version?.expires].map((time) => new Date(time ?? 0).toISOString().slice(0, 10));
    assert.deepEqual(hover?.lines.slice(0, -1), [
      'Subject: CN=www.contoso.example',
      'Names: www.contoso.example, contoso.example',
      'Issuer: CN=www.contoso.example',
      'Key: RSA 2048',
      `Valid: ${dates.join(' to ')}, expires in 100 days`,
      `Thumbprint: ${older}`,
      `Vault: ${vault.name}.vault.azure.net`,
      'Certificate: web',
      `Version: ${version?.version ?? ''}`,
    ]);
    assert.match(hover.lines.at(-1) ?? '', /^Checked: \S/);
    assert.deepEqual(
      hover.links.map(({ title }) => title),
      [
        'Update to Newest Version',
        'Choose Another…',
        'Roll Over…',
        'Copy Certificate Identifier',
        'Copy Secret Identifier',
        'Open in Portal',
        'Refresh',
      ],
    );
    assert.deepEqual(hover.markdown.isTrusted, { enabledCommands: hover.links.map(({ command }) => command) });
    const onName = await hoverAt(document, nameBefore(document, placeOf(document, older)));
    assert.deepEqual(onName?.links, hover.links);
    await follow(onName, 'Update to Newest Version');
    assert.equal(document.getText(), web(entry('Tls', newest)));
  });

  it('does not repeat the message of the diagnostic at the same position', async () => {
    const document = await openFile(web(entry('Tls', stranger), entry('Bad', '9876')));
    await findingsBecome(document, [
      `error thumbprint-not-in-vault ‹${stranger}›`,
      'error thumbprint-malformed ‹9876›',
    ]);
    for (const [text, headline] of [
      [stranger, 'Not found'],
      ['9876', 'Invalid'],
    ] as const) {
      const place = placeOf(document, text);
      const said = (lines: readonly string[] = []): boolean => lines.some((line) => line.startsWith(headline));
      assert.ok(!said((await hoverAt(document, place))?.lines));
      assert.ok(said((await hoverAt(document, nameBefore(document, place)))?.lines));
    }
  });

  it('has its links below the facts if the certificate is valid, and above them if there is a problem', async () => {
    const vault = await ownVault([rotated]);
    const [older, newest] = [await vault.thumbprint('web/1'), await vault.thumbprint('web')];
    const document = await openFile(web(entry('Old', older), entry('New', newest)), { in: 'other' });
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    const isBelow = async (thumbprint: string): Promise<boolean> => {
      const { value } = (await hoverAt(document, placeOf(document, thumbprint)))?.markdown ?? { value: '' };
      return value.indexOf('](command:') > value.indexOf('Checked');
    };
    assert.deepEqual([await isBelow(older), await isBelow(newest)], [false, true]);
  });

  it('has no edits for a read-only document, which has no fixes either', async () => {
    const vault = await ownVault([rotated]);
    const older = await vault.thumbprint('web/1');
    const text = web(entry('Tls', older));
    const document = await openFile(text, { in: 'other' });
    await setInWindow('cscfg', 'keyVaults', [vault.name]);
    await findingsBecome(document, [`warning certificate-outdated ‹${older}›`]);
    const provider = vscode.workspace.registerTextDocumentContentProvider('cscfg-past', {
      provideTextDocumentContent: () => text,
    });
    afterThisTest(() => {
      provider.dispose();
    });
    const past = await show(vscode.Uri.parse('cscfg-past:/Past.cscfg'));
    const hover = await hoverAt(past, placeOf(past, older));
    assert.match(hover?.lines[0] ?? '', /^Outdated: an older version of web/);
    assert.deepEqual(
      hover?.links.map(({ title }) => title),
      ['Copy Certificate Identifier', 'Copy Secret Identifier', 'Open in Portal', 'Refresh'],
    );
    assert.deepEqual(await actionsAt(past, placeOf(past, older)), []);
  });

  it('shows hostile names as plain text', async () => {
    const hostile =
      '**x** <img src="https://evil.example/a.png"> [Fix](command:workbench.action.quit) https://evil.example `a` &lt; $(alert) a@evil.example \u202Eabc';
    const vault = await ownVault([{ ...single, name: 'web', subject: hostile, dnsNames: ['www.evil.example'] }]);
    const thumbprint = await vault.thumbprint('web');
    const document = await openFile(web(entry('](command:workbench.action.quit)', thumbprint)), { in: 'other' });
    const hover = await until(
      'The hover has the certificate’s own facts',
      () => hoverAt(document, placeOf(document, thumbprint)),
      (one) => one?.lines.some((line) => line.startsWith('Subject:')) === true,
    );
    // The backslashes belong to the notation of distinguished names (RFC 4514).
    const shown = hostile.replace(/["<>;]/g, '\\$&').replace('\u202E', '\uFFFD');
    assert.deepEqual(
      hover?.lines.filter((line) => /^(?:Subject|Issuer|Names):/.test(line)),
      [`Subject: CN=${shown}`, 'Names: www.evil.example', `Issuer: CN=${shown}`],
    );
    // No character has a meaning in Markdown, because hovers and previews create different automatic links.
    const facts = hover.markdown.value.split('\n').filter((line) => /^(?:Subject|Issuer|Names)/.test(line));
    assert.equal(facts.length, 3);
    assert.doesNotMatch(facts.join('').replace(/\\[!-/:-@[-`{-~]/g, ''), /[!-/:-@[-`{-~]/);
    const html = await vscode.commands.executeCommand<string>('markdown.api.render', hover.markdown.value);
    const links = [...html.matchAll(/<a [^>]*href="(command:[^"?]*)/g)].map(([, href]) => href);
    assert.deepEqual(
      links,
      hover.links.map(({ command }) => `command:${command}`),
    );
    assert.doesNotMatch(html, /<(?:img|code|strong>x)/);
    assert.equal(hover.markdown.supportHtml, false);
    assert.notEqual(hover.markdown.supportThemeIcons, true);
  });

  it('uses known data while the vault does not respond', async () => {
    const vault = await ownVault([single]);
    const thumbprint = await vault.thumbprint('api');
    await outside.fail(vault.name, { kind: 'hang' }, { path: '^/certificates/' });
    const document = await openFile(web(entry('Api', thumbprint)), { in: 'other' });
    const hover = await hoverThatSays(document, placeOf(document, thumbprint), 'Current: api');
    assert.ok(hover.lines.includes('Loading subject, names and issuer. Hover again in a moment.'));
    assert.ok(hover.lines.includes('Certificate: api'));
  });

  it('shows the details of the certificate as soon as they arrive, requested once', async () => {
    const vault = await ownVault([single]);
    const thumbprint = await vault.thumbprint('api');
    await outside.fail(vault.name, { kind: 'slow', milliseconds: 700 }, { path: '^/certificates/' });
    const document = await openFile(web(entry('Api', thumbprint)), { in: 'other' });
    const place = placeOf(document, thumbprint);
    const early = await hoverThatSays(document, place, 'Current: api');
    assert.equal(
      early.lines.some((line) => line.startsWith('Subject:')),
      false,
    );
    await until(
      'The facts are there',
      () => hoverAt(document, place),
      (hover) => hover?.lines.includes('Subject: CN=api') === true,
    );
    const asked = await outside.asked(vault.name);
    assert.deepEqual(
      asked.filter((one) => one.startsWith('GET /certificates/')),
      ['GET /certificates/api/'],
    );
  });

  it('refreshes only the vaults of its file', async () => {
    const [other, vault] = [await ownVault([single]), await ownVault([rotated])];
    const thumbprint = await vault.thumbprint('web');
    const document = await openFile(web(entry('Tls', thumbprint)), { in: 'other' });
    const hover = await hoverThatSays(document, placeOf(document, thumbprint), 'Current: web');
    await outside.rotate(vault.name, 'web');
    await outside.clearLog();
    await follow(hover, 'Refresh');
    await findingsBecome(document, [`warning certificate-outdated ‹${thumbprint}›`]);
    assert.deepEqual(await outside.asked(other.name), []);
    assert.deepEqual(await outside.asked('contoso'), []);
  });
});
