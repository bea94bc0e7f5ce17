import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { listNewest, type NewestList } from '../client/lists';
import type { RequestOptions } from '../client/requests';
import { isAboutAccount, isRefusedAccount, unreadableEntry, type VaultFailure } from '../failure';
import type { ReadOptions } from '../reader';
import { isFresh, type VaultContext } from './context';
import { certificateKey } from './inventory';
import type { SideList } from './sideList';
import type { VaultSnapshot } from './snapshot';
import { listKey } from './store';
import type { VersionLists } from './versionLists';

/** What a vault's list has shown since the start, page by page, and when (milliseconds since 1970). */
export class ListedCertificates {
  readonly #byKey = new Map<string, CertificateVersion>();
  readonly #enabledAt = new Map<Thumbprint, number>();

  add(page: readonly CertificateVersion[], at: number): void {
    for (const one of page) {
      const key = certificateKey(one.certificate);
      const before = this.#byKey.get(key);
      if (before !== undefined) {
        this.#enabledAt.delete(before.thumbprint);
      }
      this.#byKey.set(key, one);
      if (one.enabled) {
        this.#enabledAt.set(one.thumbprint, at);
      }
    }
  }

  /** What was not shown again is gone. */
  replace(all: readonly CertificateVersion[], at: number): void {
    this.#byKey.clear();
    this.#enabledAt.clear();
    this.add(all, at);
  }

  /** When a thumbprint was last shown as a certificate's newest version, enabled. */
  enabledAt(thumbprint: Thumbprint): number | undefined {
    return this.#enabledAt.get(thumbprint);
  }
}

/** How many copies of the list are made while it is read, at most: one for each page would cost the square of them. */
const mostBatches = 20;

/** The most certificates whose versions are read along with the list, for want of a thumbprint in the list. */
const mostPending = 50;

/** Whether somebody has seen enough of a list; asked after every page. */
export type Enough = () => boolean;

/** Needs the list to its end. */
export const everything: Enough = () => false;

/**
 * A vault's list of certificates: read once for all who ask at the same time, and no further than the last of them
 * needs; the second time that somebody needs more, to its end, so that there is no third time. Only a list that was read to its end can tell what the vault does not hold.
 */
export class CertificateList {
  readonly #asking = new Set<Enough>();
  readonly #shown = new ListedCertificates();
  /** When a listing stopped short of its end. */
  #stoppedAt: number | undefined;

  constructor(
    private readonly desk: VaultContext,
    private readonly versions: VersionLists,
    private readonly sides: readonly SideList[],
  ) {}

