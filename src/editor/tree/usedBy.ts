import * as vscode from 'vscode';
import type { Thumbprint, Verdict } from '../../certificate/verdict';
import { certificateKey, holderOf, versionsAreComplete } from '../../vault/snapshot/inventory';
import { judge } from '../../vault/snapshot/judge';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { KeyVaults } from '../vaults/keyVaults';
import { isCscfg } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import type { PlacedUse, WorkspaceUses } from '../workspace/workspaceUses';
import type { CertificateNode, MissingNode, UseNode } from './nodes';

/** Relates the certificates of the vaults to their uses in the workspace. Reads no vault. */
export class UsedBy {
  private missingNodes: readonly MissingNode[] = [];
  /** A used thumbprint can be a version of any certificate whose versions were not read. */
  private isAnyUnresolved = true;

  constructor(
    private readonly uses: WorkspaceUses,
    private readonly judgements: Judge,
    private readonly keyVaults: KeyVaults,
  ) {}

  /** Call it before rendering rows, which share the result. `snapshots`: of all configured vaults. */
  update(snapshots: readonly VaultSnapshot[]): void {
    const missing: MissingNode[] = [];
    this.isAnyUnresolved = false;
    for (const [thumbprint, uses] of this.uses.configured) {
      const isHeld = snapshots.some((snapshot) => holderOf(snapshot, thumbprint) !== undefined);
      if (!isHeld && uses.some(({ kind }) => kind === 'certificate')) {
        const verdict = this.verdictOn(thumbprint, uses, snapshots);
        if (verdict.kind === 'unverified') {
          this.isAnyUnresolved = true;
        } else if (isMissing(verdict)) {
          missing.push({ kind: 'missing', thumbprint, verdict });
        }
      }
    }
    this.missingNodes = missing;
  }

  /** Thumbprints of certificate entries that are in no configured vault. */
  get missing(): readonly MissingNode[] {
    return this.missingNodes;
  }

  of(parent: CertificateNode | MissingNode): UseNode[] {
    const thumbprints = parent.kind === 'missing' ? [parent.thumbprint] : this.thumbprintsOf(parent);
    return thumbprints.flatMap((thumbprint) => {
      const counts = new Map<string, number>();
      return this.uses.of(thumbprint).map((use): UseNode => {
        const key = JSON.stringify([use.uri.toString(), use.kind, use.role, use.name]);
        const ordinal = counts.get(key) ?? 0;
        counts.set(key, ordinal + 1);
        return { kind: 'use', parent, thumbprint, use, ordinal };
      });
    });
  }

  /** False without a configuration, or if a used thumbprint could be a version that was not read. */
  isUnused(node: CertificateNode): boolean {
    const snapshot = this.keyVaults.snapshot(node.vault);
    return (
      (this.uses.configurations ?? 0) > 0 &&
      (!this.isAnyUnresolved || versionsAreComplete(snapshot, node.version)) &&
      this.thumbprintsOf(node).every((thumbprint) => this.uses.of(thumbprint).length === 0)
    );
  }

  private thumbprintsOf({ vault, version }: CertificateNode): readonly Thumbprint[] {
    const versions = this.keyVaults.snapshot(vault).versions.get(certificateKey(version.certificate)) ?? [];
    return [...new Set([version.thumbprint, ...versions.map(({ thumbprint }) => thumbprint)])];
  }

  /** An open file is judged with its own vaults, others with all of them. A certificate that exists wins. */
  private verdictOn(thumbprint: Thumbprint, uses: readonly PlacedUse[], snapshots: readonly VaultSnapshot[]): Verdict {
    const files = new Set(uses.map(({ uri }) => uri.toString()));
    const open = vscode.workspace.textDocuments.filter((one) => isCscfg(one) && files.has(one.uri.toString()));
    const untrusted = !vscode.workspace.isTrusted;
    const inAll = judge(thumbprint, snapshots, { now: Date.now(), expiryWarningDays: 0, untrusted });
    const verdicts = [...open.map((document) => this.judgements.of(document).context.verdictOf(thumbprint)), inAll];
    const known = verdicts.filter(({ kind }) => kind !== 'unverified');
    return known.find((verdict) => !isMissing(verdict)) ?? known[0] ?? inAll;
  }
}

function isMissing({ kind }: Verdict): boolean {
  return kind === 'notFound' || kind === 'deleted' || kind === 'secretOnly';
}
