import * as vscode from 'vscode';
import {
  type CertificateVersion,
  isKnown,
  isMatched,
  type MatchedVerdict,
  type Verdict,
} from '../../certificate/verdict';
import { isUsable, unseenLine, verdictLine } from '../../certificate/verdictMessages';
import { verdictFor } from '../../cscfg/entries';
import type { CscfgDocument } from '../../cscfg/document';
import { entryAt } from '../../cscfg/model/at';
import { type CertificateEntry, thumbprintSpan } from '../../cscfg/model/configuration';
import { settingThumbprintStale } from '../../cscfg/rules/certificates/settings';
import { verdictRules } from '../../cscfg/rules/certificates/verdicts';
import type { CheckContext, Finding } from '../../cscfg/rules/rule';
import { settingUses } from '../../cscfg/uses';
import { type Span, spanContains } from '../../text/span';
import { type PlaceArgument, vaultIn, type VersionArgument } from '../commands/arguments';
import { commands } from '../commands/ids';
import { rangeOf } from '../convert';
import { isInBrowser } from '../vaults/browserVaults';
import type { KeyVaults } from '../vaults/keyVaults';
import { credentialSetting, isSignInMissing, remoteSignInNote } from '../signIn/remote';
import type { Readiness } from '../vaults/readiness';
import { problemWords, readinessLinks } from '../vaults/readinessFacts';
import { isEditable, language } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import { CertificateFacts, type CommandLink, detailsSoon } from './certificateFacts';

export interface HoverPlace {
  readonly place: PlaceArgument;
  readonly isEditable: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Fixes first. In a browser, a vault can be added to the settings, but everything else needs one that can be read. */
export function hoverLinks(
  verdict: Verdict,
  { place, isEditable, now }: HoverPlace,
  keyVaults: KeyVaults,
  readiness: Readiness,
): readonly CommandLink[] {
  if (isInBrowser) {
    return addVaultLink(verdict, place);
  }
  const vault = isMatched(verdict) ? vaultIn({ vaultUrl: verdict.match.vault }) : undefined;
  return [
    ...trustLink(verdict),
    ...addVaultLink(verdict, place),
    ...signInLinks(verdict, place),
    ...(isEditable ? updateLink(verdict, place, now) : []),
    ...(isMatched(verdict) ? changeLinks(verdict, keyVaults) : []),
    ...(vault === undefined ? [] : readinessLinks(vault, readiness)),
    ...(isEditable
      ? [{ title: vscode.l10n.t('Choose Another…'), command: commands.replaceCertificate, argument: place }]
      : []),
    ...(isEditable && hasThumbprint(verdict)
      ? [{ title: vscode.l10n.t('Roll Over…'), command: commands.rollOverCertificate, argument: place }]
      : []),
    ...certificateLinks(verdict),
    { title: vscode.l10n.t('Refresh'), command: commands.refresh, argument: place },
  ];
}

function hasThumbprint({ kind }: Verdict): boolean {
  return kind !== 'malformed' && kind !== 'placeholder';
}

function trustLink(verdict: Verdict): readonly CommandLink[] {
  return verdict.kind === 'unverified' && verdict.reason.kind === 'untrusted'
    ? [{ title: vscode.l10n.t('Manage Trust'), command: 'workbench.trust.manage' }]
    : [];
}

function addVaultLink(verdict: Verdict, argument: PlaceArgument): readonly CommandLink[] {
  return verdict.kind === 'unverified' && verdict.reason.kind === 'noVault'
    ? [{ title: vscode.l10n.t('Add Key Vault…'), command: commands.addKeyVault, argument }]
    : [];
}

function signInLinks(verdict: Verdict, argument: PlaceArgument): readonly CommandLink[] {
  return needsSignIn(verdict)
    ? [
        { title: vscode.l10n.t('Sign In'), command: commands.signIn, argument },
        ...(remoteNoteOn(verdict) === undefined
          ? []
          : [{ title: vscode.l10n.t('Change Credential…'), ...credentialSetting }]),
      ]
    : [];
}

function needsSignIn(verdict: Verdict): boolean {
  return verdict.kind === 'unverified' && verdict.reason.kind === 'failed' && verdict.reason.signIn === true;
}

function remoteNoteOn(verdict: Verdict): string | undefined {
  const reason = verdict.kind === 'unverified' ? verdict.reason : undefined;
  return reason?.kind === 'failed' && isSignInMissing(reason.failure) ? remoteSignInNote() : undefined;
}

function updateLink(verdict: Verdict, place: PlaceArgument, now: number): readonly CommandLink[] {
  const latest = isMatched(verdict) ? verdict.latest : undefined;
  const title = vscode.l10n.t('Update to Newest Version');
  return latest === undefined || !isUsable(latest, now)
    ? []
    : [{ title, command: commands.updateCertificate, argument: place }];
}

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

/** The identifiers of a deleted certificate lead nowhere. */
function certificateLinks(verdict: Verdict): readonly CommandLink[] {
  if (!isMatched(verdict) || verdict.kind === 'deleted') {
    return [];
  }
  const argument = versionArgument(verdict);
  return [
    { title: vscode.l10n.t('Copy Certificate Identifier'), command: commands.copyCertificateIdentifier, argument },
    { title: vscode.l10n.t('Copy Secret Identifier'), command: commands.copySecretIdentifier, argument },
    { title: vscode.l10n.t('Open in Portal'), command: commands.openInPortal, argument },
  ];
}

function versionArgument({ match }: MatchedVerdict): VersionArgument {
  const { vault, certificate, version, thumbprint, enabled } = match;
  return { version: { vault, certificate, thumbprint, enabled, ...(version === undefined ? {} : { version }) } };
}

/** Anywhere in the `<Certificate>` element, and on a known thumbprint in a setting. */
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
    const subject = subjectAt(judgement.cscfg, offset, judgement.context);
    if (subject === undefined) {
      return undefined;
    }
    const editable = isEditable(document);
    const hovered: Hovered = {
      subject,
      place: { uri: document.uri.toString(), offset: subject.offset },
      isEditable: editable,
      now: judgement.context.now,
      isStated: editable && judgement.findings.some((finding) => statesVerdict(finding, offset)),
    };
    const content = await this.content(hovered, token);
    return new vscode.Hover(content, rangeOf(document, subject.span));
  }

  private async content(hovered: Hovered, token: vscode.CancellationToken): Promise<vscode.MarkdownString> {
    const { subject, isStated, now } = hovered;
    const { verdict } = subject;
    const facts = new CertificateFacts();
    if (!isStated) {
      facts.headline(
        subject.isEmpty
          ? vscode.l10n.t('No thumbprint: choose a certificate from Key Vault')
          : verdictLine(verdict, now),
      );
    }
    const isReady = !deploymentFacts(facts, verdict, this.readiness);
    const isFine = isReady && verdict.kind === 'current';
    const links = hoverLinks(verdict, hovered, this.keyVaults, this.readiness);
    // VS Code cuts off long hovers, so the actions for a problem come first.
    if (!isFine) {
      facts.links(links);
    }
    if (isMatched(verdict)) {
      await this.describe(facts, verdict.match, verdict.kind === 'deleted', now, token);
    }
    notFoundFacts(facts, verdict);
    facts.fact(vscode.l10n.t('Remote'), remoteNoteOn(verdict) ?? '');
    if ('checked' in verdict) {
      facts.fact(vscode.l10n.t('Checked'), new Date(verdict.checked).toLocaleString());
    }
    if (isFine) {
      facts.paragraph().links(links);
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
    // The contents of a deleted certificate cannot be read.
    const details = deleted ? 'unread' : await detailsSoon(this.keyVaults, version, token);
    if (details === 'reading') {
      facts.note(vscode.l10n.t('Loading subject, names and issuer. Hover again in a moment.'));
    }
    facts.version(version, typeof details === 'string' ? undefined : details, now);
  }
}

