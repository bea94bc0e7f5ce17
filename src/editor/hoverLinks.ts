import * as vscode from 'vscode';
import { isMatched, type MatchedVerdict, type Verdict } from '../cscfg/verdict';
import { isUsable } from '../cscfg/words';
import type { CommandLink } from './certificateFacts';
import { vaultIn, type PlaceArgument, type VersionArgument } from './commandArguments';
import { commands } from './commandIds';
import type { KeyVaults } from './keyVaults';
import type { Readiness } from './readiness';
import { readinessLinks } from './readinessFacts';

export interface HoverPlace {
  readonly place: PlaceArgument;
  /** Whether the file can be changed. */
  readonly isEditable: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What can be done about an entry, what fixes it first. */
export function hoverLinks(
  verdict: Verdict,
  { place, isEditable, now }: HoverPlace,
  keyVaults: KeyVaults,
  readiness: Readiness,
): readonly CommandLink[] {
  const vault = isMatched(verdict) ? vaultIn({ vaultUrl: verdict.match.vault }) : undefined;
  return [
    ...trustLink(verdict),
    ...(isEditable ? updateLink(verdict, place, now) : []),
    ...(isMatched(verdict) ? changeLinks(verdict, keyVaults) : []),
    ...(vault === undefined ? [] : readinessLinks(vault, readiness)),
    ...(isEditable
      ? [{ title: vscode.l10n.t('Choose another…'), command: commands.replaceCertificate, argument: place }]
      : []),
    ...certificateLinks(verdict),
    { title: vscode.l10n.t('Refresh'), command: commands.refresh, argument: place },
  ];
}

function trustLink(verdict: Verdict): readonly CommandLink[] {
  return verdict.kind === 'unverified' && verdict.reason.kind === 'untrusted'
    ? [{ title: vscode.l10n.t('Manage Trust'), command: 'workbench.trust.manage' }]
    : [];
}

function updateLink(verdict: Verdict, place: PlaceArgument, now: number): readonly CommandLink[] {
  const latest = isMatched(verdict) ? verdict.latest : undefined;
  const title = vscode.l10n.t('Update to the newest version');
  return latest === undefined || !isUsable(latest, now)
    ? []
    : [{ title, command: commands.updateCertificate, argument: place }];
}

/** What the vault itself can mend, as far as it is not known to refuse. */
function changeLinks(verdict: MatchedVerdict, keyVaults: KeyVaults): readonly CommandLink[] {
  const { kind, match } = verdict;
  const argument = versionArgument(verdict);
  if (kind === 'disabled' && keyVaults.offers('enable', match.vault)) {
    return [{ title: vscode.l10n.t('Enable…'), command: commands.enableCertificate, argument }];
  }
  return kind === 'deleted' && keyVaults.offers('recover', match.vault)
    ? [{ title: vscode.l10n.t('Recover…'), command: commands.recoverCertificate, argument }]
    : [];
}

/** What a deleted certificate's identifiers lead to is gone. */
function certificateLinks(verdict: Verdict): readonly CommandLink[] {
  if (!isMatched(verdict) || verdict.kind === 'deleted') {
    return [];
  }
  const argument = versionArgument(verdict);
  return [
    { title: vscode.l10n.t('Copy certificate identifier'), command: commands.copyCertificateIdentifier, argument },
    { title: vscode.l10n.t('Copy secret identifier'), command: commands.copySecretIdentifier, argument },
    { title: vscode.l10n.t('Open in portal'), command: commands.openInPortal, argument },
  ];
}

/** A link only needs to say which version it is about. */
function versionArgument({ match }: MatchedVerdict): VersionArgument {
  const { vault, certificate, version, thumbprint, enabled } = match;
  return { version: { vault, certificate, thumbprint, enabled, ...(version === undefined ? {} : { version }) } };
}
