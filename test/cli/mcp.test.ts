import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { CheckResult, PlainEdit } from '../../src/check/tools/checkResult';
import { toolDefinitions } from '../../src/check/tools/definitions';
import { LineIndex } from '../../src/text/lines';
import { applyEdits } from '../../src/text/span';
import { file, openLab, type Lab } from './lab';
import { ended, programPath, run, start, temporaryFolder } from './program';
import { certificate, folderWith, service, sound, thumbprint } from './service';

/** A server in a folder with the official client; `stderr` is what the server wrote there. */
interface Connection {
  readonly client: Client;
  readonly stderr: () => string;
  readonly errors: readonly Error[];
}

describe('The MCP server', () => {
  let lab: Lab;
  const open: Client[] = [];
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.emulator.behave();
    lab.emulator.log.clear();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
  });
  after(() => lab.close());

  async function connect(
    cwd: string,
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
    mode: 'legacy' | 'auto' = 'legacy',
  ): Promise<Connection> {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [await programPath(), 'mcp', ...args],
      cwd,
      env: { ...(process.env as Record<string, string>), ...lab.emulator.env, ...env },
      stderr: 'pipe',
    });
    const [written, errors]: [string[], Error[]] = [[], []];
    transport.stderr?.on('data', (chunk: Buffer) => written.push(chunk.toString()));
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
    // Whatever is no message of the protocol.
    client.onerror = (error) => errors.push(error);
    open.push(client);
    await client.connect(transport);
    return { client, stderr: () => written.join(''), errors };
  }

  interface Answer<Result> {
    readonly result: Result;
    readonly text: string;
    readonly isError: boolean;
  }

  async function call<Result = CheckResult>(
    { client }: Connection,
    name: string,
    args: object,
  ): Promise<Answer<Result>> {
    const { content, isError } = await client.callTool({ name, arguments: { ...args } });
    const [part] = content;
    assert.ok(part?.type === 'text' && content.length === 1);
    const isJson = part.text.startsWith('{');
    return { result: (isJson ? JSON.parse(part.text) : {}) as Result, text: part.text, isError: isError === true };
  }

  const verdicts = ({ result: { files } }: Answer<CheckResult>): readonly string[] =>
    files.flatMap(({ certificates }) => certificates.map(({ verdict }) => verdict));

  for (const mode of ['legacy', 'auto'] as const) {
    it(`lists its tools with their schemas to a client that negotiates its version as ${mode}`, async () => {
      const { client, errors } = await connect(folderWith({}), [], {}, mode);
      const { tools } = await client.listTools();
      assert.deepEqual(
        tools.map(({ name, title, description, inputSchema }) => ({ name, title, description, inputSchema })),
        toolDefinitions.map(({ name, title, description, inputSchema }) => ({ name, title, description, inputSchema })),
      );
      assert.ok(tools.every(({ annotations }) => annotations?.readOnlyHint === true));
      assert.match(client.getInstructions() ?? '', /never instructions/);
      assert.equal(client.getServerVersion()?.name, 'cscfg-certificates');
      assert.deepEqual(errors, []);
    });
  }

  it('checks the files of its folder against the vaults that the call names', async () => {
    const server = await connect(lab.folder);
    const answer = await call(server, 'cscfg_check', { paths: [file('Staging')], vaults: ['fabrikam'] });
    assert.deepEqual([answer.isError, new Set(verdicts(answer))], [false, new Set(['outdated', 'current'])]);
    assert.deepEqual(
      answer.result.vaults.map(({ url, state, certificates }) => [url, state, certificates]),
      [['https://fabrikam.vault.azure.net', 'read', 4]],
    );
    const offline = await call(server, 'cscfg_check', { paths: [file('Staging')] });
    assert.deepEqual([new Set(verdicts(offline)), offline.result.vaults], [new Set(['unverified']), []]);
  });

  it('returns fixes that an agent can apply to the file, after which the check has no such finding', async () => {
    const folder = folderWith({ 'a.cscfg': service(certificate('Tls', lab.emulator.thumbprint('contoso-web/3'))) });
    const path = join(folder, 'a.cscfg');
    const before = readFileSync(path, 'utf8');
    const server = await connect(folder, ['--vault', 'contoso']);
    const { result } = await call(server, 'cscfg_check', {});
    const finding = result.files[0]?.findings.find(({ code }) => code === 'certificate-outdated');
    const fix = finding?.fixes.find(({ preferred }) => preferred);
    const again = await call<{ readonly applied: boolean; readonly edits: readonly PlainEdit[] }>(
      server,
      'cscfg_apply_fix',
      { path: 'a.cscfg', fix: fix?.id ?? '' },
    );
    assert.deepEqual([again.result.applied, again.result.edits], [false, fix?.edits]);
    assert.equal(readFileSync(path, 'utf8'), before);
    const lines = new LineIndex(before);
    const edits = again.result.edits.map(({ range, newText }) => ({
      start: lines.offsetAt(range.start),
      end: lines.offsetAt(range.end),
      newText,
    }));
    writeFileSync(path, applyEdits(before, edits));
    const fixed = service(certificate('Tls', lab.emulator.thumbprint('contoso-web')));
    assert.equal(readFileSync(path, 'utf8'), fixed);
    assert.deepEqual(verdicts(await call(server, 'cscfg_check', {})), ['current']);
    assert.equal(lab.emulator.log.asked('contoso').filter((line) => line === 'GET /certificates').length, 1);
  });

  it('lists the certificates of a vault', async () => {
    const server = await connect(folderWith({}), ['--vault', 'fabrikam']);
    const { result } = await call<{ readonly certificates: readonly Readonly<Record<string, string>>[] }>(
      server,
      'cscfg_list_certificates',
      { vault: 'fabrikam' },
    );
    const expected = lab.emulator.vault('fabrikam').certificates.map(({ name, versions }) => {
      const newest = versions.at(-1);
      return [name, newest?.thumbprint];
    });
    assert.deepEqual(result.certificates.map(({ name, thumbprint: own }) => [name, own]).sort(), expected.sort());
    assert.ok(result.certificates.every(({ state, expires }) => state !== undefined && expires !== undefined));
  });

  it('finds the uses of a thumbprint in configurations and other text files, but not in build output', async () => {
    const folder = folderWith({
      'src/a.cscfg': sound,
      'deploy.ps1': `# ${thumbprint.toLowerCase()}\n`,
      'bin/a.cscfg': sound,
      'other.ps1': '# nothing',
    });
    const { result } = await call<{ readonly uses: readonly object[] }>(await connect(folder), 'cscfg_find_uses', {
      thumbprint,
    });
    assert.deepEqual(result.uses, [
      {
        path: 'src/a.cscfg',
        kind: 'certificate',
        range: { start: { line: 3, character: 42 }, end: { line: 3, character: 82 } },
        role: 'Web',
        name: 'Tls',
      },
      {
        path: 'deploy.ps1',
        kind: 'mention',
        range: { start: { line: 0, character: 2 }, end: { line: 0, character: 42 } },
      },
    ]);
  });

  it('refuses paths outside of its folder, also through links', async () => {
    const outside = folderWith({ 'secret.cscfg': sound });
    const folder = folderWith({ 'a.cscfg': sound });
    symlinkSync(join(outside, 'secret.cscfg'), join(folder, 'linked.cscfg'));
    symlinkSync(outside, join(folder, 'linked'));
    const server = await connect(folder);
    for (const path of ['..', '../x.cscfg', outside, join(outside, 'secret.cscfg'), 'linked/secret.cscfg']) {
      const { text, isError } = await call(server, 'cscfg_check', { paths: [path] });
      assert.deepEqual([isError, text], [true, `${path} is outside of the workspace. Use a path in the workspace.`]);
    }
    const { result } = await call(server, 'cscfg_check', {});
    assert.deepEqual(
      result.files.map(({ path }) => path),
      ['a.cscfg'],
    );
    assert.deepEqual(result.problems, [{ path: 'linked.cscfg', message: 'is a link out of the workspace' }]);
  });

  it('refuses vaults other than its own, and hosts that are no vaults, without a request', async () => {
    const server = await connect(lab.folder, ['--vault', 'contoso']);
    const cases: readonly (readonly [name: string, args: object, text: RegExp])[] = [
      ['cscfg_list_certificates', { vault: 'fabrikam' }, /fabrikam\.vault\.azure\.net is not one of the key vaults/],
      ['cscfg_check', { vaults: ['contoso', 'fabrikam'] }, /fabrikam\.vault\.azure\.net is not one of the key vaults/],
      ['cscfg_list_certificates', { vault: 'https://contoso.example.com' }, /is not a Key Vault host/],
    ];
    for (const [name, args, expected] of cases) {
      const { text, isError } = await call(server, name, args);
      assert.equal(isError, true);
      assert.match(text, expected);
    }
    assert.deepEqual([lab.emulator.log.requests, lab.emulator.log.refusedHosts], [[], []]);
  });

  it('reports a vault that refuses the account, with the next step', async () => {
    const server = await connect(lab.folder);
    const listed = await call<{ readonly state: string; readonly error: { readonly kind: string } }>(
      server,
      'cscfg_list_certificates',
      { vault: 'northwind' },
    );
    assert.deepEqual(
      [listed.isError, listed.result.state, listed.result.error.kind],
      [true, 'failed', 'forbiddenByRbac'],
    );
    assert.match(listed.text, /Your account is not allowed to read the certificates of northwind\.vault\.azure\.net\./);
    const checked = await call(server, 'cscfg_check', { paths: [file('Partner')], vaults: ['northwind'] });
    assert.deepEqual([checked.isError, new Set(verdicts(checked))], [false, new Set(['unverified'])]);
  });

  it('says what is wrong with the arguments of a call, and does not know other tools', async () => {
    const server = await connect(folderWith({ 'a.cscfg': sound }));
    const { text, isError } = await call(server, 'cscfg_check', { path: 'a.cscfg' });
    assert.deepEqual(
      [isError, text],
      [true, 'Unknown argument "path". The arguments of cscfg_check are paths, vaults.'],
    );
    assert.equal((await call(server, 'cscfg_list_certificates', {})).isError, true);
    await assert.rejects(server.client.callTool({ name: 'cscfg_delete', arguments: {} }), /cscfg_delete/);
    assert.deepEqual(verdicts(await call(server, 'cscfg_check', {})), ['unverified']);
  });

  it('ends the requests of a canceled call, and answers the next one', async () => {
    const server = await connect(lab.folder);
    const vault = lab.emulator.vault('contoso');
    const controller = new AbortController();
    vault.beforePage = () => {
      // The response never arrives: the request is pending when the call is canceled.
      vault.latency = 60_000;
      setImmediate(() => {
        controller.abort();
      });
    };
    const listing = server.client.callTool(
      { name: 'cscfg_list_certificates', arguments: { vault: 'contoso' } },
      { signal: controller.signal },
    );
    await assert.rejects(listing, /abort/i);
    assert.equal(lab.emulator.log.of('contoso').at(-1)?.status, undefined);
    lab.emulator.behave();
    const { result } = await call<{ readonly state: string }>(server, 'cscfg_list_certificates', { vault: 'contoso' });
    assert.equal(result.state, 'read');
  });

  it('reports its progress to a client that wants it', async () => {
    const { client } = await connect(lab.folder);
    const reported: (string | undefined)[] = [];
    await client.callTool(
      { name: 'cscfg_check', arguments: { paths: [file('Cloud')], vaults: ['contoso'] } },
      {
        onprogress: ({ progress, total, message }) =>
          reported.push(`${String(progress)}/${String(total)} ${message ?? ''}`),
      },
    );
    assert.deepEqual(reported, ['0/3 Reading the files', '1/3 Reading the key vaults', '2/3 Checking the files']);
  });

  it('never writes a token, nor anything but the protocol to standard output, even with a log', async () => {
    const server = await connect(lab.folder, [], { NODE_DEBUG: 'cscfg' });
    const { text } = await call(server, 'cscfg_check', { vaults: ['contoso', 'fabrikam'] });
    assert.deepEqual(server.errors, []);
    assert.match(server.stderr(), /contoso\.vault\.azure\.net GET \/certificates 200 /);
    assert.doesNotMatch(text + server.stderr(), /emulated\.|Bearer|api-version/);
    assert.deepEqual([...lab.emulator.log.tokenHosts].sort(), ['contoso.vault.azure.net', 'fabrikam.vault.azure.net']);
  });

  it('does not let settings or other files of the folder name a vault or a credential', async () => {
    const folder = folderWith({
      'a.cscfg': sound,
      '.vscode/settings.json': JSON.stringify({
        'cscfg.keyVaults': ['contoso'],
        'cscfg.credential': 'azureCli',
        'cscfg.rules.xml-syntax': 'off',
      }),
      '.env': 'AZURE_TENANT_ID=other',
    });
    assert.deepEqual(verdicts(await call(await connect(folder), 'cscfg_check', {})), ['unverified']);
    assert.deepEqual(lab.emulator.log.requests, []);
  });

  it('names files that it cannot read by their paths in the folder', async () => {
    const folder = folderWith({ 'a.cscfg': sound, 'src/notes.txt': 'text', '.vscode/settings.json': '{ "a": ' });
    const { result } = await call(await connect(folder), 'cscfg_check', {
      paths: ['a.cscfg', 'src/notes.txt', 'src/none.cscfg'],
    });
    assert.deepEqual(
      result.files.map(({ path }) => path),
      ['a.cscfg'],
    );
    assert.deepEqual(result.problems, [
      { path: 'src/none.cscfg', message: 'no such file or folder' },
      { path: 'src/notes.txt', message: 'is not a .cscfg or .csdef file' },
      { path: '.vscode/settings.json', message: 'The file is not valid JSON.' },
    ]);
  });

  it('serves the folder that it is started with', async () => {
    const folder = folderWith({ 'src/a.cscfg': sound, 'b.cscfg': sound });
    const { result } = await call(await connect(folder, ['src']), 'cscfg_check', {});
    assert.deepEqual(
      result.files.map(({ path }) => path),
      ['a.cscfg'],
    );
  });

  it('ends with its standard input, and refuses what is no folder', async () => {
    const child = await start(['mcp'], { cwd: temporaryFolder('cscfg-mcp-') });
    child.stdin.end();
    assert.deepEqual(await ended(child), { code: 0, stdout: '', stderr: '' });
    const { code, stderr } = await run(['mcp', 'nowhere'], { cwd: temporaryFolder('cscfg-mcp-') });
    assert.equal(code, 2);
    assert.match(stderr, /^error: nowhere is not a folder\.\n/);
  });
});
