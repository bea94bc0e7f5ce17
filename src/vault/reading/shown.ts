import type { CertificateVersion, Thumbprint } from '../../cscfg/verdict';
import { certificateKey } from '../inventory';

/** What a vault's list has shown since the start, page by page, and when (milliseconds since 1970). */
export class Shown {
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
