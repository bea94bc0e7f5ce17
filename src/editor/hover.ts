import * as vscode from 'vscode';
import { verdictFor } from '../cscfg/entries';
import { entryAt } from '../cscfg/model/at';
import { thumbprintSpan, type CertificateEntry } from '../cscfg/model/serviceConfiguration';
import { spanContains, type Span } from '../cscfg/text/span';
import { isMatched, type CertificateVersion, type Verdict } from '../cscfg/verdict';
import { isUsable, verdictLine } from '../cscfg/words';
import { CertificateFacts, type CommandLink } from './certificateFacts';
import type { PlaceArgument } from './commandArguments';
import { commands } from './commandIds';
import { language } from './cscfgDocuments';
import { detailsAtHand } from './detailsAtHand';
import type { Judge, Judgement } from './judgement';
import type { KeyVaults } from './keyVaults';
import { rangeOf, say } from './text';

/** Whose thumbprint it is, and what can be done about it, wherever one points in a certificate's element. */
export class CertificateHover implements vscode.HoverProvider {
  constructor(
    private readonly judge: Judge,
    private readonly keyVaults: KeyVaults,
  ) {}

  register(): vscode.Disposable {
    return vscode.languages.registerHoverProvider({ language }, this);
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const judgement = this.judge.of(document);
    const offset = document.offsetAt(position);
    const entry = entryAt(judgement.cscfg, offset)?.entry;
    if (entry === undefined || namesAFile(entry)) {
      return undefined;
    }
    const place: PlaceArgument = { uri: document.uri.toString(), offset: entry.element.span.start };
    const content = await this.content(entry, judgement, place, token);
    return new vscode.Hover(content, rangeOf(document, spanAt(entry, offset)));
  }

  private async content(
    entry: CertificateEntry,
    { context }: Judgement,
    place: PlaceArgument,
    token: vscode.CancellationToken,
  ): Promise<vscode.MarkdownString> {
    const { now } = context;
    const verdict = verdictFor(entry, context);
    const facts = new CertificateFacts().headline(
      thumbprintOf(entry) === ''
        ? vscode.l10n.t('No thumbprint: the entry names no certificate yet')
        : say(verdictLine(verdict, now)),
    );
    if (isMatched(verdict)) {
      await this.describe(facts, verdict.match, verdict.kind === 'deleted', now, token);
    }
    if ('checked' in verdict) {
      facts.fact(vscode.l10n.t('Checked'), new Date(verdict.checked).toLocaleString());
    }
    return facts.links(linksFor(verdict, place, now)).markdown;
  }

  private async describe(
    facts: CertificateFacts,
    version: CertificateVersion,
    deleted: boolean,
    now: number,
    token: vscode.CancellationToken,
  ): Promise<void> {
    // A deleted certificate's contents are not to be had.
    const details = deleted ? 'unread' : await detailsAtHand(this.keyVaults, version, token);
    if (details === 'reading') {
      facts.note(vscode.l10n.t('Subject, names and issuer are being read: point here again.'));
    }
    facts.version(version, typeof details === 'string' ? undefined : details, now);
  }
}

/** An entry with a file in place of a thumbprint, as some of Microsoft's own have. */
function namesAFile(entry: CertificateEntry): boolean {
  return entry.sourceLocation !== undefined && thumbprintOf(entry) === '';
}

function thumbprintOf({ thumbprint }: CertificateEntry): string {
  return thumbprint?.value.trim() ?? '';
}

/** The thumbprint's value where one points at that, else the whole element: VS Code wants the pointer in it. */
function spanAt(entry: CertificateEntry, offset: number): Span {
  const value = thumbprintSpan(entry);
  return spanContains(value, offset) ? value : entry.element.span;
}

function linksFor(verdict: Verdict, place: PlaceArgument, now: number): readonly CommandLink[] {
  return [
    ...updateLink(verdict, place, now),
    { title: vscode.l10n.t('Choose another…'), command: commands.replaceCertificate, argument: place },
    ...certificateLinks(verdict),
    { title: vscode.l10n.t('Refresh'), command: commands.refresh, argument: place },
  ];
}

function updateLink(verdict: Verdict, place: PlaceArgument, now: number): readonly CommandLink[] {
  const latest = isMatched(verdict) ? verdict.latest : undefined;
  return latest === undefined || !isUsable(latest, now)
    ? []
    : [
        {
          title: vscode.l10n.t('Update to the newest version'),
          command: commands.updateCertificate,
          argument: place,
        },
      ];
}

/** What a deleted certificate's identifiers lead to is gone. */
function certificateLinks(verdict: Verdict): readonly CommandLink[] {
  if (!isMatched(verdict) || verdict.kind === 'deleted') {
    return [];
  }
  const argument = { version: verdict.match };
  return [
    { title: vscode.l10n.t('Copy certificate identifier'), command: commands.copyCertificateIdentifier, argument },
    { title: vscode.l10n.t('Copy secret identifier'), command: commands.copySecretIdentifier, argument },
    { title: vscode.l10n.t('Open in portal'), command: commands.openInPortal, argument },
  ];
}
