import * as vscode from 'vscode';
import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { planRollOver } from '../../check/rollOver/plan';
import type { Left, RollOverFile, RollOverPlan, RollOverRequest } from '../../check/rollOver/request';
import { summarize } from '../../check/rollOver/summary';
import { thumbprintUses } from '../../cscfg/uses';
import { readDeployments } from '../../deployment/deployments';
import { type WrittenUrls, writtenUrls } from '../../deployment/writtenUrls';
import { groupBy } from '../../text/objects';
import type { VaultAddress } from '../../vault/address';
import { holdersOf } from '../../vault/snapshot/inventory';
import { abortSignal } from '../convert';
import { showInformation, withProgress } from '../notify';
import type { KeyVaults } from '../vaults/keyVaults';
import { applyPlan } from './apply';
import { isWritable, openText, type RollOverFiles, vaultsOf, withText, type WorkspaceConfiguration } from './files';
import { summaryMarkdown } from './summary';

/** What to roll over. */
export interface RollOverChoice {
  /** One certificate, everywhere; without it, everything that is outdated or expired. */
  readonly certificate?: { readonly from: Thumbprint; readonly to?: CertificateVersion };
  /** The configurations to change; without it, all. */
  readonly isIncluded?: (uri: vscode.Uri) => boolean;
  /** Change configurations only. */
  readonly configurationsOnly?: boolean;
}

interface Prepared {
  readonly request: RollOverRequest;
  readonly plan: RollOverPlan;
  readonly documents: ReadonlyMap<string, vscode.TextDocument>;
}

