import type { CertificateClient } from '@azure/keyvault-certificates';
import { unreadableEntry, type VaultFailure } from '../failure';
import { isRefusal } from './judge';
import { listDeleted, listThumbprintSecrets } from '../client/lists';
import type { VaultSnapshot } from './snapshot';
import type { ReadOptions } from '../reader';
import { isFresh, type VaultContext } from './context';
import { listKey } from './store';

/** A list of a vault beside that of its certificates: where it stands in a snapshot, and how the vault is asked. */
interface ListSource {
  readonly name: 'deleted' | 'secrets';
  readonly ask: (client: CertificateClient, vault: string) => Promise<Answer>;
}

interface Answer {
  readonly changes: Partial<VaultSnapshot>;
  /** Why an entry of the list cannot be read. */
  readonly unreadable: string | undefined;
}

export const deletedCertificates: ListSource = {
  name: 'deleted',
  ask: async (client, vault) => {
    const { entries, unreadable } = await listDeleted(client, vault);
    return { changes: { deleted: { state: 'listed', certificates: entries } }, unreadable };
  },
};

/** The secrets that are named by a thumbprint. */
export const thumbprintSecrets: ListSource = {
  name: 'secrets',
  ask: async (client, vault) => {
    const { entries, unreadable } = await listThumbprintSecrets(client, vault);
    return { changes: { secrets: { state: 'listed', secrets: entries } }, unreadable };
  },
};

/** What reading a list came to: what it changes, and what went wrong, a mere refusal excepted. */
interface Reading {
  readonly changes: Partial<VaultSnapshot>;
  readonly failure?: VaultFailure;
}

/** A list that is only asked for where a thumbprint is no certificate's. */
export class OnDemandList {
  #readAt: number | undefined;
  #restoredAt: number | undefined;

  constructor(
    private readonly context: VaultContext,
    private readonly source: ListSource,
  ) {}

  /** When the vault last told it, in this session or an earlier one: milliseconds since 1970. */
  get listedAt(): number | undefined {
    return this.#readAt ?? this.#restoredAt;
  }

  /** It was told in an earlier session, and is to be asked for again. */
  restore(at: number | undefined): void {
    this.#restoredAt = at;
  }

  /** Reads it, unless that was done lately. What fails is in the snapshot; rejects only when cancelled. */
  async read({ signal, refresh = false }: ReadOptions): Promise<void> {
    const { store, sharedRequests, limit } = this.context;
    if (refresh || !isFresh(this.context, this.#readAt)) {
      await sharedRequests.join(this.source.name, signal, (shared) =>
        store.whileBusy(() =>
          limit.run(shared, async () => {
            const { changes, failure } = await this.#ask(shared);
            store.update(changes);
            if (failure !== undefined) {
              store.fail(failure);
            }
          }),
        ),
      );
    }
  }

  /**
   * Reads it once more if it is known: together with a new list of certificates, for what has left that one since may
   * be in this.
   */
  async reread(signal: AbortSignal): Promise<Reading> {
    return this.context.store.snapshot[this.source.name].state === 'listed' ? this.#ask(signal) : { changes: {} };
  }

  /** A refusal is an answer: it stays one for as long as a list would. */
  async #ask(signal: AbortSignal): Promise<Reading> {
    const { requests, address, store, now } = this.context;
    const { name, ask } = this.source;
    const outcome = await requests.send({ signal }, (client) => ask(client, address.url));
    if (outcome.ok) {
      this.#readAt = now();
      const { changes, unreadable } = outcome.value;
      store.setUnreadable(
        listKey(name),
        unreadable === undefined ? undefined : requests.listFailure(unreadableEntry, unreadable),
      );
      return { changes };
    }
    const { failure } = outcome;
    if (isRefusal(failure)) {
      this.#readAt = now();
    }
    // What is known stays known.
    const isChanged = store.snapshot[name].state !== 'listed' && failure.kind !== 'cancelled';
    return {
      changes: isChanged ? { [name]: { state: 'failed', failure } } : {},
      ...(isRefusal(failure) ? {} : { failure }),
    };
  }
}
