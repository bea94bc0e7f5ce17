import type { CscfgDocument } from './document';
import type { CertificateEntry } from './model/configuration';
import type { CheckContext } from './rules/rule';
import { classifyThumbprint } from '../certificate/thumbprint';
import type { VaultIdentifier } from '../certificate/vaultIdentifier';
import type { Thumbprint, Verdict } from '../certificate/verdict';
import { thumbprintUses, type ThumbprintUse } from './uses';

export interface ThumbprintToVerify {
  readonly thumbprint: Thumbprint;
  /** Of the certificate or setting: certificates with a similar name are searched first. */
  readonly name?: string;
}

/** In document order, without digits that are probably something else. */
export function thumbprintsToVerify(document: CscfgDocument): readonly ThumbprintToVerify[] {
  return thumbprintUses(document)
    .filter(isLikely)
    .map(({ thumbprint, name }) => (name === '' ? { thumbprint } : { thumbprint, name }));
}

/**
 * The 40 digits of a setting can also be a commit or a checksum. A search for unknown digits reads the versions of
 * every certificate, so only a name that suggests a certificate causes one. Other settings match what is known anyway.
 */
function isLikely({ kind, name }: ThumbprintUse): boolean {
  return kind === 'certificate' || /cert|thumb|print|x509|x5t|pfx|ssl|tls|sign|crypt/i.test(name);
}

/** What is written instead of thumbprints: addresses of certificates, and whether a text may be a name. */
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

/** Without a vault `malformed` (also if missing) or `placeholder`, otherwise the verdict on the thumbprint. */
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
