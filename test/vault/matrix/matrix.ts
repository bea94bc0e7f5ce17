import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '../../../src/certificate/verdict';
import type { FailureKind, VaultFailure } from '../../../src/vault/failure';
import { failureMessage, failureReason } from '../../../src/vault/failureMessages';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReaderOptions } from '../../../src/vault/options';
import type { EditorSession, NoSession } from '../../../src/vault/signIn/session';
import type { VaultReader } from '../../../src/vault/reader';
import type { EmulatedVault } from '../../emulator/vault';
import { account, openLab, vaultAddress, type Lab } from '../wire/lab';
import { statusWords } from './statusWords';

/** Everything that can go wrong with a vault, and what has to be true all the same. */
export interface Row {
  /** What goes wrong: the name of the test. */
  readonly when: string;
  readonly arrange: (scene: Scene) => void;
  readonly kind: FailureKind;
  /** The whole failure in words. */
  readonly words: string;
  /** The line of the log about it, without its level. */
  readonly log: RegExp;
  readonly options?: Partial<VaultReaderOptions>;
  /** The most requests that reading the vault may take while it goes wrong; 4 by default. */
  readonly requests?: number;
  /** It shows only to a client that is new: who knows the vault keeps a connection, a token or the way. */
  readonly isNewClient?: boolean;
}

/** What a row may spoil. */
export interface Scene {
  readonly lab: Lab;
  readonly vault: EmulatedVault;
  /** The editor's account says from now on that it has no token. */
  readonly lose: (answer: NoSession) => void;
  /** The editor's account is another one from now on. */
  readonly become: (session: EditorSession) => void;
  /** What is to be put right after the test. */
  readonly onEnd: (undo: () => void) => void;
}

export const matrix = vaultAddress('matrix');
export const tenant = '0c0ffee0-1111-4222-8333-c0a70501beef';
const nowhere = 'A'.repeat(40);

/** How often a vault is read until no request times out that should not. */
const attempts = 10;

/** A vault of three certificates, of which the first was rotated. */
export function seed(lab: Lab): EmulatedVault {
  const vault = lab.emulator.addVault('matrix');
  const newest = { from: -60, to: 305 };
  vault.add({ name: 'web', versions: [{ from: -400, to: 100 }, newest] });
  vault.add({ name: 'api', versions: [newest] });
  vault.add({ name: 'jobs', versions: [newest] });
  return vault;
}

/** The rows as tests, in a separate suite with its own lab. */
export function testRows(title: string, rows: readonly Row[]): void {
  describe(`When reading a vault fails: ${title}`, () => {
    let lab: Lab;
    let cacheFolder: string;
    const undo: (() => void)[] = [];
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    before(async () => {
      process.on('unhandledRejection', note);
      lab = await openLab();
    });
    beforeEach(() => {
      lab.reset();
      cacheFolder = mkdtempSync(join(tmpdir(), 'kept-'));
    });
    afterEach(() => {
      undo.splice(0).forEach((step) => {
        step();
      });
      rmSync(cacheFolder, { recursive: true, force: true });
      assert.deepEqual(unhandled.splice(0), []);
    });
    after(async () => {
      await lab.close();
      process.off('unhandledRejection', note);
    });

    for (const row of rows) {
      it(row.when, () => new Trial(lab, cacheFolder, undo, row).run());
    }
  });
}

/** One row: a vault that was read well, and is read again by who knows it, who remembers it, and who does not. */
class Trial {
  private session = account('dev');
  private readonly vault: EmulatedVault;

  constructor(
    private readonly lab: Lab,
    private readonly cacheFolder: string,
    private readonly undo: (() => void)[],
    private readonly row: Row,
  ) {
    this.vault = seed(lab);
  }

