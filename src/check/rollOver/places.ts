import * as l10n from '@vscode/l10n';
import { inStyleOf, mentionsOf, versionNumbersIn } from '../../certificate/mentions';
import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { vaultName } from '../../certificate/verdictMessages';
import type { CertificateUrl } from '../../deployment/deployedService';
import type { Span, TextEdit } from '../../text/span';
import { certificateKey, holdersOf, withKnownDetails } from '../../vault/snapshot/inventory';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';

export interface Place {
  readonly span: Span;
  readonly label: string;
  readonly from: Thumbprint;
  /** How the place identifies another version, or why it cannot. */
  readonly write: (to: CertificateVersion) => { readonly edit: TextEdit } | { readonly reason: string };
  /** Why it is uncertain that the version must change here. */
  readonly doubt?: string;
}

export interface PlaceSearch {
  readonly text: string;
  /** The certificate URLs that a deployment is known to have in this text. */
  readonly urls: readonly CertificateUrl[];
  readonly snapshots: readonly VaultSnapshot[];
  readonly isKnown: (thumbprint: Thumbprint) => boolean;
  readonly covered: readonly Span[];
}

/** Thumbprints, identifiers and version numbers in the order of the text; never overlapping. */
export function placesIn({ text, urls, snapshots, isKnown, covered }: PlaceSearch): readonly Place[] {
  const taken = [...covered];
  const isFree = ({ start, end }: Span): boolean => !taken.some((one) => start < one.end && one.start < end);
  const deployed = urls.filter(({ literal }) => literal);
  const places = deployed.flatMap((url) => urlPlace(url, text, snapshots) ?? []);
  taken.push(...deployed.map(({ span }) => span));
  const written = urlsIn(text).filter(({ span }) => isFree(span));
  places.push(...written.flatMap((url) => urlPlace(url, text, snapshots) ?? []));
  taken.push(...written.map(({ span }) => span));
  places.push(...thumbprintPlaces(text, isKnown).filter(({ span }) => isFree(span)));
  places.push(...numberPlaces(text, snapshots).filter(({ span }) => isFree(span)));
  return places.sort((a, b) => a.span.start - b.span.start);
}

function thumbprintPlaces(text: string, isKnown: (thumbprint: Thumbprint) => boolean): readonly Place[] {
  return mentionsOf(text, isKnown).map(({ thumbprint, span }) => ({
    span,
    label: l10n.t('Thumbprint'),
    from: thumbprint,
    write: (to) => ({
      edit: { ...span, newText: inStyleOf(text.slice(span.start, span.end), to.thumbprint) },
    }),
  }));
}

interface WrittenUrl {
  readonly span: Span;
  readonly vault: string;
  readonly name: string;
  readonly version?: string;
  /** For a `certificateUrl`: whether no pipeline can override it. */
  readonly certain?: boolean;
}

const identifier =
  /(https:\/\/[a-z0-9-]{3,24}\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn))(?::443)?\/(?:certificates|secrets|keys)\/([0-9a-z-]{1,127})\/([0-9a-f]{32})(?![0-9a-z-])/gi;

function urlsIn(text: string): readonly WrittenUrl[] {
  return [...text.matchAll(identifier)].map(({ 0: whole, 1: vault = '', 2: name = '', 3: version = '', index }) => ({
    span: { start: index, end: index + whole.length },
    vault: vault.toLowerCase(),
    name,
    version: version.toLowerCase(),
  }));
}

/** Undefined if the URL identifies no known version. */
function urlPlace(url: WrittenUrl, text: string, snapshots: readonly VaultSnapshot[]): Place | undefined {
  const { span, vault, name, version, certain } = url;
  const snapshot = snapshots.find((one) => one.vault === vault);
  const known =
    version === undefined
      ? undefined
      : snapshot?.versions.get(certificateKey(name))?.find((one) => one.version === version);
  if (snapshot === undefined || known === undefined) {
    return undefined;
  }
  const isDeployed = certain !== undefined;
  return {
    span,
    label: isDeployed ? urlLabel(name) : l10n.t('Identifier of "{0}"', name),
    from: known.thumbprint,
    write: (to) => {
      const next = versionIn(snapshot, to, name);
      return next === undefined
        ? { reason: l10n.t('{0} does not have the new certificate, or its version is unknown', vaultName(vault)) }
        : { edit: editUrl(text, span, next, isDeployed) };
    },
    ...(certain === false ? { doubt: l10n.t('A deployment can override the value') } : {}),
  };
}

export function urlLabel(name: string): string {
  return l10n.t('certificateUrl of "{0}"', name);
}

interface NumberedVersion {
  readonly certificate: string;
  readonly version: string;
}

/** The smallest edit: keeps the host and everything else that does not change before the version. */
function editUrl(text: string, { start, end }: Span, { certificate, version }: NumberedVersion, isDeployed: boolean) {
  const written = text.slice(start, end);
  const [collection = '', name = '', number = ''] = written.split('/').slice(-3);
  // A deployment accepts only secrets.
  const newCollection = isDeployed && collection.toLowerCase() !== 'secrets' ? 'secrets' : collection;
  if (newCollection !== collection) {
    const from = end - [collection, name, number].join('/').length;
    return { start: from, end, newText: [newCollection, certificate, version].join('/') };
  }
  return certificateKey(name) === certificateKey(certificate)
    ? { start: end - number.length, end, newText: version }
    : { start: end - [name, number].join('/').length, end, newText: [certificate, version].join('/') };
}

/** The version of the vault that has the thumbprint of `to`, preferably of the certificate with this name. */
function versionIn(snapshot: VaultSnapshot, to: CertificateVersion, name: string): NumberedVersion | undefined {
  const found = holdersOf(snapshot, to.thumbprint).map(
    ({ newest, older }) => older ?? withKnownDetails(snapshot, newest),
  );
  const own = found.find(({ certificate }) => certificateKey(certificate) === certificateKey(name)) ?? found[0];
  return own?.version === undefined ? undefined : { certificate: own.certificate, version: own.version };
}

/** Version numbers without their URLs, such as values of parameters. */
function numberPlaces(text: string, snapshots: readonly VaultSnapshot[]): readonly Place[] {
  const known = versionsByNumber(snapshots);
  return versionNumbersIn(text).flatMap(({ number, span }) => {
    const version = known.get(number);
    return version === undefined ? [] : [numberPlace(version, span, snapshots)];
  });
}

function numberPlace(known: CertificateVersion, span: Span, snapshots: readonly VaultSnapshot[]): Place {
  const { certificate, vault, thumbprint } = known;
  return {
    span,
    label: l10n.t('Version of "{0}"', certificate),
    from: thumbprint,
    write: (to) => {
      const snapshot = snapshots.find((one) => one.vault === vault);
      const next = snapshot && versionIn(snapshot, to, certificate);
      return next === undefined || certificateKey(next.certificate) !== certificateKey(certificate)
        ? { reason: l10n.t('"{0}" in {1} does not have the new version', certificate, vaultName(vault)) }
        : { edit: { ...span, newText: next.version } };
    },
    doubt: l10n.t('The version number stands alone, without the name of the certificate'),
  };
}

function versionsByNumber(snapshots: readonly VaultSnapshot[]): ReadonlyMap<string, CertificateVersion> {
  const versions = snapshots.flatMap(({ versions: lists }) => [...lists.values()].flat());
  return new Map(
    versions.flatMap((one): readonly [string, CertificateVersion][] =>
      one.version === undefined ? [] : [[one.version, one]],
    ),
  );
}