/** Rolls certificates over: reads the vaults, shows the changes, makes them, and says what is left. */
export class RollOver {
  constructor(
    private readonly files: RollOverFiles,
    private readonly keyVaults: KeyVaults,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Rejects when the user cancels the progress. */
  async run(choice: RollOverChoice): Promise<void> {
    const prepared = await withProgress(vscode.l10n.t('Looking for uses of the certificates…'), (token) =>
      this.prepare(choice, abortSignal(token)),
    );
    const { request, plan, documents } = prepared;
    if (plan.files.length === 0) {
      this.report(vscode.l10n.t('There is nothing to roll over.'), request, [], plan.left);
      return;
    }
    const { made, declined } = await applyPlan(plan, documents);
    // Without any change, the user has discarded the preview.
    if (made.length > 0) {
      const count = made.flatMap(({ edits }) => edits).length;
      const text = vscode.l10n.t('Rolled over. Changes: {0}. Files: {1}.', count, made.length);
      this.report(text, request, made, [...plan.left, ...declined]);
    }
  }

  /** The notification stays while the command ends. */
  private report(...result: Parameters<typeof showResult>): void {
    showResult(...result).catch((error: unknown) => {
      this.log.error(`Roll-over: ${String(error)}`);
    });
  }

  private async prepare(choice: RollOverChoice, signal: AbortSignal): Promise<Prepared> {
    const { isIncluded = () => true, certificate } = choice;
    const all = await this.files.configurations();
    const included = all.filter(({ uri }) => isIncluded(uri));
    const wanted = certificate === undefined ? thumbprintsIn(included) : [certificate.from];
    await this.readVaults(certificate === undefined ? included : all, wanted, signal);
    const others = choice.configurationsOnly === true ? [] : await this.files.texts(this.related(all, wanted));
    const deployed = deployedIn(others);
    await this.readVersions(vaultsOf(all), deployed.urls, signal);
    signal.throwIfAborted();
    const configurations = included.map((one) => this.files.configurationFile(one));
    const request = {
      files: [...configurations, ...others],
      outside: all.filter(({ uri }) => !isIncluded(uri)).map((one) => this.files.configurationFile(one)),
      deployed,
      snapshots: vaultsOf(all).map((vault) => this.keyVaults.snapshot(vault)),
      ...(certificate === undefined ? {} : { certificate }),
      now: Date.now(),
    };
    return this.open(request);
  }

  /** Opens the files with changes, and plans again for those that have another text in VS Code. */
  private async open(request: RollOverRequest): Promise<Prepared> {
    const documents = new Map<string, vscode.TextDocument>();
    const unopened: Left[] = [];
    const files: RollOverFile[] = [...request.files];
    for (const { file, edits } of planRollOver(request).files) {
      const opened = await openOrReason(vscode.Uri.parse(file.path, true));
      if ('document' in opened) {
        documents.set(file.path, opened.document);
        files[files.indexOf(file)] = withText(file, opened.document);
      } else {
        const { reason } = opened;
        files.splice(files.indexOf(file), 1);
        unopened.push(
          ...edits.map(({ start, end, label }) => ({
            path: file.path,
            span: { start, end },
            label,
            reason,
            failed: true,
          })),
        );
      }
    }
    const opened = { ...request, files, deployed: deployedIn(files) };
    const plan = planRollOver(opened);
    return { request: opened, plan: { ...plan, left: [...plan.left, ...unopened] }, documents };
  }

  /** The thumbprints to look for: those of all versions of the certificates. */
  private related(
    configurations: readonly WorkspaceConfiguration[],
    wanted: readonly Thumbprint[],
  ): readonly Thumbprint[] {
    const snapshots = vaultsOf(configurations).map((vault) => this.keyVaults.snapshot(vault));
    const versions = snapshots.flatMap((snapshot) =>
      wanted.flatMap((thumbprint) =>
        holdersOf(snapshot, thumbprint).flatMap(
          ({ newest }) => snapshot.versions.get(newest.certificate.toLowerCase()) ?? [],
        ),
      ),
    );
    return [...new Set([...wanted, ...versions.map(({ thumbprint }) => thumbprint)])];
  }

  /** Reads the certificates with the thumbprints, with all of their versions. */
  private async readVaults(
    configurations: readonly WorkspaceConfiguration[],
    wanted: readonly Thumbprint[],
    signal: AbortSignal,
  ): Promise<void> {
    const groups = groupBy(configurations, ({ vaults }) => vaults.map(({ url }) => url).join(' '));
    await Promise.all(
      [...groups.values()].map(async (group) => {
        const vaults = group[0]?.vaults ?? [];
        const own = thumbprintsIn(group).filter((thumbprint) => wanted.includes(thumbprint));
        if (vaults.length > 0 && own.length > 0) {
          await this.keyVaults.find(
            vaults,
            own.map((thumbprint) => ({ thumbprint })),
            { signal },
          );
          await this.keyVaults.examine(vaults, own, { signal });
        }
      }),
    );
    const vaults = vaultsOf(configurations);
    const used = vaults
      .map((vault) => this.keyVaults.snapshot(vault))
      .flatMap((snapshot) => wanted.flatMap((thumbprint) => holdersOf(snapshot, thumbprint)))
      .map(({ newest: { vault, certificate } }) => ({ vault, name: certificate }));
    await this.readVersions(vaults, used, signal);
  }

  private async readVersions(
    vaults: readonly VaultAddress[],
    certificates: readonly { readonly vault: string; readonly name: string }[],
    signal: AbortSignal,
  ): Promise<void> {
    const unique = new Map(certificates.map((one) => [`${one.vault} ${one.name.toLowerCase()}`, one]));
    await Promise.all(
      [...unique.values()].flatMap(({ vault, name }) =>
        vaults.filter(({ url }) => url === vault).map((one) => this.keyVaults.versions(one, name, { signal })),
      ),
    );
  }
}

async function openOrReason(
  uri: vscode.Uri,
): Promise<{ readonly document: vscode.TextDocument } | { readonly reason: string }> {
  try {
    return (await isWritable(uri))
      ? { document: await openText(uri) }
      : { reason: vscode.l10n.t('The file is read-only') };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function deployedIn(files: readonly RollOverFile[]): WrittenUrls {
  const texts = files.flatMap((file) => (file.kind === 'configuration' ? [] : [{ file: file.path, text: file.text }]));
  return writtenUrls(readDeployments(texts));
}

function thumbprintsIn(configurations: readonly WorkspaceConfiguration[]): readonly Thumbprint[] {
  const uses = configurations.flatMap(({ document }) => thumbprintUses(document));
  return [...new Set(uses.map(({ thumbprint }) => thumbprint))];
}

async function showResult(
  text: string,
  request: RollOverRequest,
  made: RollOverPlan['files'],
  left: readonly Left[],
): Promise<void> {
  const missed = left.filter(({ failed }) => failed).length;
  const whole = missed === 0 ? text : vscode.l10n.t('{0} Not rolled over: {1}.', text, missed);
  const showSummary = vscode.l10n.t('Show Summary');
  const isWorthShowing = made.length + left.length > 0;
  if ((await showInformation(whole, ...(isWorthShowing ? [showSummary] : []))) === showSummary) {
    const content = summaryMarkdown(summarize(request, made, left));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  }
}
