import type { CertificateVersion, Thumbprint, Verdict } from '../../certificate/verdict';
import type { VaultAddress } from '../../vault/address';
import type { PendingCertificate } from '../../vault/client/pending';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { PlacedUse } from '../workspace/workspaceUses';

export const viewId = 'cscfg.keyVaultCertificates';

/** The tree as plain data; tree items are built from it when VS Code requests them. */
export type Node = VaultNode | PendingNode | CertificateNode | VersionNode | MissingListNode | MissingNode | UseNode;

export interface VaultNode {
  readonly kind: 'vault';
  readonly vault: VaultAddress;
}

/** A version that is being created, or was not created. */
export interface PendingNode {
  readonly kind: 'pending';
  readonly vault: VaultAddress;
  readonly pending: PendingCertificate;
}

export interface CertificateNode {
  readonly kind: 'certificate';
  readonly vault: VaultAddress;
  readonly version: CertificateVersion;
}

export interface VersionNode {
  readonly kind: 'version';
  readonly vault: VaultAddress;
  readonly version: CertificateVersion;
  readonly newest: boolean;
}

/** Thumbprints that are used and in no vault. */
export interface MissingListNode {
  readonly kind: 'missingList';
  readonly thumbprints: readonly MissingNode[];
}

export interface MissingNode {
  readonly kind: 'missing';
  readonly thumbprint: Thumbprint;
  /** `notFound`, `deleted` or `secretOnly`. */
  readonly verdict: Verdict;
}

/** A place that uses a version of the certificate, or a thumbprint that no vault has. */
export interface UseNode {
  readonly kind: 'use';
  readonly parent: CertificateNode | MissingNode;
  readonly thumbprint: Thumbprint;
  readonly use: PlacedUse;
  /** Counts the places in the same file with the same role, name and thumbprint. */
  readonly ordinal: number;
}

/** Stable as long as the vault, certificate or version exists, so that expansion and selection survive a refresh. */
export function nodeId(node: Node): string {
  switch (node.kind) {
    case 'vault':
      return node.vault.url;
    case 'pending':
      return `${node.vault.url}/certificates/${node.pending.certificate}/pending`;
    case 'certificate':
      return `${node.vault.url}/certificates/${node.version.certificate}`;
    case 'version':
      return `${node.vault.url}/certificates/${node.version.certificate}/${node.version.version ?? ''}`;
    case 'missingList':
      return 'missing';
    case 'missing':
      return `missing/${node.thumbprint}`;
    case 'use': {
      const { parent, thumbprint, use, ordinal } = node;
      const place = [use.uri.toString(), use.kind, use.role, use.name, thumbprint, ordinal];
      return `${nodeId(parent)}/uses/${JSON.stringify(place)}`;
    }
  }
}

/** The certificates and the creations of the vault. */
export function rowCount({ newest, pending }: VaultSnapshot): number {
  return newest.size + (pending?.size ?? 0);
}

export function isEmpty(snapshot: VaultSnapshot): boolean {
  return rowCount(snapshot) === 0;
}

/** Snapshots share their lists, so the sorted list is reused until the certificates of the vault change. */
const sorted = new WeakMap<VaultSnapshot['newest'], readonly CertificateNode[]>();

export function certificateNodes(vault: VaultAddress, { newest }: VaultSnapshot): readonly CertificateNode[] {
  const known = sorted.get(newest);
  if (known !== undefined) {
    return known;
  }
  // Made only when needed: it takes a third of the time that the bundle needs to start.
  const { compare } = new Intl.Collator();
  const nodes = [...newest.values()]
    .sort((a, b) => compare(a.certificate, b.certificate))
    .map((version): CertificateNode => ({ kind: 'certificate', vault, version }));
  sorted.set(newest, nodes);
  return nodes;
}
