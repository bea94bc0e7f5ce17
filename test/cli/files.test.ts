import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Folders } from '../../src/cli/files';
import { run, type Circumstances, type Ended } from './program';
import { folderWith, reportOf, sound } from './service';

const windows = process.platform === 'win32';

describe('The files that the command line checks', () => {
  const check = (folder: string, paths: readonly string[], circumstances: Circumstances = {}): Promise<Ended> =>
    run(['check', ...paths, '--offline', '--format', 'json'], { cwd: folder, ...circumstances });
  const paths = (ended: Ended): readonly string[] => reportOf(ended).files.map(({ path }) => path);

  const tree = folderWith({
    'b.cscfg': sound,
    'a.CSCFG': sound,
    'notes.txt': 'no configuration',
    'a.cscfg.bak': sound,
    'sub/deep/er/c.cscfg': sound,
    'sub/d.Cscfg': sound,
    'sub.cscfg/inside.cscfg': sound,
    ...Object.fromEntries(['node_modules', 'bin', 'obj', '.git'].map((name) => [`sub/${name}/copy.cscfg`, sound])),
  });
  const all = ['a.CSCFG', 'b.cscfg', 'sub.cscfg/inside.cscfg', 'sub/d.Cscfg', 'sub/deep/er/c.cscfg'];

  it('are by default those at any depth of the current folder, sorted, with an extension in any case', async () => {
    const ended = await check(tree, []);
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
    assert.deepEqual(paths(ended), all);
  });

  it('are named by the given folder and forward slashes', async () => {
    const absolute = await check('.', [tree]);
    assert.deepEqual(
      paths(absolute),
      all.map((path) => `${tree.replaceAll('\\', '/')}/${path}`),
    );
    assert.deepEqual(paths(await check(tree, ['sub/'])), ['sub/d.Cscfg', 'sub/deep/er/c.cscfg']);
    assert.deepEqual(paths(await check(join(tree, 'sub'), ['../sub/deep'])), ['../sub/deep/er/c.cscfg']);
  });

  it('include given files with any name, and those in a given folder that is otherwise skipped', async () => {
    assert.deepEqual(paths(await check(tree, ['./b.cscfg', 'a.cscfg.bak'])), ['./b.cscfg', 'a.cscfg.bak']);
    assert.deepEqual(paths(await check(tree, ['sub/bin'])), ['sub/bin/copy.cscfg']);
  });

  it('are checked once, even if several paths lead to them', async () => {
    const given = ['./b.cscfg', 'b.cscfg', '.', 'sub', join(tree, 'b.cscfg')];
    assert.deepEqual(paths(await check(tree, given)), ['./b.cscfg', ...all.filter((path) => path !== 'b.cscfg')]);
  });

  (windows ? it.skip : it)('are not searched behind links to folders, which can form cycles', async () => {
    const folder = folderWith({ 'one/a.cscfg': sound });
    symlinkSync('..', join(folder, 'one', 'up'));
    symlinkSync(join(folder, 'one'), join(folder, 'two'));
    symlinkSync('one/a.cscfg', join(folder, 'link.cscfg'));
    assert.deepEqual(paths(await check(folder, [])), ['link.cscfg']);
    assert.deepEqual(paths(await check(folder, ['two'])), ['two/a.cscfg']);
  });

  const problems: readonly (readonly [path: string, stderr: string])[] = [
    ['nowhere', 'nowhere: no such file or folder'],
    ['b.cscfg/x', 'b.cscfg/x: no such file or folder'],
    ['', '"": no such file or folder'],
    ['empty', 'empty: no .cscfg file found in this folder'],
    ['picture.cscfg', 'picture.cscfg: The file is not valid UTF-8 text.'],
  ];
  it('end with exit code 2 if a path is missing, empty or not text, and the others are still checked', async () => {
    const folder = folderWith({ 'b.cscfg': sound, 'picture.cscfg': new Uint8Array([0xff, 0xd8, 0, 0x10]) });
    mkdirSync(join(folder, 'empty'));
    const ended = await check(folder, [...problems.map(([path]) => path), 'b.cscfg']);
    assert.equal(ended.code, 2);
    assert.equal(ended.stderr, problems.map(([, stderr]) => `error: ${stderr}\n`).join(''));
    assert.deepEqual(paths(ended), ['b.cscfg']);
  });

  (windows ? it.skip : it)('are regular files only: a pipe or a device is reported, not waited for', async () => {
    const folder = folderWith({ 'd.cscfg': sound });
    execFileSync('mkfifo', [join(folder, 'a.cscfg')]);
    symlinkSync('a.cscfg', join(folder, 'b.cscfg'));
    symlinkSync('/dev/zero', join(folder, 'c.cscfg'));
    symlinkSync('a.cscfg', join(folder, 'b.csdef'));
    symlinkSync('/dev/zero', join(folder, 'Svc.ccproj'));
    for (const given of [[], ['a.cscfg', 'c.cscfg', 'd.cscfg']]) {
      const ended = await check(folder, given);
      const odd = ['a.cscfg', 'c.cscfg'].map((path) => `error: ${path}: not a regular file\n`);
      assert.deepEqual([ended.code, ended.stderr], [2, odd.join('')]);
      assert.deepEqual(paths(ended), ['d.cscfg']);
    }
  });

  it('are no larger than 64 MB', async () => {
    const folder = folderWith({ 'a.cscfg': sound, 'large.cscfg': sound });
    truncateSync(join(folder, 'large.cscfg'), 64 * 1024 * 1024 + 1);
    const ended = await check(folder, []);
    assert.deepEqual([ended.code, ended.stderr], [2, 'error: large.cscfg: larger than 64 MB\n']);
    assert.deepEqual(paths(ended), ['a.cscfg']);
  });

  it('end with exit code 2 if there is none, because nothing was checked', async () => {
    const folder = folderWith({ 'node_modules/a.cscfg': sound });
    const ended = await check(folder, []);
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, /^error: \.: no \.cscfg file found in this folder\n$/);
    assert.deepEqual(reportOf(ended).summary, { files: 0, certificates: 0, errors: 0, warnings: 0 });
  });

  (windows ? it.skip : it)(
    'end with exit code 2 if a folder or file is locked, and the others are checked',
    async () => {
      const folder = folderWith({ 'a.cscfg': sound, 'locked/b.cscfg': sound, 'mine.cscfg': sound });
      chmodSync(join(folder, 'locked'), 0);
      chmodSync(join(folder, 'mine.cscfg'), 0);
      const ended = await check(folder, [], { unprivileged: true });
      chmodSync(join(folder, 'locked'), 0o700);
      assert.equal(ended.code, 2);
      assert.equal(ended.stderr, 'error: locked: permission denied\nerror: mine.cscfg: permission denied\n');
      assert.deepEqual(paths(ended), ['a.cscfg']);
    },
  );

  it('can be XML that is not well-formed, which is a finding', async () => {
    const ended = await check(folderWith({ 'a.cscfg': sound.replace('</Role>', ''), 'b.cscfg': '' }), []);
    assert.deepEqual([ended.code, ended.stderr], [1, '']);
    const codes = reportOf(ended).files.map(({ findings }) => findings.map(({ code }) => code));
    assert.deepEqual(codes, [['xml-syntax'], ['xml-syntax']]);
  });
});

describe('The folders of one run', () => {
  it('are searched once for all kinds of files', async () => {
    const folder = folderWith({ 'a.cscfg': sound, 'sub/a.json': '{}', 'sub/a.txt': '' });
    const folders = new Folders();
    const found = async (extension: RegExp): Promise<readonly string[]> =>
      (await folders.filesBelow(folder, extension)).files.map((file) => basename(file));
    assert.deepEqual(await found(/\.cscfg$/), ['a.cscfg']);
    writeFileSync(join(folder, 'sub', 'later.json'), '{}');
    assert.deepEqual(await found(/\.json$/), ['a.json']);
  });
});
