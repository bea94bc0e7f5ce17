import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run as runHere } from '../../src/cli/commands/check';
import { run, type Ended } from './program';
import { certificate, folderWith, reportOf, service, sound, thumbprint } from './service';

describe('The arguments of the command line', () => {
  const folder = folderWith({
    'sound.cscfg': sound,
    'styled.cscfg': service(certificate('Tls', thumbprint.toLowerCase())),
    'wrong.cscfg': service(certificate('Tls', '')),
    '-dash.cscfg': sound,
  });

  const wrong: readonly (readonly [args: readonly string[], stderr: RegExp])[] = [
    [[], /^error: No command specified\.\nTo check the current folder, run: check\n/],
    [['sound.cscfg'], /^error: Unknown command "sound\.cscfg"\..*\n.* run: check sound\.cscfg\n/],
    [['check', '--vualt', 'contoso'], /^error: Unknown option '--vualt'/],
    [
      ['inventroy'],
      /^error: Unknown command "inventroy"\. The commands are "check", "inventory", "osprofile" and "fix"\.\n/,
    ],
    [['inventory', '--format', 'text'], /^error: Invalid value "text" for --format\. Valid values: csv, json\./],
    [['inventory', '--rule', 'thumbprint-style=off'], /^error: --rule is not an option of inventory\.\n/],
    [['inventory', '--fail-on', 'warning'], /^error: --fail-on is not an option of inventory\.\n/],
    [['check', '-x'], /^error: Unknown option '-x'/],
    [['check', '--vault'], /^error: Option '--vault <value>' argument missing/],
    [['check', '--offline=yes'], /^error: Option '--offline' does not take an argument/],
    [['check', '--vault', 'http://contoso.vault.azure.net'], /^error: --vault: .* does not use https\./],
    [['check', '--vault', 'https://contoso.example'], /^error: --vault: contoso\.example is not a Key Vault host/],
    [['check', '--vault='], /^error: --vault: Enter the name, the URL, or the resource ID of a key vault/],
    [['check', '--offline', '--vault', 'a'], /^error: --vault: "a" is not a valid key vault name/],
    [['check', '--format', 'xml'], /^error: Invalid value "xml" for --format\. Valid values: text, json\./],
    [
      ['check', '--fail-on', 'information'],
      /^error: Invalid value "information" for --fail-on\. Valid values: error, warning, never\./,
    ],
    [
      ['check', '--rule', 'thumbprint-styel=off'],
      /^error: --rule: There is no rule "thumbprint-styel"\.\nDid you mean "thumbprint-style"\?\n/,
    ],
    [
      ['check', '--rule', 'expiring=off'],
      /^error: --rule: There is no rule "expiring"\.\nDid you mean "certificate-expiring"\?\n/,
    ],
    [
      ['check', '--rule', 'thumbprint-style=warn'],
      /^error: --rule: The level is one of error, warning, information, hint, off, not "warn"\.\nDid you mean "warning"\?\n/,
    ],
    [['check', '--rule', 'thumbprint-style'], /^error: --rule requires CODE=LEVEL, .*, not "thumbprint-style"\.\n/],
    [['check', '--rule', 'thumbprint-style=off=off'], /^error: --rule requires CODE=LEVEL, /],
    [['check', '--rule='], /^error: --rule requires CODE=LEVEL, such as certificate-expiring=error, not ""\.\n/],
    [
      ['check', '--expiry-days', '1.5'],
      /^error: Invalid value "1\.5" for --expiry-days\. Enter a whole number of days, 0 or greater\./,
    ],
    [['check', '--expiry-days=-1'], /^error: Invalid value "-1" for --expiry-days/],
    [['check', '--expiry-days', '9'.repeat(20)], /^error: Invalid value "9{20}" for --expiry-days/],
    [
      ['check', '--now', 'tomorrow'],
      /^error: Invalid value "tomorrow" for --now\. Enter a time such as 2027-01-31T00:00:00Z\./,
    ],
    [['check', '--now', '2027-02-30'], /^error: Invalid value "2027-02-30" for --now/],
    [['check', '--target', 'vmss'], /^error: --target is not an option of check\./],
    [['osprofile'], /^error: osprofile requires the key vaults of the certificates: --vault NAME\|URL\./],
    [['osprofile', '--vault', 'contoso', '--offline'], /^error: --offline is not an option of osprofile\./],
    [
      ['osprofile', '--vault', 'contoso', '--format', 'text'],
      /^error: Invalid value "text" for --format\. Valid values: json, bicep, powershell, rest\./,
    ],
    [
      ['osprofile', '--vault', 'contoso', '--target', 'vm'],
      /^error: Invalid value "vm" for --target\. Valid values: cloudService, vmss\./,
    ],
    [['check', '--now', '1795000000'], /^error: Invalid value "1795000000" for --now/],
  ];
  for (const [args, stderr] of wrong) {
    it(`end with exit code 2 and the usage if they are “${args.join(' ')}”`, async () => {
      const result = await runInProcess(args);
      assert.deepEqual([result.code, result.stdout], [2, '']);
      assert.match(result.stderr, stderr);
      assert.match(result.stderr, /\nUsage: node cli\.js check \[PATH…\]/);
    });
  }

  it('end a whole program too with exit code 2', async () => {
    const { code, stdout, stderr } = await run(['check', '--now', '\u001b[2J'], { cwd: folder });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^error: Invalid value "\\u001B\[2J" for --now\. .*\nUsage: /);
  });

  it('show the help, whatever else they contain', async () => {
    for (const args of [['--help'], ['-h'], ['check', '--help', '--format', 'xml']]) {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stderr], [0, '']);
      for (const word of [
        '--vault',
        '--offline',
        '--format',
        '--rule',
        '--fail-on',
        '--expiry-days',
        '--now',
        'Exit codes',
      ]) {
        assert.ok(stdout.includes(word), word);
      }
      assert.ok(stdout.split('\n').every((line) => line.length <= 110));
    }
  });

  it('show the version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
    assert.deepEqual(await run(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
  });

  const failOn: readonly (readonly [file: string, level: string, code: number])[] = [
    ['sound.cscfg', 'warning', 0],
    ['styled.cscfg', 'warning', 0],
    ['wrong.cscfg', 'error', 1],
    ['wrong.cscfg', 'warning', 1],
    ['wrong.cscfg', 'never', 0],
  ];
  for (const [file, level, code] of failOn) {
    it(`make ${String(code)} of ${file} with --fail-on ${level}`, async () => {
      assert.equal((await runInProcess(['check', join(folder, file), '--fail-on', level])).code, code);
    });
  }

  it('are paths after --, and options anywhere before it', async () => {
    const ended = await run(['--format=json', 'check', '--', '-dash.cscfg'], { cwd: folder });
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
    assert.deepEqual(
      reportOf(ended).files.map(({ path }) => path),
      ['-dash.cscfg'],
    );
  });
});

/** Runs the command line in this process. */
async function runInProcess(args: readonly string[]): Promise<Ended> {
  const result = { stdout: '', stderr: '' };
  const code = await runHere(args, {
    colours: false,
    isTerminal: false,
    signal: new AbortController().signal,
    print: (text) => {
      result.stdout += text;
      return Promise.resolve();
    },
    flush: () => Promise.resolve(),
    complain: (...lines) => {
      result.stderr += `error: ${lines.join('\n')}\n`;
    },
    warn: (line) => {
      result.stderr += `warning: ${line}\n`;
    },
  });
  return { code, ...result };
}
