import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { listNewest, type NewestList } from '../client/lists';
import type { RequestOptions } from '../client/requests';
import { isAboutAccount, isRefusedAccount, unreadableEntry, type VaultFailure } from '../failure';
import type { ReadOptions } from '../readOptions';
import { isFresh, type VaultContext } from './context';
import { certificateKey } from './inventory';
import type { OnDemandList } from './sideList';
import type { VaultSnapshot } from './snapshot';
import { listKey } from './store';
import type { VersionLists } from './versionLists';

/** With the time of the listing in milliseconds since 1970. */
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

  replace(all: readonly CertificateVersion[], at: number): void {
    this.#byKey.clear();
    this.#enabledAt.clear();
    this.add(all, at);
  }

  enabledAt(thumbprint: Thumbprint): number | undefined {
    return this.#enabledAt.get(thumbprint);
  }
}

/** How often the list is copied while it is read: a copy for each page would take quadratic time. */
const maxCopies = 20;

/** How many certificates without a thumbprint in the list have their versions read with the list. */
const maxPending = 50;

/** Whether a caller needs no more pages; called after every page. */
export type IsEnough = () => boolean;

export const neverEnough: IsEnough = () => false;

/**
 * Concurrent callers share one listing, which stops when all of them have enough; a second listing runs to the end, so
 * that no third one is needed. Only a complete list proves that a certificate is missing.
 */
export class CertificateList {
  readonly #conditions = new Set<IsEnough>();
  readonly #listed = new ListedCertificates();
  #stoppedAt: number | undefined;

  constructor(
    private readonly context: VaultContext,
    private readonly versions: VersionLists,
    private readonly onDemandLists: readonly OnDemandList[],
  ) {}

  /** Recently listed as the newest, enabled version: no other match can be better, so nothing more is read for it. */
  hasCurrent(thumbprint: Thumbprint): boolean {
    return isFresh(this.context, this.#listed.enabledAt(thumbprint));
  }

  /** Lists until `enough`, unless the list is fresh. Failures are in the snapshot; rejects only when aborted. */
  async read({ signal, refresh = false, interactive = false }: ReadOptions, enough: IsEnough): Promise<void> {
    const { store, sharedRequests, requests } = this.context;
    const { listedAt, failure } = store.snapshot;
    if (!refresh && !interactive && failure === undefined && (isFresh(this.context, listedAt) || enough())) {
      return;
    }
    if (interactive) {
      await sharedRequests.settled('list', signal);
    }
    // A new function, so that two callers with the same condition are two entries of the set.
    const condition: IsEnough = () => enough();
    this.#conditions.add(condition);
    try {
      let isEnough = false;
      while (!isEnough) {
        // A caller that joins a listing about to stop early needs another listing.
        const isOver = await sharedRequests.join('list', signal, (shared) => {
          const last = store.snapshot.failure;
          if (interactive || isAboutAccount(last)) {
            requests.renew();
          }
          const another = isRefusedAccount(last);
          return store.whileBusy(() => this.#list({ signal: shared, interactive, another }));
        });
        isEnough = isOver || enough();
      }
    } finally {
      this.#conditions.delete(condition);
    }
  }

  /** Returns false if the listing stopped before its last page. */
  async #list(options: RequestOptions): Promise<boolean> {
    const { requests, store, address } = this.context;
    const started = performance.now();
    const listed = new Map<string, CertificateVersion>();
    const waiting: CertificateVersion[] = [];
    const isSecond = isFresh(this.context, this.#stoppedAt);
    const outcome = await requests.send(options, (client) =>
      listNewest(client, address.url, (page) => {
        page.forEach((one) => listed.set(one.certificate, one));
        this.#listed.add(page, this.context.now());
        waiting.push(...page);
        if (waiting.length * maxCopies >= store.snapshot.newest.size) {
          this.#publish(waiting.splice(0));
        }
        return isSecond || ![...this.#conditions].every((enough) => enough());
      }),
    );
    const elapsed = (): number => Math.round(performance.now() - started);
    if (!outcome.ok || !outcome.value.isWhole) {
      this.#publish(waiting);
    }
    if (!outcome.ok) {
      store.update({ milliseconds: elapsed() });
      store.fail(outcome.failure);
      return true;
    }
    if (outcome.value.isWhole) {
      await this.#finish(listed, outcome.value, options.signal, elapsed);
      return true;
    }
    this.#stoppedAt = this.context.now();
    store.update({ milliseconds: elapsed() }, ['failure', 'restoredAt']);
    return false;
  }

  #publish(certificates: readonly CertificateVersion[]): void {
    if (certificates.length === 0) {
      return;
    }
    const { store, now } = this.context;
    const { newest, seenAt = [] } = store.snapshot;
    const at = now();
    store.update({
      newest: new Map([...newest, ...certificates.map((one) => [one.certificate, one] as const)]),
      seenAt: new Map([...seenAt, ...certificates.map((one) => [certificateKey(one.certificate), at] as const)]),
      readAt: at,
    });
  }

  /** Finds the newest version with a thumbprint of each certificate whose newest version is still being created. */
  async #settlePending(
    pending: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly found: readonly CertificateVersion[]; readonly failures: readonly VaultFailure[] }> {
    const { limit, requests } = this.context;
    const outcomes = await Promise.all(
      pending.slice(0, maxPending).map((name) => limit.run(signal, () => this.versions.ask(name, signal))),
    );
    const [another] = pending.slice(maxPending);
    return {
      found: outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.slice(0, 1) : [])),
      failures: [
        ...outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure])),
        ...(another === undefined
          ? []
          : [requests.listFailure(unreadableEntry, `The certificate ${another} has no thumbprint.`)]),
      ],
    };
  }

  /** Updates all lists at once, so that a certificate that moves from one list to another is never in none. */
  async #finish(
    listed: Map<string, CertificateVersion>,
    { pending, unreadable }: NewestList,
    signal: AbortSignal,
    elapsed: () => number,
  ): Promise<void> {
    const { store, requests, now } = this.context;
    const [settled, ...others] = await Promise.all([
      this.#settlePending(pending, signal),
      ...this.onDemandLists.map((list) => list.reread(signal)),
    ]);
    settled.found.forEach((one) => listed.set(one.certificate, one));
    const at = now();
    this.#listed.replace([...listed.values()], at);
    const doubt = unreadable === undefined ? undefined : requests.listFailure(unreadableEntry, unreadable);
    store.setUnreadable(listKey('certificates'), doubt);
    const changes = others.reduce<Partial<VaultSnapshot>>((all, { changes }) => ({ ...all, ...changes }), {});
    store.update({ ...changes, newest: listed, listedAt: at, readAt: at, milliseconds: elapsed() }, [
      'failure',
      'seenAt',
      'restoredAt',
    ]);
    this.versions.publish();
    [...settled.failures, ...others.flatMap(({ failure }) => failure ?? [])].forEach((failure) => {
      store.fail(failure);
    });
  }
}
