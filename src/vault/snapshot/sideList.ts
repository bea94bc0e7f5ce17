import type { CertificateClient } from '@azure/keyvault-certificates';
import { unreadableEntry, type VaultFailure } from '../failure';
import { isRefusal } from './judge';
import { listDeleted, listThumbprintSecrets } from '../client/lists';
import type { VaultSnapshot } from './snapshot';
import type { ReadOptions } from '../readOptions';
import { isFresh, type VaultContext } from './context';
import { listKey } from './store';

/** A list of a vault other than that of its certificates. */
interface ListSource {
  readonly name: 'deleted' | 'secrets';
  readonly ask: (client: CertificateClient, vault: string) => Promise<Answer>;
}

interface Answer {
  readonly changes: Partial<VaultSnapshot>;
  readonly unreadable: string | undefined;
}

export const deletedCertificates: ListSource = {
  name: 'deleted',
  ask: async (client, vault) => {
    const { entries, unreadable } = await listDeleted(client, vault);
    return { changes: { deleted: { state: 'listed', certificates: entries } }, unreadable };
  },
};

export const thumbprintSecrets: ListSource = {
  name: 'secrets',
  ask: async (client, vault) => {
    const { entries, unreadable } = await listThumbprintSecrets(client, vault);
    return { changes: { secrets: { state: 'listed', secrets: entries } }, unreadable };
  },
};

/** `failure`: absent for a 403. */
interface Reading {
  readonly changes: Partial<VaultSnapshot>;
  readonly failure?: VaultFailure;
}

/** Read only if a thumbprint matches no certificate. */
export class OnDemandList {
  #readAt: number | undefined;
  #restoredAt: number | undefined;

  constructor(
    private readonly context: VaultContext,
    private readonly source: ListSource,
  ) {}

  /** In this session or an earlier one: milliseconds since 1970. */
  get listedAt(): number | undefined {
    return this.#readAt ?? this.#restoredAt;
  }

  /** A cached list is read again when it is needed. */
  restore(at: number | undefined): void {
    this.#restoredAt = at;
  }

  /** Reads the list unless it is fresh. Failures are in the snapshot; rejects only when aborted. */
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

  /** Reads a known list again after the list of certificates, because a certificate may have moved between them. */
  async reread(signal: AbortSignal): Promise<Reading> {
    return this.context.store.snapshot[this.source.name].state === 'listed' ? this.#ask(signal) : { changes: {} };
  }

  /** A 403 is reused for as long as a list. */
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
    // A failure does not replace a list that was read.
    const isChanged = store.snapshot[name].state !== 'listed' && failure.kind !== 'cancelled';
    return {
      changes: isChanged ? { [name]: { state: 'failed', failure } } : {},
      ...(isRefusal(failure) ? {} : { failure }),
    };
  }
}
