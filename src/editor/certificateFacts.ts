import * as vscode from 'vscode';
import type { CertificateVersion } from '../cscfg/verdict';
import { expiryPhrase } from '../cscfg/words';
import type { CertificateDetails } from '../vault/details';
import { commands, type PlaceArgument, type VersionArgument } from './commandIds';
import { say } from './text';
import type { VaultArgument } from './vaultArgument';

/** A link of a hover that runs one of our commands. */
export interface CommandLink {
  readonly title: string;
  readonly command: string;
  readonly argument?: PlaceArgument | VersionArgument | VaultArgument;
}

/**
 * A certificate's facts as Markdown, for hovers and tooltips. Names, subjects and the like come from outside:
 * they only enter through `appendText`, and the only links are our own commands.
 */
export class CertificateFacts {
  readonly markdown = new vscode.MarkdownString();

  constructor() {
    this.markdown.isTrusted = { enabledCommands: Object.values(commands) };
    this.markdown.supportHtml = false;
  }

  headline(text: string): this {
    this.markdown.appendMarkdown('**').appendText(text).appendMarkdown('**\n\n');
    return this;
  }

  /** What a vault's list tells, and what the certificate itself tells where it was read. */
  version(version: CertificateVersion, details: CertificateDetails | undefined, now: number): this {
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
      this.markdown.appendText(`${label}: ${value}`).appendMarkdown('  \n');
    }
    return this;
  }

  links(links: readonly CommandLink[]): this {
    const written = links.map(({ title, command, argument }) => {
      const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
      return `[${title}](command:${command}${query})`;
    });
    this.markdown.appendMarkdown(`\n\n${written.join(' · ')}`);
    return this;
  }
}

/** `2026-01-02 to 2027-01-02, expires in 40 days`: dates in UTC, as certificates state them. */
function validity({ notBefore, expires }: CertificateVersion, now: number): string {
  if (expires === undefined) {
    return '';
  }
  const phrase = say(expiryPhrase(expires, now));
  return notBefore === undefined
    ? phrase
    : vscode.l10n.t('{0} to {1}, {2}', isoDate(notBefore), isoDate(expires), phrase);
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
