import { type CertificateVersion, isMatched, type Thumbprint, type Verdict } from '../../../certificate/verdict';
import type { CertificateUrl } from '../../../deployment/deployedService';
import { once } from '../../../text/objects';
import type { CscfgDocument } from '../../document';
import { verdictFor } from '../../entries';
import type { CertificateEntry, Role } from '../../model/configuration';
import { attributeSpan, typedEntries } from '../entries';
import type { CheckContext } from '../rule';
import type { Comparison, DeploymentProblem } from './problem';

export interface JudgedEntry {
  readonly role: Role;
  readonly entry: CertificateEntry;
  readonly thumbprint: Thumbprint;
  readonly verdict: Verdict;
}

export function judgedEntries(document: CscfgDocument, context: CheckContext): readonly JudgedEntry[] {
  return document.model.roles.flatMap((role) =>
    typedEntries(document, role).flatMap((entry): readonly JudgedEntry[] => {
      const { thumbprintText } = entry;
      return 'thumbprint' in thumbprintText
        ? [{ role, entry, thumbprint: thumbprintText.thumbprint, verdict: verdictFor(entry, context) }]
        : [];
    }),
  );
}

export type VersionOf = (url: CertificateUrl) => Thumbprint | undefined;

/** Undefined if the URL has no version, or an unknown one. */
export function versionsByUrl(context: CheckContext): VersionOf {
  const thumbprints = once(
    () =>
      new Map(
        (context.known?.() ?? context.inventory).flatMap(({ vault, certificate, version, thumbprint }) =>
          version === undefined ? [] : [[`${vault}/${certificate}/${version}`.toLowerCase(), thumbprint]],
        ),
      ),
  );
  return ({ vault, name, version }) => {
    // Services that were migrated from classic have secrets with the thumbprint as name.
    const migrated = /^[0-9a-f]{40}$/i.test(name) ? name.toUpperCase() : undefined;
    return version === undefined
      ? undefined
      : (migrated ?? thumbprints().get(`${vault}/${name}/${version}`.toLowerCase()));
  };
}

export function isSameCertificate({ vault, name }: CertificateUrl, version: CertificateVersion): boolean {
  return vault === version.vault && name.toLowerCase() === version.certificate.toLowerCase();
}

/** The entries whose certificate a URL identifies, in any version. */
export function usersIn({ document, context }: Comparison): (url: CertificateUrl) => readonly JudgedEntry[] {
  const versionOf = versionsByUrl(context);
  const entries = judgedEntries(document, context);
  return (url) =>
    entries.filter(
      ({ thumbprint, verdict }) =>
        versionOf(url) === thumbprint || (isMatched(verdict) && isSameCertificate(url, verdict.match)),
    );
}

export function placeOf({ role, entry }: JudgedEntry): Omit<NonNullable<DeploymentProblem['here']>, 'message'> {
  return { span: attributeSpan(entry, entry.thumbprint), entry, role };
}
