import assert from 'node:assert/strict';
import { join } from 'node:path';
import { run, type Ended } from './program';
import { certificate, folderWith, reportOf, service, thumbprint } from './service';

/** Its only finding is thumbprint-style, an information. */
const styled = service(certificate('Tls', thumbprint.toLowerCase()));
const code = 'thumbprint-style';
const flat = (level: unknown): string => JSON.stringify({ [`cscfg.rules.${code}`]: level });

function check(files: Readonly<Record<string, string>>, args: readonly string[], at = '.'): Promise<Ended> {
  return run(['check', '--offline', '--format', 'json', ...args], { cwd: join(folderWith(files), at) });
}

/** The severities of the findings with the code, and the exit code. */
function outcome(ended: Ended): readonly [severities: readonly string[], code: number | null] {
  const findings = reportOf(ended).files.flatMap((file) => file.findings);
  return [findings.filter((one) => one.code === code).map(({ severity }) => severity), ended.code];
}

describe('The command line uses the rule levels', () => {
  const settings: readonly (readonly [what: string, text: string, severity: readonly string[]])[] = [
    ['by full names', flat('error'), ['error']],
    ['in one object', JSON.stringify({ 'cscfg.rules': { [code]: 'warning' } }), ['warning']],
    ['in nested objects', JSON.stringify({ cscfg: { rules: { [code]: 'hint' } } }), ['hint']],
    ['with comments and trailing commas', `{ // team\n "cscfg.rules.${code}": "error", }`, ['error']],
    ['with a byte order mark', `\uFEFF${flat('off')}`, []],
    ['unless the level is unknown', flat('loud'), ['information']],
    ['unless the value is not text', flat(2), ['information']],
    ['unless the rule is unknown', '{"cscfg.rules.__proto__": "off", "cscfg.rules.no-such": "off"}', ['information']],
    ['unless the settings are not an object', '[1]', ['information']],
  ];
  for (const [what, text, severities] of settings) {
    it(`of the folder's settings, ${what}`, async () => {
      const ended = await check({ 'a.cscfg': styled, '.vscode/settings.json': text }, []);
      assert.deepEqual(outcome(ended), [severities, severities.includes('error') ? 1 : 0]);
      assert.equal(ended.stderr, '');
    });
  }

  const places: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string>>,
    args: readonly string[],
    at: string,
    severities: readonly string[],
  ])[] = [
    [
      'the nearest folder',
      { '.vscode/settings.json': flat('error'), 'app/.vscode/settings.json': flat('warning') },
      [],
      '.',
      ['warning'],
    ],
    ['a folder above, up to the given PATH', { '.vscode/settings.json': flat('error') }, ['..'], 'app', ['error']],
    ['the current folder above the PATH', { '.vscode/settings.json': flat('error') }, ['app'], '.', ['error']],
    ['the current folder above a file', { '.vscode/settings.json': flat('error') }, ['app/a.cscfg'], '.', ['error']],
    ['no folder above both', { '.vscode/settings.json': flat('error') }, [], 'app', ['information']],
  ];
  for (const [what, files, args, at, severities] of places) {
    it(`of ${what}`, async () => {
      assert.deepEqual(outcome(await check({ 'app/a.cscfg': styled, ...files }, args, at))[0], severities);
    });
  }

  it('of --rule before those of the folder, and the last one of several', async () => {
    const files = { 'a.cscfg': styled, '.vscode/settings.json': flat('error') };
    const off = await check(files, ['--rule', `${code}=error`, '--rule', `${code}=off`]);
    assert.deepEqual(outcome(off), [[], 0]);
    const warning = await check(files, ['--rule', `${code}=warning`, '--fail-on', 'warning']);
    assert.deepEqual(outcome(warning), [['warning'], 1]);
    assert.deepEqual(reportOf(warning).summary, { files: 1, certificates: 1, errors: 0, warnings: 1 });
  });

  const unreadable: readonly (readonly [what: string, files: Readonly<Record<string, string>>, warning: RegExp])[] = [
    [
      'is not JSON',
      { '.vscode/settings.json': '{ "a" ' },
      /^warning: .*settings\.json: The file is not valid JSON\.\n$/,
    ],
    [
      'is nested too deep',
      { '.vscode/settings.json': '['.repeat(10_000) + ']'.repeat(10_000) },
      /^warning: .*settings\.json: The file is not valid JSON\.\n$/,
    ],
    ['is a folder', { '.vscode/settings.json/x': '' }, /^warning: .*settings\.json: is a folder\n$/],
  ];
  for (const [what, files, warning] of unreadable) {
    it(`and warns once about a settings file that ${what}, without another exit code`, async () => {
      const ended = await check({ 'a.cscfg': styled, 'b.cscfg': styled, ...files }, []);
      assert.match(ended.stderr, warning);
      assert.deepEqual(outcome(ended), [['information', 'information'], 0]);
    });
  }
});
