import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { toolDefinitions } from '../../src/check/tools/definitions';
import type { CheckResult, PlainEdit } from '../../src/check/tools/checkResult';
import { afterThisTest } from './support/cleanUp';
import { openFile, replaceText } from './support/files';
import { folder } from './support/settings';
import { outside } from './support/outside';
import { replace, watched } from './support/watch';
import { entry, web } from './support/service';
import { until } from './support/until';
import { newVault, ownVault, rotated, single } from './support/vaults';

/** The result of a call as an agent gets it. No chat is needed: without its token, VS Code requests no confirmation in tests. */
async function call<Result>(name: string, input: object, token?: vscode.CancellationToken): Promise<Result> {
  await until(
    'The tools are listed',
    () => vscode.lm.tools.map((tool) => tool.name),
    (names) => names.includes(name),
  );
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return JSON.parse(part.value) as Result;
}

const check = (input: object): Promise<CheckResult> => call<CheckResult>('cscfg_check', input);

/** The path as results name it, in a workspace of two folders. */
const pathOf = ({ uri }: vscode.TextDocument): string => vscode.workspace.asRelativePath(uri, true);

interface Applied {
  readonly applied: boolean;
  readonly edits: readonly PlainEdit[];
}

describe('The tools for agents in VS Code', () => {
  before(async () => {
    await vscode.extensions.getExtension('cscfg-certificates.cscfg-certificates')?.activate();
  });

  it('are listed with their schemas, as the MCP server lists them', async () => {
    const names = toolDefinitions.map(({ name }) => name);
    const listed = await until(
      'The tools are listed',
      () => vscode.lm.tools.filter(({ name }) => name.startsWith('cscfg_')),
      (tools) => tools.length === names.length,
    );
    const plain = (tool: { readonly name: string; readonly description: string; readonly inputSchema: unknown }) => {
      const { name, description, inputSchema } = tool;
      return { name, description, inputSchema };
    };
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    assert.deepEqual(
      listed.map(({ name, description, inputSchema }) => plain({ name, description, inputSchema })).sort(byName),
      toolDefinitions.map(plain).sort(byName),
    );
  });

  it('check a file that is open and not saved, against the vaults of its settings', async () => {
    const [older, newest] = [await outside.thumbprint('contoso-web/3'), await outside.thumbprint('contoso-web')];
    const document = await openFile(web(entry('Web', newest)));
    await replaceText(document, newest, older);
    const { files, vaults, problems } = await check({ paths: [pathOf(document)] });
    assert.deepEqual(
      files.map(({ path, certificates }) => [path, ...certificates.map(({ verdict }) => verdict)]),
      [[pathOf(document), 'outdated']],
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      vaults.map(({ url, state }) => [url, state]),
      [['https://contoso.vault.azure.net', 'read']],
    );
    const [finding] = files[0]?.findings ?? [];
    assert.equal(finding?.code, 'certificate-outdated');
    assert.deepEqual(
      finding.fixes[0]?.edits.map(({ range: { start }, oldText, newText }) => [start.line, oldText, newText]),
      [[4, older, newest]],
    );
  });

  it('check a file as it is on the disk now, even if no editor shows it', async () => {
    const uri = vscode.Uri.joinPath(folder('shop').uri, 'agents', 'OnDisk.cscfg');
    const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    afterThisTest(() => vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, '..'), { recursive: true }));
    const verdicts = async (): Promise<readonly string[]> => {
      const { files } = await check({ paths: ['shop/agents'] });
      return files.flatMap(({ certificates }) => certificates.map(({ verdict }) => verdict));
    };
    await write(web(entry('Web', await outside.thumbprint('contoso-web'))));
    assert.deepEqual(await verdicts(), ['current']);
    await write(web(entry('Web', await outside.thumbprint('contoso-web/3')), entry('Later', '$(Token)')));
    assert.deepEqual(await verdicts(), ['outdated', 'placeholder']);
  });

  it('check against the vaults that the call names instead, and against none', async () => {
    const vault = await newVault([single]);
    const document = await openFile(web(entry('Api', await vault.thumbprint('api'))));
    const verdicts = async (input: object): Promise<readonly string[]> => {
      const { files } = await check({ paths: [pathOf(document)], ...input });
      return files.flatMap(({ certificates }) => certificates.map(({ verdict }) => verdict));
    };
    assert.deepEqual(await verdicts({ vaults: [vault.name] }), ['current']);
    assert.deepEqual(await verdicts({ vaults: [] }), ['unverified']);
    assert.deepEqual(await verdicts({}), ['notFound']);
  });

  it('list the certificates of a vault', async () => {
    const vault = await newVault([rotated, single]);
    const listed = await call<{ readonly certificates: readonly Readonly<Record<string, string>>[] }>(
      'cscfg_list_certificates',
      { vault: vault.name },
    );
    assert.deepEqual(listed.certificates.map(({ name, thumbprint, state }) => [name, thumbprint, state]).sort(), [
      ['api', await vault.thumbprint('api'), 'current'],
      ['web', await vault.thumbprint('web'), 'current'],
    ]);
  });

  it('find the uses of a thumbprint in configurations and other files', async () => {
    const thumbprint = 'D00D'.repeat(10);
    const document = await openFile(web(entry('Web', thumbprint)));
    const script = await openFile(`$thumbprint = '${thumbprint.toLowerCase()}'\n`, { as: 'deploy.ps1' });
    const { uses } = await call<{ readonly uses: readonly object[] }>('cscfg_find_uses', { thumbprint });
    assert.deepEqual(uses, [
      {
        path: pathOf(document),
        kind: 'certificate',
        range: { start: { line: 4, character: 42 }, end: { line: 4, character: 82 } },
        role: 'Web',
        name: 'Web',
      },
      {
        path: pathOf(script),
        kind: 'mention',
        range: { start: { line: 0, character: 15 }, end: { line: 0, character: 55 } },
      },
    ]);
  });

  it('apply a fix in the editor, without saving, so that one undo reverts it', async () => {
    const vault = await ownVault([rotated]);
    const [older, newest] = [await vault.thumbprint('web/1'), await vault.thumbprint('web')];
    const before = web(entry('Web', older));
    const document = await openFile(before, { in: 'other' });
    const { files } = await check({ paths: [pathOf(document)] });
    const fix = files[0]?.findings.find(({ code }) => code === 'certificate-outdated')?.fixes[0]?.id ?? '';
    const { applied, edits } = await call<Applied>('cscfg_apply_fix', { path: pathOf(document), fix });
    assert.equal(applied, true);
    assert.deepEqual(
      edits.map(({ oldText, newText }) => [oldText, newText]),
      [[older, newest]],
    );
    assert.equal(document.getText(), web(entry('Web', newest)));
    assert.equal(document.isDirty, true);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('refuse paths outside of the workspace, hosts that are no vaults, and wrong arguments', async () => {
    const cases: readonly (readonly [name: string, input: object, message: RegExp])[] = [
      ['cscfg_check', { paths: ['../outside.cscfg'] }, /outside\.cscfg is outside of the workspace/],
      ['cscfg_check', { paths: ['/etc'] }, /\/etc is outside of the workspace/],
      ['cscfg_check', { paths: ['shop/../../x'] }, /is outside of the workspace/],
      ['cscfg_check', { paths: ['https://example.com/a.cscfg'] }, /is outside of the workspace/],
      ['cscfg_list_certificates', { vault: 'https://vault.example.com' }, /is not a Key Vault host/],
      ['cscfg_find_uses', { thumbprint: 'web' }, /is not a thumbprint/],
    ];
    for (const [name, input, message] of cases) {
      await assert.rejects(call(name, input), message);
    }
  });

  it('report a vault that refuses the account, and leave its thumbprints unverified', async () => {
    const vault = await newVault([single]);
    await outside.deny(vault.name, 'rbac');
    const document = await openFile(web(entry('Api', await vault.thumbprint('api'))));
    const { files, vaults } = await check({ paths: [pathOf(document)], vaults: [vault.name] });
    assert.deepEqual(
      files.flatMap(({ certificates, findings }) => [
        certificates.map(({ verdict }) => verdict),
        findings.map(({ code }) => code),
      ]),
      [['unverified'], ['thumbprint-unverified']],
    );
    assert.deepEqual([vaults[0]?.state, vaults[0]?.error?.kind], ['failed', 'forbiddenByRbac']);
  });

  it('read no vault that only the call names while the workspace is not trusted', async () => {
    const vault = await newVault([single]);
    const document = await openFile(web(entry('Api', await vault.thumbprint('api'))));
    afterThisTest(replace(vscode.workspace, 'isTrusted', () => false));
    const message = `${vault.url} is not read, because this workspace is not trusted. Trust the workspace first.`;
    const hasMessage = ({ message: own }: Error): boolean => own.includes(message);
    await assert.rejects(call('cscfg_list_certificates', { vault: vault.name }), hasMessage);
    await assert.rejects(check({ paths: [pathOf(document)], vaults: [vault.name] }), hasMessage);
    assert.deepEqual(await outside.requests(`${vault.name}.vault.azure.net`), []);
    const { token } = new vscode.CancellationTokenSource();
    const provider = watched.serverProviders.get('cscfg.certificates');
    assert.deepEqual(await provider?.provideMcpServerDefinitions(token), []);
  });

  it('end a request to a vault when the call is canceled', async () => {
    const vault = await newVault([single]);
    await outside.fail(vault.name, { kind: 'hang' });
    const source = new vscode.CancellationTokenSource();
    const listing = call('cscfg_list_certificates', { vault: vault.name }, source.token);
    await until(
      'The vault has the request',
      () => outside.requests(`${vault.name}.vault.azure.net`),
      (requests) => requests.length > 0,
    );
    source.cancel();
    await assert.rejects(listing, /cancel/i);
  });

  it('ask the user before a vault is read that is not in the settings, and only then', async () => {
    const question = async (name: string, input: object): Promise<unknown> => (await prepared(name, input)).title;
    const title = 'Read a key vault that is not in your settings?';
    assert.deepEqual(
      [
        await question('cscfg_check', {}),
        await question('cscfg_check', { vaults: ['contoso', 'https://fabrikam.vault.azure.net'] }),
        await question('cscfg_check', { vaults: ['contoso', 'tailspin'] }),
        await question('cscfg_list_certificates', { vault: 'contoso' }),
        await question('cscfg_list_certificates', { vault: 'tailspin' }),
        await question('cscfg_find_uses', { thumbprint: 'A'.repeat(40) }),
      ],
      [undefined, undefined, title, undefined, title, undefined],
    );
    const { message } = await prepared('cscfg_check', { vaults: ['contoso', 'tailspin'] });
    assert.equal(
      message,
      'Your account reads names, thumbprints and dates of the certificates in https://tailspin.vault.azure.net. No secret and no private key is read.',
    );
  });

  it('ask the user before a fix is applied, with its lines, and even if there is no such fix', async () => {
    const [older, newest] = [await outside.thumbprint('contoso-web/3'), await outside.thumbprint('contoso-web')];
    const document = await openFile(web(entry('Web', older)));
    const path = pathOf(document);
    const { files } = await check({ paths: [path] });
    const fix = files[0]?.findings[0]?.fixes[0]?.id ?? '';
    const { title, message } = await prepared('cscfg_apply_fix', { path, fix });
    assert.equal(title, `Apply a fix to ${path}?`);
    assert.match(message, /^Update to the newest version of contoso\\-web /);
    assert.ok(message.endsWith(`\n\`\`\`diff\n- ${older}\n+ ${newest}\n\`\`\`\n`), message);
    assert.ok(message.includes(`${String(5)}\n`), message);
    const missing = await prepared('cscfg_apply_fix', { path, fix: 'none' });
    assert.equal(missing.title, `Apply a fix to ${path}?`);
    assert.match(missing.message, /no longer has the fix none/);
    assert.equal(document.getText(), web(entry('Web', older)));
  });
});

