import * as l10n from '@vscode/l10n';
import type { CertificateVersion, Thumbprint, Verdict } from '../certificate/verdict';
import { isMatched } from '../certificate/verdict';
import { vaultName, verdictLine } from '../certificate/verdictMessages';
import type { CscfgDocument } from '../cscfg/document';
import { verdictFor } from '../cscfg/entries';
import type { CertificateEntry, Role } from '../cscfg/model/configuration';
import { findNamed } from '../cscfg/service/names';
import type { DeploymentTarget, GroupCertificate, LeftOut, OsProfile, SecretGroup } from '../deployment/osProfile';
import { groupBy, present } from '../text/objects';
import { secretUrl } from '../vault/identifiers';
import { detailsKey, type VaultSnapshot } from '../vault/snapshot/snapshot';

export interface ProfiledConfiguration {
  readonly document: CscfgDocument;
  readonly definition?: CscfgDocument;
}

export interface ProfileOptions {
  readonly verdictOf: (thumbprint: Thumbprint) => Verdict;
  readonly snapshots: readonly VaultSnapshot[];
  readonly target: DeploymentTarget;
  readonly vaultIdOf: (url: string) => string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Each certificate once, in the order of the files; those that no deployment can read are left out with a reason. */
export function osProfileOf(configurations: readonly ProfiledConfiguration[], options: ProfileOptions): OsProfile {
  const found: { readonly vault: string; readonly certificate: GroupCertificate }[] = [];
  const leftOut: LeftOut[] = [];
  for (const { document, definition } of configurations) {
    for (const role of document.model.roles) {
      for (const entry of role.certificates) {
        const verdict = verdictFor(entry, options);
        const match = deployable(verdict);
        const url = match && secretIdOf(options.snapshots, match);
        if (match === undefined || url === undefined) {
          leftOut.push(withReason(role, entry, reasonOf(entry, verdict, match, options.now)));
        } else {
          const store = options.target === 'vmss' ? storeOf(definition, role, entry) : 'My';
          found.push({ vault: match.vault, certificate: { url, store } });
        }
      }
    }
  }
  const groups = [...groupBy(found, ({ vault }) => vault)].map(([vault, items]): SecretGroup => ({
    vault: vaultName(vault),
    ...present('vaultId', options.vaultIdOf(vault)),
    certificates: unique(items.map(({ certificate }) => certificate)),
  }));
  return { groups, leftOut: uniqueBy(leftOut, ({ role, name, thumbprint }) => `${role}\n${name}\n${thumbprint}`) };
}

/** The versions whose secret identifier is not known until their contents are read. */
export function versionsToRead(
  configurations: readonly ProfiledConfiguration[],
  { verdictOf, snapshots }: Pick<ProfileOptions, 'verdictOf' | 'snapshots'>,
): readonly CertificateVersion[] {
  const matches = configurations
    .flatMap(({ document }) => document.model.roles)
    .flatMap(({ certificates }) => certificates)
    .flatMap((entry) => deployable(verdictFor(entry, { verdictOf })) ?? [])
    .filter((match) => secretIdOf(snapshots, match) === undefined);
  return uniqueBy(matches, (match) => `${match.vault} ${detailsKey(match)}`);
}

/** An expired or outdated certificate deploys; one whose secret cannot be read, or has no private key, does not. */
function deployable(verdict: Verdict): CertificateVersion | undefined {
  return isMatched(verdict) && !['deleted', 'disabled', 'unusable'].includes(verdict.kind) ? verdict.match : undefined;
}

/** Undefined if the version number is not known. */
export function secretIdOf(snapshots: readonly VaultSnapshot[], version: CertificateVersion): string | undefined {
  const snapshot = snapshots.find(({ vault }) => vault === version.vault);
  const number = version.version ?? snapshot?.details.get(detailsKey(version))?.version;
  return number === undefined ? undefined : secretUrl({ ...version, version: number });
}

function withReason(role: Role, entry: CertificateEntry, reason: string): LeftOut {
  return {
    role: role.name?.value ?? '',
    name: entry.name?.value ?? '',
    thumbprint: entry.thumbprint?.value ?? '',
    reason,
  };
}

function reasonOf(
  entry: CertificateEntry,
  verdict: Verdict,
  match: CertificateVersion | undefined,
  now: number,
): string {
  if (match !== undefined) {
    return l10n.t('The version of {0} in {1} could not be read.', match.certificate, vaultName(match.vault));
  }
  return entry.thumbprintText.kind === 'missing'
    ? l10n.t('It has no thumbprint.')
    : `${verdictLine(verdict, now).replace(/\.$/, '')}.`;
}

/** As the service definition declares it, or the personal store. */
function storeOf(definition: CscfgDocument | undefined, role: Role, entry: CertificateEntry): string {
  const declared = definition && findNamed(definition.definition.roles, role.name?.value ?? '');
  const certificate = declared && findNamed(declared.certificates, entry.name?.value ?? '');
  const store = certificate?.storeName?.value ?? '';
  return store === '' ? 'My' : store;
}

function unique(certificates: readonly GroupCertificate[]): readonly GroupCertificate[] {
  return uniqueBy(certificates, ({ url, store }) => `${url} ${store.toLowerCase()}`);
}

function uniqueBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    first.set(key, first.get(key) ?? item);
  }
  return [...first.values()];
}
