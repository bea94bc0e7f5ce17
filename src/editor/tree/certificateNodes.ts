import type { VaultAddress } from '../../vault/address';
import type { VaultSnapshot } from '../../vault/snapshot';
import type { CertificateNode } from './nodes';

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
