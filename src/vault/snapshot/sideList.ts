import type { CertificateClient } from '@azure/keyvault-certificates';
import { unreadableEntry, type VaultFailure } from '../failure';
import { isRefusal } from './judge';
import { listDeleted, listThumbprintSecrets } from '../client/lists';
import type { VaultSnapshot } from './snapshot';
import type { ReadOptions } from '../reader';
import { isFresh, type VaultContext } from './context';
import { listKey } from './store';

/** A list of a vault beside that of its certificates: where it stands in a snapshot, and how the vault is asked. */
interface Side {
  readonly name: 'deleted' | 'secrets';
  readonly ask: (client: CertificateClient, vault: string) => Promise<Answer>;
}

interface Answer {
  readonly news: Partial<VaultSnapshot>;
  /** Why an entry of the list cannot be read. */
  readonly unreadable: string | undefined;
}

export const deletedCertificates: Side = {
  name: 'deleted',
  ask: async (client, vault) => {
    const { entries, unreadable } = await listDeleted(client, vault);
    return { news: { deleted: { state: 'listed', certificates: entries } }, unreadable };
  },
};

/** The secrets that are named by a thumbprint. */
export const thumbprintSecrets: Side = {
  name: 'secrets',
  ask: async (client, vault) => {
    const { entries, unreadable } = await listThumbprintSecrets(client, vault);
    return { news: { secrets: { state: 'listed', secrets: entries } }, unreadable };
  },
};

/** What reading a list came to: what it changes, and what went wrong, a mere refusal excepted. */
interface Reading {
  readonly news: Partial<VaultSnapshot>;
  readonly failure?: VaultFailure;
}

/** A list that is only asked for where a thumbprint is no certificate's. */
export class SideList {
  #readAt: number | undefined;
  #restoredAt: number | undefined;

  constructor(
    private readonly desk: VaultContext,
    private readonly side: Side,
  ) {}

  /** When the vault last told it, in this session or an earlier one: milliseconds since 1970. */
  get toldAt(): number | undefined {
    return this.#readAt ?? this.#restoredAt;
  }

  /** It was told in an earlier session, and is to be asked for again. */
  restore(at: number | undefined): void {
    this.#restoredAt = at;
  }

  /** Reads it, unless that was done lately. What fails is in the snapshot; rejects only when cancelled. */
  async read({ signal, refresh = false }: ReadOptions): Promise<void> {
    const { memory, flights, slots } = this.desk;
    if (refresh || !isFresh(this.desk, this.#readAt)) {
      await flights.join(this.side.name, signal, (shared) =>
        memory.whileBusy(() =>
          slots.run(shared, async () => {
            const { news, failure } = await this.#ask(shared);
            memory.update(news);
            if (failure !== undefined) {
              memory.fail(failure);
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
  async again(signal: AbortSignal): Promise<Reading> {
    return this.desk.memory.snapshot[this.side.name].state === 'listed' ? this.#ask(signal) : { news: {} };
  }

  /** A refusal is an answer: it stays one for as long as a list would. */
  async #ask(signal: AbortSignal): Promise<Reading> {
    const { wire, address, memory, now } = this.desk;
    const { name, ask } = this.side;
    const outcome = await wire.ask({ signal }, (client) => ask(client, address.url));
    if (outcome.ok) {
      this.#readAt = now();
      const { news, unreadable } = outcome.value;
      memory.doubt(listKey(name), unreadable === undefined ? undefined : wire.doubt(unreadableEntry, unreadable));
      return { news };
    }
    const { failure } = outcome;
    if (isRefusal(failure)) {
      this.#readAt = now();
    }
    // What is known stays known.
    const isNews = memory.snapshot[name].state !== 'listed' && failure.kind !== 'cancelled';
    return {
      news: isNews ? { [name]: { state: 'failed', failure } } : {},
      ...(isRefusal(failure) ? {} : { failure }),
    };
  }
}
