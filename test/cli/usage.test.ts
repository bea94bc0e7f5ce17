import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments, run as runHere } from '../../src/cli/commandLine';
import { commands } from '../../src/cli/commands/commands';
import { rules } from '../../src/cscfg/rules/rules';
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
    [['check', '--vualt', 'contoso'], /^error: Unknown option '--vualt'\n\(Did you mean --vault\?\)\n/],
    [
      ['inventroy'],
      /^error: Unknown command "inventroy"\. The commands are "check", "fix", "inventory", "osprofile", "rules", "mcp"\.\n/,
    ],
    [['inventory', '--format', 'text'], /^error: Invalid value "text" for --format\. Valid values: csv, json\./],
    [['inventory', '--rule', 'thumbprint-style=off'], /^error: --rule is not an option of inventory\.\n/],
    [['inventory', '--fail-on', 'warning'], /^error: --fail-on is not an option of inventory\.\n/],
    [['check', '-x'], /^error: Unknown option '-x'/],
    [['check', '--vault'], /^error: Option '--vault <NAME\|URL>' argument missing\n/],
    [['check', '--offline=yes'], /^error: --offline takes no value\.\n/],
    [['check', '--vault', 'http://contoso.vault.azure.net'], /^error: --vault: .* does not use https\./],
    [['check', '--vault', 'https://contoso.example'], /^error: --vault: contoso\.example is not a Key Vault host/],
    [['check', '--vault='], /^error: --vault: Enter the name, the URL, or the resource ID of a key vault/],
    [['check', '--offline', '--vault', 'a'], /^error: --vault: "a" is not a valid key vault name/],
    [
      ['check', '--format', 'xml'],
      /^error: Invalid value "xml" for --format\. Valid values: text, json, sarif, junit, github, azure-pipelines\./,
    ],
    [
      ['check', '--format', 'json', '--format', 'text'],
      /^error: Standard output cannot contain json and another format\./,
    ],
    [['check', '--format', 'sarif='], /^error: --format sarif= requires the name of a file\./],
    [['check', '--format', 'json=a', '--format', 'junit=./a'], /^error: Each --format requires a file of its own\./],
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
    [['fix', '--vault', 'contoso'], /^error: Specify what to fix: --roll-over\./],
    [['fix', '--roll-over', '--vault', 'a2c', '--diff', '--write'], /^error: Specify either --diff or --write\./],
    [
      ['rules', 'thumbprint-styel'],
      /^error: There is no rule "thumbprint-styel"\.\nDid you mean "thumbprint-style"\?\n/,
    ],
    [['check', '--now', '1795000000'], /^error: Invalid value "1795000000" for --now/],
  ];
  for (const [args, stderr] of wrong) {
    it(`end with exit code 2 and the usage if they are “${args.join(' ')}”`, async () => {
      const result = await runInProcess(args);
      assert.deepEqual([result.code, result.stdout], [2, '']);
      assert.match(result.stderr, stderr);
      assert.match(result.stderr, /\nUsage: cscfg-certificates .*\nTo show the options, run: .* --help\n$/);
    });
  }

  it('end a whole program too with exit code 2', async () => {
    const { code, stdout, stderr } = await run(['check', '--now', '\u001b[2J'], { cwd: folder });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^error: Invalid value "\\u001B\[2J" for --now\. .*\nUsage: /);
  });

  it('show the commands with --help', async () => {
    for (const flag of ['--help', '-h']) {
      const { code, stdout, stderr } = await run([flag]);
      assert.deepEqual([code, stderr], [0, '']);
      for (const { name, summary } of commands) {
        assert.match(stdout, new RegExp(`^  ${name} +${summary.split(' ').slice(0, 4).join(' ')}`, 'm'));
      }
    }
  });

  for (const definition of commands) {
    it(`show what “${definition.name}” does with --help and any other arguments`, async () => {
      const args = [definition.name, '--format', 'unknown', '--help', '--no-such-option'];
      const { code, stdout, stderr } = await runInProcess(args);
      assert.deepEqual([code, stderr], [0, '']);
      const titles = [...stdout.matchAll(/^\S.*:$/gm)].map(([title]) => title);
      const { environment, examples } = definition.help;
      assert.deepEqual(titles, [
        ...['Usage:', 'Options:', 'Examples:', 'Exit codes:'],
        ...(environment.length > 0 ? ['Environment:'] : []),
      ]);
      assert.ok(stdout.startsWith(`Usage:\n  cscfg-certificates ${definition.name} `));
      definition.options.forEach(({ long }) => {
        const mentions = stdout.split(String(long)).length - 1;
        assert.ok(mentions >= 2, `${String(long)} is in the synopsis and in the options`);
      });
      assert.ok(examples.length >= 2);
      const tooLong = stdout.split('\n').filter((line) => line.length > 80 && !/^ {2}\S/.test(line));
      assert.deepEqual(tooLong, []);
    });

    for (const [example] of definition.help.examples) {
      it(`understand the example “${example}”`, () => {
        const words = [...example.replace(/ > .*/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(
          ([, quoted, word]) => quoted ?? word ?? '',
        );
        assert.doesNotThrow(() => parseArguments(words));
      });
    }
  }

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

  it('can precede the command with values that are called like one', async () => {
    const ended = await run(['--vault', 'check', 'inventory', '--offline', 'sound.cscfg'], { cwd: folder });
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
    assert.match(ended.stdout, /sound\.cscfg/);
  });

  it('list the rules, and describe those that they name', async () => {
    const all = await runInProcess(['rules']);
    assert.equal(all.stdout.split('\n').length - 1, rules.length);
    const one = await runInProcess(['rules', 'thumbprint-style']);
    assert.match(one.stdout, /^thumbprint-style\n {2}A thumbprint has separators or lowercase digits\.\n/);
    const json = await runInProcess(['rules', '--format', 'json', 'thumbprint-style']);
    assert.deepEqual(JSON.parse(json.stdout), {
      version: 1,
      rules: [
        {
          code: 'thumbprint-style',
          severity: 'information',
          summary: 'A thumbprint has separators or lowercase digits',
          remedy: 'Rewrite it as 40 uppercase digits',
          reference: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-role',
        },
      ],
    });
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
    progress: () => undefined,
    turn: () => Promise.resolve(),
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
