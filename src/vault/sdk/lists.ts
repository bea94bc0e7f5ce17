import type { CertificateClient } from '@azure/keyvault-certificates';
import type { CertificateVersion, DeletedCertificate, ThumbprintSecret } from '../../cscfg/verdict';
import { certificateKey } from '../inventory';
import { NotAVault } from './errors';
import { deletedOf, secretOf, versionOf, type ListEntry } from './items';
import { pagesOf } from './pages';

/** Called with each page as it comes; false: that was enough. */
type PageListener<T> = (page: readonly T[]) => boolean;

/** What a list holds, as far as it can be read. */
interface ReadList<T> {
  readonly entries: readonly T[];
  /** Why an entry cannot be read; absent where all can. Then nothing may be called missing from the list. */
  readonly unreadable?: string;
}

/** The list of a vault's certificates: its pages went to the listener. */
export interface NewestList {
  /** It stopped before the last page because the listener had enough. */
  readonly isWhole: boolean;
  /** The names of certificates whose newest version is still being created: the list shows no thumbprint of theirs. */
  readonly pending: readonly string[];
  readonly unreadable?: string;
}

/** The newest version of every certificate. Throws where something is listed, and none of it is a certificate. */
export async function listNewest(
  client: CertificateClient,
  vault: string,
  onPage: PageListener<CertificateVersion>,
): Promise<NewestList> {
  const reading = new Reading<CertificateVersion>();
  for await (const { entries, isLast } of pagesOf(client, vault, '/certificates')) {
    const goesOn = onPage(reading.take(entries.map((item) => versionOf(vault, item))));
    if (!goesOn && !isLast) {
      return { isWhole: false, pending: [] };
    }
  }
  reading.throwIfForeign();
  return { isWhole: true, pending: reading.pending, ...reading.doubt };
}

/** All versions of one certificate, in no order; none where there is no such certificate. */
export async function listVersions(
  client: CertificateClient,
  vault: string,
  certificate: string,
): Promise<ReadList<CertificateVersion>> {
  const reading = new Reading<CertificateVersion>();
  const path = `/certificates/${encodeURIComponent(certificate)}/versions`;
  const versions: CertificateVersion[] = [];
  for await (const { entries } of pagesOf(client, vault, path)) {
    for (const one of reading.take(entries.map((item) => versionOf(vault, item)))) {
      // The versions of another certificate say nothing about this one.
      if (certificateKey(one.certificate) === certificateKey(certificate)) {
        versions.push(one);
      }
    }
  }
  return { entries: versions, ...reading.doubt };
}

/** The soft-deleted certificates with the thumbprint of their newest version. */
export async function listDeleted(client: CertificateClient, vault: string): Promise<ReadList<DeletedCertificate>> {
  const reading = new Reading<DeletedCertificate>();
  const deleted: DeletedCertificate[] = [];
  for await (const { entries } of pagesOf(client, vault, '/deletedcertificates')) {
    deleted.push(...reading.take(entries.map((item) => deletedOf(vault, item))));
  }
  return { entries: deleted, ...reading.doubt };
}

/**
 * The secrets whose names are thumbprints. Names and attributes are all that a list shows: no secret's value is asked
 * for, here or anywhere. Needs the right to list secrets.
 */
export async function listThumbprintSecrets(
  client: CertificateClient,
  vault: string,
): Promise<ReadList<ThumbprintSecret>> {
  const reading = new Reading<ThumbprintSecret | undefined>();
  const found: ThumbprintSecret[] = [];
  for await (const { entries } of pagesOf(client, vault, '/secrets')) {
    found.push(...reading.take(entries.map((item) => secretOf(vault, item))).filter((one) => one !== undefined));
  }
  return { entries: found, ...reading.doubt };
}

/** Sorts the entries of a list into those that can be read and those that cannot. */
class Reading<T> {
  readonly pending: string[] = [];
  #isCertificates = false;
  #foreign: string | undefined;
  #unreadable: string | undefined;

  take(entries: readonly ListEntry<T>[]): readonly T[] {
    return entries.flatMap((entry) => {
      switch (entry.state) {
        case 'read':
          this.#isCertificates = true;
          return [entry.value];
        case 'pending':
          this.#isCertificates = true;
          this.pending.push(entry.certificate);
          return [];
        case 'unreadable':
          this.#isCertificates = true;
          this.#unreadable ??= entry.why;
          return [];
        case 'foreign':
          this.#foreign ??= entry.why;
          return [];
      }
    });
  }

  get doubt(): { readonly unreadable?: string } {
    const why = this.#unreadable ?? this.#foreign;
    return why === undefined ? {} : { unreadable: why };
  }

  throwIfForeign(): void {
    if (!this.#isCertificates && this.#foreign !== undefined) {
      throw new NotAVault(this.#foreign);
    }
  }
}
