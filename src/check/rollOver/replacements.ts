import * as l10n from '@vscode/l10n';
import type { Thumbprint } from '../../certificate/verdict';
import { thumbprintUses } from '../../cscfg/uses';
import { nameOf } from '../../text/paths';
import { holdersOf } from '../../vault/snapshot/inventory';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import { newestReplacement, requestedReplacement, type Replacement } from './replacement';
import type { ConfigurationFile, RollOverRequest } from './request';

const none: Replacement = { kind: 'none' };

export class Replacements {
  readonly #inFiles = new Map<readonly VaultSnapshot[], Map<Thumbprint, Replacement>>();
  readonly #everywhere = new Map<Thumbprint, Replacement>();
  readonly #users = new Map<Thumbprint, ConfigurationFile[]>();
  readonly #outside = new Map<Thumbprint, ConfigurationFile>();

  constructor(private readonly request: RollOverRequest) {
    for (const file of request.files) {
      if (file.kind === 'configuration') {
        this.#addUses(file);
      }
    }
    for (const file of request.outside ?? []) {
      for (const { thumbprint } of thumbprintUses(file.document)) {
        this.#outside.set(thumbprint, this.#outside.get(thumbprint) ?? file);
      }
    }
  }

  in(thumbprint: Thumbprint, { snapshots }: Pick<ConfigurationFile, 'snapshots'>): Replacement {
    const { certificate } = this.request;
    if (certificate !== undefined && certificate.from !== thumbprint) {
      return none;
    }
    if (certificate?.to !== undefined) {
      return certificate.to.thumbprint === thumbprint ? none : { kind: 'version', to: certificate.to };
    }
    const known = this.#inFiles.get(snapshots) ?? new Map<Thumbprint, Replacement>();
    this.#inFiles.set(snapshots, known);
    const replacement = known.get(thumbprint) ?? this.#newest(thumbprint, snapshots);
    known.set(thumbprint, replacement);
    return replacement;
  }

  /** In a file without its own vaults: the replacement in the configurations, if they agree. */
  everywhere(thumbprint: Thumbprint): Replacement {
    const replacement = this.#everywhere.get(thumbprint) ?? this.#agreed(thumbprint);
    this.#everywhere.set(thumbprint, replacement);
    return replacement;
  }

  /** Whether a text that may contain any digits can mean this certificate. */
  isKnown(thumbprint: Thumbprint): boolean {
    const { certificate, snapshots } = this.request;
    return certificate === undefined
      ? snapshots.some((snapshot) => holdersOf(snapshot, thumbprint).length > 0)
      : certificate.from === thumbprint;
  }

  /** Why files outside the service may need to keep the thumbprint; undefined if they need not. */
  doubtOutside(thumbprint: Thumbprint): string | undefined {
    const file = this.#outside.get(thumbprint);
    return file && l10n.t('{0}, which is not part of this roll-over, uses the same certificate', nameOf(file.path));
  }

  #newest(thumbprint: Thumbprint, snapshots: readonly VaultSnapshot[]): Replacement {
    const { certificate, snapshots: all, now } = this.request;
    if (certificate === undefined) {
      return newestReplacement(thumbprint, snapshots, now);
    }
    const own = requestedReplacement(thumbprint, snapshots, now);
    return own.kind === 'version' ? own : requestedReplacement(thumbprint, all, now);
  }

  #addUses(file: ConfigurationFile): void {
    for (const thumbprint of new Set(thumbprintUses(file.document).map((use) => use.thumbprint))) {
      const users = this.#users.get(thumbprint) ?? [];
      this.#users.set(thumbprint, users);
      users.push(file);
    }
  }

  #agreed(thumbprint: Thumbprint): Replacement {
    const own = (this.#users.get(thumbprint) ?? []).map((file) => this.in(thumbprint, file));
    const versions = own.filter((one) => one.kind === 'version');
    const [first, ...others] = versions;
    if (first === undefined) {
      return this.in(thumbprint, this.request);
    }
    return others.every(({ to }) => to.thumbprint === first.to.thumbprint)
      ? first
      : {
          kind: 'left',
          reason: l10n.t('The configurations replace it with different certificates'),
          verdict: 'outdated',
        };
  }
}
