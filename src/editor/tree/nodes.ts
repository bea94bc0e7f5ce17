import type { CertificateVersion } from '../../certificate/verdict';
import type { VaultAddress } from '../../vault/address';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';

/** What the tree shows, as plain data: its items are built from it as late as possible. */
export type Node = VaultNode | CertificateNode | VersionNode;

export interface VaultNode {
  readonly kind: 'vault';
  readonly vault: VaultAddress;
}

/** A certificate by its newest version. */
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

/** Stable as long as the thing it stands for exists, so that expansion and selection survive a refresh. */
export function nodeId(node: Node): string {
  switch (node.kind) {
    case 'vault':
      return node.vault.url;
    case 'certificate':
      return `${node.vault.url}/certificates/${node.version.certificate}`;
    case 'version':
      return `${node.vault.url}/certificates/${node.version.certificate}/${node.version.version ?? ''}`;
  }
}

const { compare } = new Intl.Collator();

/** Snapshots share their lists: what was sorted once is sorted for as long as the vault shows no other certificates. */
const sorted = new WeakMap<VaultSnapshot['newest'], readonly CertificateNode[]>();

/** A vault's certificates in the order of their names. */
export function certificateNodes(vault: VaultAddress, { newest }: VaultSnapshot): readonly CertificateNode[] {
  const known = sorted.get(newest);
  if (known !== undefined) {
    return known;
  }
  const nodes = [...newest.values()]
    .sort((a, b) => compare(a.certificate, b.certificate))
    .map((version): CertificateNode => ({ kind: 'certificate', vault, version }));
  sorted.set(newest, nodes);
  return nodes;
}
