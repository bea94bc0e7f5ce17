import type { CscfgDocument } from './document';
import type { CertificateEntry, Role } from './model/configuration';
import type { CheckContext } from './rules/rule';
import { classifyThumbprint, normalizedThumbprint } from '../certificate/thumbprint';
import type { VaultIdentifier } from '../certificate/vaultIdentifier';
import type { Thumbprint, Verdict } from '../certificate/verdict';

/** A certificate entry whose thumbprint a vault can be asked for. */
export interface EntryToVerify {
  readonly role: Role;
  readonly entry: CertificateEntry;
  readonly thumbprint: Thumbprint;
  /** The entry's name, where it has one: certificates of a like name are looked at first. */
  readonly name?: string;
}

/** The entries with a thumbprint, whatever its style, in document order; never a placeholder or a malformed one. */
export function entriesToVerify(document: CscfgDocument): readonly EntryToVerify[] {
  return document.model.roles.flatMap((role) =>
    role.certificates.flatMap((entry): readonly EntryToVerify[] => {
      const thumbprint = normalizedThumbprint(entry.thumbprint?.value ?? '');
      const name = entry.name?.value ?? '';
      return thumbprint === undefined ? [] : [{ role, entry, thumbprint, ...(name === '' ? {} : { name }) }];
    }),
  );
}

/** What stands in place of thumbprints: addresses of certificates, and whether there is a text that may be a name. */
export function namedInstead({ model }: CscfgDocument): {
  readonly identifiers: readonly VaultIdentifier[];
  readonly isNamed: boolean;
} {
  const texts = model.roles
    .flatMap(({ certificates }) => certificates)
    .map(({ thumbprint }) => classifyThumbprint(thumbprint?.value ?? ''));
  const malformed = texts.flatMap((text) => (text.kind === 'malformed' ? [text.looksLike] : []));
  return {
    identifiers: malformed.flatMap((one) => (one.kind === 'identifier' ? [one.identifier] : [])),
    isNamed: malformed.some(({ kind }) => kind === 'other'),
  };
}

/**
 * What is to be said of the entry: `malformed` (also where there is no thumbprint) or `placeholder` without asking
 * anyone, and the vaults' verdict on the thumbprint otherwise.
 */
export function verdictFor(entry: CertificateEntry, context: Pick<CheckContext, 'verdictOf'>): Verdict {
  const text = entry.thumbprintText;
  switch (text.kind) {
    case 'missing':
    case 'malformed':
      return { kind: 'malformed' };
    case 'placeholder':
      return { kind: 'placeholder' };
    default:
      return context.verdictOf(text.thumbprint);
  }
}