describe('The MCP server in VS Code', () => {
  it('is offered for each folder, with the vaults of the settings, and answers', async () => {
    await vscode.extensions.getExtension('cscfg-certificates.cscfg-certificates')?.activate();
    const vault = await ownVault([single]);
    const { token } = new vscode.CancellationTokenSource();
    const provided = await watched.serverProviders.get('cscfg.certificates')?.provideMcpServerDefinitions(token);
    const servers = (provided ?? []).filter((one) => one instanceof vscode.McpStdioServerDefinition);
    assert.deepEqual(
      servers.map(({ label, cwd }) => [label, cwd?.toString()]),
      ['shop', 'other'].map((name) => [
        `Cloud Service Certificates (${name})`,
        folder(name as 'shop' | 'other').uri.toString(),
      ]),
    );
    const [server] = servers;
    assert.ok(server !== undefined);
    const vaults = ['contoso', 'fabrikam', vault.name].map((name) => `--vault=https://${name}.vault.azure.net`);
    assert.deepEqual(server.args.slice(1), ['mcp', ...vaults]);
    assert.match(await initialized(server), /"serverInfo":\{"name":"cscfg-certificates"/);
  });
});

/** What the server answers first, run as VS Code runs it. */
function initialized({ command, args, env, cwd }: vscode.McpStdioServerDefinition): Promise<string> {
  const request = {
    ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  };
  const child = spawn(command, args, { cwd: cwd?.fsPath, env: { ...process.env, ...(env as NodeJS.ProcessEnv) } });
  afterThisTest(() => child.kill());
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stderr.once('data', (chunk: Buffer) => {
      reject(new Error(chunk.toString()));
    });
    child.stdout.once('data', (chunk: Buffer) => {
      resolve(chunk.toString());
    });
    child.stdin.write(`${JSON.stringify(request)}\n`);
  });
}

/** What VS Code asks the user before the call: as plain text. */
async function prepared(name: string, input: object): Promise<{ readonly title: unknown; readonly message: string }> {
  const { token } = new vscode.CancellationTokenSource();
  const answer = await watched.tools.get(name)?.prepareInvocation?.({ input }, token);
  const { title, message } = answer?.confirmationMessages ?? {};
  return { title, message: typeof message === 'string' ? message : (message?.value ?? '') };
}