  async run(): Promise<void> {
    const { lab, row } = this;
    const knowing = this.reader({ cacheFolder: this.cacheFolder });
    await this.read(knowing, undefined);
    assert.deepEqual(this.kinds(knowing), ['outdated', 'notFound']);
    await knowing.kept();
    const known = knowing.snapshot(matrix);
    row.arrange({
      lab,
      vault: this.vault,
      lose: (answer) => (this.session = () => Promise.resolve(answer)),
      become: (session) => (this.session = session),
      onEnd: (step) => void this.undo.push(step),
    });
    lab.emulator.log.clear();
    lab.lines.splice(0);

    if (row.isNewClient !== true) {
      await this.read(knowing, row.kind);
      this.assertFailed(knowing);
      for (const [name, certificate] of known.newest) {
        assert.deepEqual(knowing.snapshot(matrix).newest.get(name), certificate);
      }
      assert.deepEqual(this.kinds(knowing), ['outdated', 'unverified']);
      this.assertNothingLeaked();
    }

    const remembering = this.reader({ cacheFolder: this.cacheFolder });
    await this.read(remembering, row.kind);
    this.assertFailed(remembering);
    assert.deepEqual(this.kinds(remembering), ['outdated', 'unverified']);

    const newcomer = this.reader({});
    await this.read(newcomer, row.kind);
    this.assertFailed(newcomer);
    assert.equal(this.kinds(newcomer)[1], 'unverified');
    this.assertNothingLeaked();
  }

  private reader(options: Partial<VaultReaderOptions>): VaultReader {
    return this.lab.reader({
      credential: { kind: 'auto', session: (request) => this.session(request) },
      ...options,
      ...this.row.options,
    });
  }

  /**
   * The older version, and an unknown thumbprint, for which all lists must be read. The rows wait only a short time, so
   * on a busy machine a request can time out that should not: then the vault is read again.
   */
  private async read(reader: VaultReader, expected: FailureKind | undefined): Promise<void> {
    const older = this.vault.certificate('web').versions[0]?.thumbprint ?? '';
    const wanted = [{ thumbprint: older, name: 'web' }, { thumbprint: nowhere }];
    for (let attempt = 0; attempt < attempts; attempt++) {
      this.lab.emulator.log.clear();
      await reader.find([matrix], wanted, { refresh: true });
      const kind = reader.snapshot(matrix).failure?.kind;
      if (kind !== 'timeout' || kind === expected) {
        return;
      }
    }
  }

  private verdicts(reader: VaultReader): readonly Verdict[] {
    const older = this.vault.certificate('web').versions[0]?.thumbprint ?? '';
    const options = { now: this.lab.emulator.now, expiryWarningDays: 30 };
    return [older, nowhere].map((thumbprint) => judge(thumbprint, [reader.snapshot(matrix)], options));
  }

  private kinds(reader: VaultReader): readonly string[] {
    return this.verdicts(reader).map(({ kind }) => kind);
  }

  private assertFailed(reader: VaultReader): void {
    const { kind, words, log, requests = 4 } = this.row;
    const { failure } = reader.snapshot(matrix);
    assert.ok(failure !== undefined, 'It did not fail.');
    assert.deepEqual([failure.kind, wordsOf(failure)], [kind, words]);
    const status = kind === 'firewall' ? "203.0.113.7 is blocked by the vault's firewall" : statusWords[kind];
    assert.equal(failureReason(failure), status);
    const unknown = this.verdicts(reader)[1];
    assert.ok(unknown?.kind === 'unverified' && unknown.reason.kind === 'failed');
    assert.equal(unknown.reason.message, words);
    assert.ok(
      this.lab.lines.some((line) => log.test(line.replace(/^\w+ /, ''))),
      this.lab.lines.join('\n'),
    );
    const asked = this.lab.emulator.log.of('matrix').length;
    assert.ok(asked <= requests, `${String(asked)} requests`);
    this.lab.emulator.log.clear();
  }

  /** No token in the log, and none on the way to another host. */
  private assertNothingLeaked(): void {
    const { log } = this.lab.emulator;
    assert.deepEqual(
      [...log.tokenHosts].filter((host) => host !== 'matrix.vault.azure.net'),
      [],
    );
    assert.ok(log.requests.every(({ host }) => host === 'matrix.vault.azure.net'));
    assert.deepEqual(
      this.lab.lines.filter((line) => /emulated\.|bearer|authorization:|api-version|skiptoken/i.test(line)),
      [],
    );
  }
}

function wordsOf(failure: VaultFailure): string {
  return failureMessage(failure);
}
