import type { CertificateVersion } from '../../cscfg/verdict';
import type { VaultAddress } from '../../vault/address';

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
