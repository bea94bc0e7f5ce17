import * as vscode from 'vscode';
import type { CertificateVersion } from '../../certificate/verdict';
import { expiryPhrase, isoDate, unusablePhrase } from '../../certificate/verdictMessages';
import type { CertificateDetails } from '../../vault/snapshot/snapshot';
import type { PlaceArgument, VaultArgument, VersionArgument } from '../commands/arguments';
import { abortSignal, escapeMarkdown } from '../convert';
import { within } from '../shared';
import type { KeyVaults } from '../vaults/keyVaults';

export interface CommandLink {
  readonly title: string;
  readonly command: string;
  readonly argument?: PlaceArgument | VersionArgument | VaultArgument | string;
}

/** Markdown with untrusted text escaped; only the commands of the links added here are trusted. */
export class CertificateFacts {
  readonly markdown = new vscode.MarkdownString();

  headline(text: string): this {
    this.markdown.appendMarkdown(`**${escapeMarkdown(text)}**\n\n`);
    return this;
  }

  version(version: CertificateVersion, details: CertificateDetails | undefined, now: number): this {
    if (details?.unusable !== undefined) {
      this.fact(vscode.l10n.t('Unusable'), unusablePhrase(details.unusable));
    }
    if (details !== undefined) {
      this.fact(vscode.l10n.t('Subject'), details.subject);
      this.fact(vscode.l10n.t('Names'), details.dnsNames.join(', '));
      this.fact(vscode.l10n.t('Issuer'), details.issuer);
      this.fact(vscode.l10n.t('Key'), details.key);
      this.fact(vscode.l10n.t('Signed with'), details.weakSignature ?? '');
    }
    this.fact(vscode.l10n.t('Valid'), validity(version, now));
    this.fact(vscode.l10n.t('Thumbprint'), version.thumbprint);
    this.fact(vscode.l10n.t('Vault'), new URL(version.vault).host);
    this.fact(vscode.l10n.t('Certificate'), version.certificate);
    this.fact(vscode.l10n.t('Version'), version.version ?? details?.version ?? '');
    return this;
  }

  fact(label: string, value: string): this {
    if (value !== '') {
      this.markdown.appendMarkdown(`${escapeMarkdown(`${label}: ${value}`)}  \n`);
    }
    return this;
  }

  paragraph(): this {
    this.markdown.appendMarkdown('\n');
    return this;
  }

  note(text: string): this {
    this.markdown.appendMarkdown(`*${escapeMarkdown(text)}*  \n`);
    return this;
  }

  links(links: readonly CommandLink[]): this {
    this.markdown.isTrusted = { enabledCommands: links.map(({ command }) => command) };
    this.markdown.appendMarkdown(`${links.map(linkText).join(' · ')}\n\n`);
    return this;
  }
}

function linkText({ title, command, argument }: CommandLink): string {
  const query = argument === undefined ? '' : `?${encoded(JSON.stringify([argument]))}`;
  return `[${escapeMarkdown(title)}](command:${command}${query})`;
}

/** Like `encodeURIComponent`, but also encodes parentheses, which would end the link. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}

/** `2026-01-02 to 2027-01-02, expires in 40 days`, in UTC. */
function validity({ notBefore, expires }: CertificateVersion, now: number): string {
  if (expires === undefined) {
    return '';
  }
  const phrase = expiryPhrase(expires, now);
  return notBefore === undefined
    ? phrase
    : vscode.l10n.t('{0} to {1}, {2}', isoDate(notBefore), isoDate(expires), phrase);
}

/** Milliseconds that a hover waits for the details of a certificate. */
const maxWait = 400;

/** `reading`: the details will be available later. `unread`: they could not be read, or the request was canceled. */
export async function detailsSoon(
  keyVaults: KeyVaults,
  version: CertificateVersion,
  token: vscode.CancellationToken,
): Promise<CertificateDetails | 'reading' | 'unread'> {
  const answer = keyVaults.details(version, { signal: abortSignal(token) }).then(
    (details) => ('kind' in details ? 'unread' : details),
    () => 'unread' as const,
  );
  return within(maxWait, answer, 'reading' as const);
}
