import type { CscfgDocument } from '../../cscfg/document';
import type { CertificateEntry, Role } from '../../cscfg/model/serviceConfiguration';

/** An entry, and the role it was in. */
export interface MeantEntry {
  readonly role: Role;
  readonly entry: CertificateEntry;
}

/** The role in the present text that was meant in an earlier one; undefined where that can no longer be told. */
export function sameRole({ model }: CscfgDocument, meant: Role): Role | undefined {
  return same(model.roles, meant);
}

/** The same of an entry. */
export function sameEntry(present: CscfgDocument, meant: MeantEntry): CertificateEntry | undefined {
  const role = sameRole(present, meant.role);
  return role && same(role.certificates, meant.entry);
}

/** In an unchanged text it is the thing itself, and in a changed one the only one that is named like it. */
function same<Named extends Role | CertificateEntry>(present: readonly Named[], meant: Named): Named | undefined {
  const alike = present.filter(({ name }) => name?.value === meant.name?.value);
  return present.includes(meant) ? meant : alike.length === 1 ? alike[0] : undefined;
}
