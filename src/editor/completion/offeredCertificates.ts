import type * as vscode from 'vscode';
import type { OfferedCertificate } from '../../cscfg/completion/completion';
import type { CertificateVersion } from '../../certificate/verdict';
import type { VaultAddress } from '../../vault/address';
import { withTraits } from '../../vault/snapshot/inventory';
import type { KeyVaults } from '../vaults/keyVaults';
import { abortSignal } from '../convert';

/** Milliseconds to wait for the vaults. Later results appear the next time. */
const maxWait = 5000;

/** Certificates whose subjects are read, because list responses do not contain them. */
const mostSubjects = 50;

export class OfferedCertificates {
  private readonly subjects = new Map<string, string>();

  constructor(private readonly keyVaults: KeyVaults) {}

  /** Never rejects. */
  async read(vaults: readonly VaultAddress[], token: vscode.CancellationToken): Promise<void> {
    const unlisted = vaults.filter((vault) => this.keyVaults.snapshot(vault).listedAt === undefined);
    if (unlisted.length > 0) {
      const signal = AbortSignal.any([abortSignal(token), AbortSignal.timeout(maxWait)]);
      // Offer what is known if the request is slow, canceled or fails.
      await this.keyVaults.list(unlisted, { signal }).catch(() => undefined);
    }
    void this.readSubjects(this.newest(vaults));
  }

  certificates(vaults: readonly VaultAddress[]): readonly OfferedCertificate[] {
    return this.newest(vaults).map((version) => {
      const subject = this.subjects.get(version.thumbprint);
      return subject === undefined ? { version } : { version, subject };
    });
  }

  isComplete(vaults: readonly VaultAddress[]): boolean {
    const isListed = vaults.every((vault) => !this.keyVaults.snapshot(vault).busy);
    return isListed && this.unasked(this.newest(vaults)).length === 0;
  }

  private newest(vaults: readonly VaultAddress[]): readonly CertificateVersion[] {
    return vaults.flatMap((vault) => {
      const snapshot = this.keyVaults.snapshot(vault);
      return [...snapshot.newest.values()].map((version) => withTraits(snapshot, version));
    });
  }

  private unasked(versions: readonly CertificateVersion[]): readonly CertificateVersion[] {
    return versions.slice(0, mostSubjects).filter(({ thumbprint }) => !this.subjects.has(thumbprint));
  }

  private async readSubjects(versions: readonly CertificateVersion[]): Promise<void> {
    await Promise.all(
      this.unasked(versions).map(async (version) => {
        const details = await this.keyVaults.details(version).catch(() => undefined);
        // An unreadable certificate still matches by name and thumbprint. It is not requested again at every keystroke.
        this.subjects.set(version.thumbprint, details === undefined || 'kind' in details ? '' : details.subject);
      }),
    );
  }
}
