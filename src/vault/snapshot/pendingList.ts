import { pagesOf } from '../client/lists';
import { versionOf } from '../client/listEntries';
import { readPending, type PendingCertificate } from '../client/pending';
import type { ReadOptions } from '../readOptions';
import type { VaultContext } from './context';
import { certificateKey } from './inventory';

/** Limits the requests for the states of creations. */
const maxPending = 50;

/** The versions that are being created, or were not created. */
export class PendingList {
  constructor(private readonly context: VaultContext) {}

  /**
   * Lists the certificates without a version, and reads the state of each creation, and of those that were known before.
   * A failure keeps what is known, because nothing else depends on it.
   */
  async read({ signal = new AbortController().signal, interactive = false }: ReadOptions): Promise<void> {
    const { store, requests, limit, address } = this.context;
    const listed = await requests.send({ signal, interactive }, async (client) => {
      const names: string[] = [];
      for await (const { entries } of pagesOf(client, address.url, '/certificates', 'includePending=true')) {
        const items = entries.map((entry) => versionOf(address.url, entry));
        names.push(...items.flatMap((item) => (item.state === 'pending' ? [item.certificate] : [])));
      }
      return names;
    });
    if (!listed.ok) {
      return;
    }
    const known = [...(store.snapshot.pending?.values() ?? [])].map(({ certificate }) => certificate);
    const names = [...new Map([...known, ...listed.value].map((name) => [certificateKey(name), name])).values()];
    const states = await Promise.all(
      names
        .slice(0, maxPending)
        .map((name) =>
          limit.run(signal, () => requests.send({ signal }, (client) => readPending(client, address.url, name))),
        ),
    );
    this.set(states.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])));
    this.#remove(
      names.filter((_, index) => {
        const outcome = states[index];
        return outcome?.ok === false && outcome.failure.kind === 'notFound';
      }),
    );
  }

  /** A completed creation is no longer pending. */
  set(states: readonly PendingCertificate[]): void {
    const pending = new Map(this.context.store.snapshot.pending ?? []);
    states.forEach((one) => pending.set(certificateKey(one.certificate), one));
    this.#update(pending);
    this.#remove(states.flatMap(({ state, certificate }) => (state === 'completed' ? [certificate] : [])));
  }

  #remove(names: readonly string[]): void {
    const pending = new Map(this.context.store.snapshot.pending ?? []);
    names.forEach((name) => pending.delete(certificateKey(name)));
    this.#update(pending);
  }

  #update(pending: ReadonlyMap<string, PendingCertificate>): void {
    const { store } = this.context;
    const before = store.snapshot.pending ?? new Map<string, PendingCertificate>();
    if (JSON.stringify([...pending]) !== JSON.stringify([...before])) {
      store.update({ pending });
    }
  }
}
