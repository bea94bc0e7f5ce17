import * as vscode from 'vscode';
import { thumbprintSpan, type CertificateEntry } from '../cscfg/model/serviceConfiguration';
import { entryAt } from '../cscfg/model/at';
import { verdictFor } from '../cscfg/entries';
import { isMatched, type CertificateVersion, type MatchedVerdict, type Verdict } from '../cscfg/verdict';
import { stateOf, unseenLine, verdictLine } from '../cscfg/words';
import type { CertificateDetails } from '../vault/details';
import { language } from './cscfgDocuments';
import { CertificateFacts, type CommandLink } from './certificateFacts';
import { commands, type PlaceArgument, type VersionArgument } from './commandIds';
import type { Judge } from './judgement';
import type { KeyVaults } from './keyVaults';
import type { Readiness } from './readiness';
import { problemWords, readinessLinks } from './readinessFacts';
import { abortSignal, rangeOf, say } from './text';
import { vaultIn } from './vaultArgument';

/** The longest a hover waits for the certificate's own facts, in milliseconds; the verdict is always at hand. */
const patience = 1500;

/** Whose thumbprint it is, and what can be done about it. */
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
    const entry = entryAt(judgement.cscfg, document.offsetAt(position))?.entry;
    if (entry?.thumbprint === undefined || entry.thumbprint.value === '') {
      return undefined;
    }
    const verdict = verdictFor(entry, judgement.context);
    const details = isMatched(verdict) ? await this.details(verdict.match, token) : undefined;
    const content = this.content(document, entry, judgement.context.now, verdict, details);
    return new vscode.Hover(content, rangeOf(document, thumbprintSpan(entry)));
  }

  private async details(
    version: CertificateVersion,
    token: vscode.CancellationToken,
  ): Promise<CertificateDetails | undefined> {
    const signal = AbortSignal.any([abortSignal(token), AbortSignal.timeout(patience)]);
    try {
      const answer = await this.keyVaults.details(version, { signal });
      return 'kind' in answer ? undefined : answer;
    } catch {
      // Too slow or no longer wanted: the hover says what the list said.
      return undefined;
    }
  }

  /** Only what stands in the way: that the vault is ready says nothing about this certificate. */
  private aboutVault(facts: CertificateFacts, url: string): void {
    const vault = vaultIn({ vaultUrl: url });
    const problems = vault === undefined ? [] : problemWords(vault, this.readiness);
    if (vault !== undefined && problems.length > 0) {
      problems.forEach((words) => facts.fact(vscode.l10n.t('Deployment'), words));
      facts.links(readinessLinks(vault, this.readiness));
    }
  }

  private content(
    document: vscode.TextDocument,
    entry: CertificateEntry,
    now: number,
    verdict: Verdict,
    details: CertificateDetails | undefined,
  ): vscode.MarkdownString {
    const facts = new CertificateFacts().headline(say(verdictLine(verdict, now)));
    const place: PlaceArgument = { uri: document.uri.toString(), offset: entry.element.span.start };
    if (isMatched(verdict)) {
      facts.version(verdict.match, details, now);
      facts.fact(vscode.l10n.t('Checked'), new Date(verdict.checked).toLocaleString());
      const links = [...updateLink(verdict, place, now), ...vaultLinks(verdict, this.keyVaults)];
      facts.links([...links, ...certificateLinks(versionArgument(verdict))]);
      this.aboutVault(facts, verdict.match.vault);
    } else {
      notFoundFacts(facts, verdict);
    }
    return facts.links([
      { title: vscode.l10n.t('Choose another…'), command: commands.replaceCertificate, argument: place },
      { title: vscode.l10n.t('Refresh'), command: commands.refresh },
    ]).markdown;
  }
}

function updateLink(verdict: MatchedVerdict, place: PlaceArgument, now: number): readonly CommandLink[] {
  const { latest } = verdict;
  if (latest === undefined || stateOf(latest, now, 0) !== 'current') {
    return [];
  }
  const title = vscode.l10n.t('Update to the newest version');
  return [{ title, command: commands.updateCertificate, argument: place }];
}

/** What the vault itself can mend, as far as it is not known to refuse. */
function vaultLinks(verdict: MatchedVerdict, keyVaults: KeyVaults): readonly CommandLink[] {
  const { kind, match } = verdict;
  const argument = versionArgument(verdict);
  if (kind === 'disabled' && keyVaults.offers('enable', match.vault)) {
    return [{ title: vscode.l10n.t('Enable…'), command: commands.enableCertificate, argument }];
  }
  return kind === 'deleted' && keyVaults.offers('recover', match.vault)
    ? [{ title: vscode.l10n.t('Recover…'), command: commands.recoverCertificate, argument }]
    : [];
}

/** Where it is instead, and what was not looked at. */
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

/** A link only needs to say which version it is about. */
function versionArgument({ match }: MatchedVerdict): VersionArgument {
  const { vault, certificate, version, thumbprint, enabled } = match;
  return { version: { vault, certificate, thumbprint, enabled, ...(version === undefined ? {} : { version }) } };
}

function certificateLinks(argument: VersionArgument): readonly CommandLink[] {
  return [
    { title: vscode.l10n.t('Copy certificate identifier'), command: commands.copyCertificateIdentifier, argument },
    { title: vscode.l10n.t('Copy secret identifier'), command: commands.copySecretIdentifier, argument },
    { title: vscode.l10n.t('Open in portal'), command: commands.openInPortal, argument },
  ];
}
