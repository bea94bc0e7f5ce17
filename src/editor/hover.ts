import * as vscode from 'vscode';
import { verdictFor } from '../cscfg/entries';
import { entryAt } from '../cscfg/model/at';
import { thumbprintSpan, type CertificateEntry } from '../cscfg/model/serviceConfiguration';
import { spanContains, type Span } from '../cscfg/text/span';
import { isMatched, type CertificateVersion, type Verdict } from '../cscfg/verdict';
import { unseenLine, verdictLine } from '../cscfg/words';
import { CertificateFacts } from './certificateFacts';
import { vaultIn, type PlaceArgument } from './commandArguments';
import { language } from './cscfgDocuments';
import { detailsAtHand } from './detailsAtHand';
import { hoverLinks } from './hoverLinks';
import type { Judge, Judgement } from './judgement';
import type { KeyVaults } from './keyVaults';
import type { Readiness } from './readiness';
import { problemWords } from './readinessFacts';
import { rangeOf, say } from './text';

/** Whose thumbprint it is, and what can be done about it, wherever one points in a certificate's element. */
export class CertificateHover implements vscode.HoverProvider {
  constructor(
    private readonly judge: Judge,
    private readonly keyVaults: KeyVaults,
    private readonly readiness: Readiness,
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
    deploymentFacts(facts, verdict, this.readiness);
    facts.links(hoverLinks(verdict, place, now, this.keyVaults, this.readiness));
    if (isMatched(verdict)) {
      await this.describe(facts, verdict.match, verdict.kind === 'deleted', now, token);
    }
    notFoundFacts(facts, verdict);
    if ('checked' in verdict) {
      facts.fact(vscode.l10n.t('Checked'), new Date(verdict.checked).toLocaleString());
    }
    return facts.markdown;
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

/** Where it is instead of among the certificates, and what was not looked at. */
function notFoundFacts(facts: CertificateFacts, verdict: Verdict): void {
  if (verdict.kind === 'secretOnly') {
    facts.fact(vscode.l10n.t('Vault'), new URL(verdict.secret.vault).host);
    facts.fact(vscode.l10n.t('Secret'), verdict.secret.name);
    facts.fact(vscode.l10n.t('To do'), vscode.l10n.t('Upload it to Key Vault again as a certificate.'));
  }
  if (verdict.kind === 'notFound') {
    for (const unseen of verdict.unseen ?? []) {
      facts.fact(vscode.l10n.t('Not looked at'), say(unseenLine(unseen)));
    }
  }
}

/** What of its vault keeps a deployment from fetching it, in sight. That a vault is ready goes without saying. */
function deploymentFacts(facts: CertificateFacts, verdict: Verdict, readiness: Readiness): void {
  const vault = isMatched(verdict) ? vaultIn({ vaultUrl: verdict.match.vault }) : undefined;
  const problems = vault === undefined ? [] : problemWords(vault, readiness);
  if (problems.length > 0) {
    problems.forEach((words) => facts.fact(vscode.l10n.t('Deployment'), words));
    facts.paragraph();
  }
}