interface Subject {
  readonly verdict: Verdict;
  readonly isEmpty: boolean;
  /** UTF-16 units, for commands. */
  readonly offset: number;
  readonly span: Span;
}

interface Hovered extends HoverPlace {
  readonly subject: Subject;
  /** Whether VS Code shows a finding with the same message above the hover. */
  readonly isStated: boolean;
}

const otherRules: readonly string[] = [
  'thumbprint-missing',
  'thumbprint-malformed',
  'thumbprint-placeholder',
  'thumbprint-unverified',
];

/** VS Code shows no hints above a hover. */
function statesVerdict({ code, severity, span }: Finding, offset: number): boolean {
  const isAboutIt =
    otherRules.includes(code) || [...verdictRules, settingThumbprintStale].some((rule) => rule.code === code);
  return isAboutIt && severity !== 'hint' && spanContains(span, offset);
}

function subjectAt(
  document: CscfgDocument,
  offset: number,
  context: Pick<CheckContext, 'verdictOf'>,
): Subject | undefined {
  const entry = entryAt(document, offset)?.entry;
  if (entry !== undefined) {
    return namesAFile(entry)
      ? undefined
      : {
          verdict: verdictFor(entry, context),
          isEmpty: thumbprintOf(entry) === '',
          offset: entry.element.span.start,
          span: spanAt(entry, offset),
        };
  }
  const use = settingUses(document).find(({ span }) => spanContains(span, offset));
  if (use === undefined) {
    return undefined;
  }
  const verdict = context.verdictOf(use.thumbprint);
  return isKnown(verdict) ? { verdict, isEmpty: false, offset: use.span.start, span: use.span } : undefined;
}

/** An entry with a file instead of a thumbprint, as in some samples by Microsoft. */
function namesAFile(entry: CertificateEntry): boolean {
  return entry.sourceLocation !== undefined && thumbprintOf(entry) === '';
}

function thumbprintOf({ thumbprint }: CertificateEntry): string {
  return thumbprint?.value.trim() ?? '';
}

/** The thumbprint at the offset, otherwise the whole element, because a hover range must contain the position. */
function spanAt(entry: CertificateEntry, offset: number): Span {
  const value = thumbprintSpan(entry);
  return spanContains(value, offset) ? value : entry.element.span;
}

function notFoundFacts(facts: CertificateFacts, verdict: Verdict): void {
  if (verdict.kind === 'secretOnly') {
    facts.fact(vscode.l10n.t('Vault'), new URL(verdict.secret.vault).host);
    facts.fact(vscode.l10n.t('Secret'), verdict.secret.name);
    facts.fact(vscode.l10n.t('To do'), vscode.l10n.t('Import it into Key Vault as a certificate.'));
  }
  if (verdict.kind === 'notFound') {
    for (const unseen of verdict.unseen ?? []) {
      facts.fact(vscode.l10n.t('Not checked'), unseenLine(unseen));
    }
  }
}

/** Adds what prevents deployments from reading the vault; returns whether there is anything. */
function deploymentFacts(facts: CertificateFacts, verdict: Verdict, readiness: Readiness): boolean {
  const vault = isMatched(verdict) ? vaultIn({ vaultUrl: verdict.match.vault }) : undefined;
  const problems = vault === undefined ? [] : problemWords(vault, readiness);
  if (problems.length > 0) {
    problems.forEach((words) => facts.fact(vscode.l10n.t('Deployment'), words));
    facts.paragraph();
  }
  return problems.length > 0;
}