  /**
   * Whether the vault has lately shown the thumbprint as a certificate's newest version, enabled: no other match could
   * be better, so nothing more needs to be read for it.
   */
  settles(thumbprint: Thumbprint): boolean {
    return isFresh(this.desk, this.#shown.enabledAt(thumbprint));
  }

  /**
   * Lists until `enough`, or to the end; not at all where that was done lately. What fails is in the snapshot; rejects
   * only when cancelled.
   */
  async read({ signal, refresh = false, interactive = false }: ReadOptions, enough: Enough): Promise<void> {
    const { memory, flights, wire } = this.desk;
    const { listedAt, failure } = memory.snapshot;
    if (!refresh && !interactive && failure === undefined && (isFresh(this.desk, listedAt) || enough())) {
      return;
    }
    if (interactive) {
      await flights.settled('list', signal);
    }
    // Two who need the same are still two.
    const asking: Enough = () => enough();
    this.#asking.add(asking);
    try {
      let isEnough = false;
      while (!isEnough) {
        // Whoever joins a listing that is about to stop short takes the next one.
        const isOver = await flights.join('list', signal, (shared) => {
          const last = memory.snapshot.failure;
          if (interactive || isAboutAccount(last)) {
            wire.renew();
          }
          const another = isRefusedAccount(last);
          return memory.whileBusy(() => this.#list({ signal: shared, interactive, another }));
        });
        isEnough = isOver || enough();
      }
    } finally {
      this.#asking.delete(asking);
    }
  }

  /** False where the listing stopped short of its end, because that was enough. */
  async #list(asking: RequestOptions): Promise<boolean> {
    const { wire, memory, address } = this.desk;
    const started = performance.now();
    const listed = new Map<string, CertificateVersion>();
    const waiting: CertificateVersion[] = [];
    const isSecond = isFresh(this.desk, this.#stoppedAt);
    const outcome = await wire.ask(asking, (client) =>
      listNewest(client, address.url, (page) => {
        page.forEach((one) => listed.set(one.certificate, one));
        this.#shown.add(page, this.desk.now());
        waiting.push(...page);
        if (waiting.length * mostBatches >= memory.snapshot.newest.size) {
          this.#show(waiting.splice(0));
        }
        return isSecond || ![...this.#asking].every((enough) => enough());
      }),
    );
    const took = (): number => Math.round(performance.now() - started);
    if (!outcome.ok || !outcome.value.isWhole) {
      this.#show(waiting);
    }
    if (!outcome.ok) {
      memory.update({ milliseconds: took() });
      memory.fail(outcome.failure);
      return true;
    }
    if (outcome.value.isWhole) {
      await this.#takeWhole(listed, outcome.value, asking.signal, took);
      return true;
    }
    this.#stoppedAt = this.desk.now();
    memory.update({ milliseconds: took() }, ['failure', 'restoredAt']);
    return false;
  }

  /** The certificates of some pages, in the snapshot together with what is known of all others. */
  #show(certificates: readonly CertificateVersion[]): void {
    if (certificates.length === 0) {
      return;
    }
    const { memory, now } = this.desk;
    const { newest, seenAt = [] } = memory.snapshot;
    const at = now();
    memory.update({
      newest: new Map([...newest, ...certificates.map((one) => [one.certificate, one] as const)]),
      seenAt: new Map([...seenAt, ...certificates.map((one) => [certificateKey(one.certificate), at] as const)]),
      readAt: at,
    });
  }

  /**
   * The newest versions that have a thumbprint of certificates whose very newest is still being created, and why they
   * could not be read.
   */
  async #settlePending(
    pending: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly found: readonly CertificateVersion[]; readonly failures: readonly VaultFailure[] }> {
    const { slots, wire } = this.desk;
    const outcomes = await Promise.all(
      pending.slice(0, mostPending).map((name) => slots.run(signal, () => this.versions.ask(name, signal))),
    );
    const [another] = pending.slice(mostPending);
    return {
      found: outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.slice(0, 1) : [])),
      failures: [
        ...outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure])),
        ...(another === undefined
          ? []
          : [wire.doubt(unreadableEntry, `The certificate ${another} has no thumbprint.`)]),
      ],
    };
  }

  /** All in one step, so that no certificate seems to be nowhere while it moves from one list to another. */
  async #takeWhole(
    listed: Map<string, CertificateVersion>,
    { pending, unreadable }: NewestList,
    signal: AbortSignal,
    took: () => number,
  ): Promise<void> {
    const { memory, wire, now } = this.desk;
    const [settled, ...sides] = await Promise.all([
      this.#settlePending(pending, signal),
      ...this.sides.map((side) => side.again(signal)),
    ]);
    settled.found.forEach((one) => listed.set(one.certificate, one));
    const at = now();
    this.#shown.replace([...listed.values()], at);
    const doubt = unreadable === undefined ? undefined : wire.doubt(unreadableEntry, unreadable);
    memory.doubt(listKey('certificates'), doubt);
    const news = sides.reduce<Partial<VaultSnapshot>>((all, side) => ({ ...all, ...side.news }), {});
    memory.update({ ...news, newest: listed, listedAt: at, readAt: at, milliseconds: took() }, [
      'failure',
      'seenAt',
      'restoredAt',
    ]);
    this.versions.publish();
    [...settled.failures, ...sides.flatMap(({ failure }) => failure ?? [])].forEach((failure) => {
      memory.fail(failure);
    });
  }
}
