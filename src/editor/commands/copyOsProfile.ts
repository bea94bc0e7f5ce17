import * as vscode from 'vscode';
import { osProfileOf, type ProfiledConfiguration, versionsToRead } from '../../check/osProfile';
import {
  type DeploymentTarget,
  type LeftOut,
  leftOutLine,
  type OsProfile,
  type OsProfileFormat,
  writeOsProfile,
} from '../../deployment/osProfile';
import { parseResourceId } from '../../deployment/resourceId';
import { present } from '../../text/objects';
import type { VaultAddress } from '../../vault/address';
import { abortSignal } from '../convert';
import { showWarning, withProgress } from '../notify';
import type { KeyVaults } from '../vaults/keyVaults';
import type { Readiness } from '../vaults/readiness';
import type { DeploymentFiles } from '../workspace/deploymentFiles';
import { isCscfg } from '../workspace/documents';
import type { Judge, Judgement } from '../workspace/judgement';
import { fileSettings } from '../workspace/settings';
import { command } from './command';
import { commands } from './ids';

interface FormatItem extends vscode.QuickPickItem {
  readonly format?: OsProfileFormat;
  readonly target?: DeploymentTarget;
}

export class CopyOsProfile {
  constructor(
    private readonly judge: Judge,
    private readonly keyVaults: KeyVaults,
    private readonly readiness: Readiness,
    private readonly files: DeploymentFiles,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  register(): vscode.Disposable {
    return command(this.log, commands.copyOsProfile, () => this.copy());
  }

  private async copy(): Promise<void> {
    const document = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors]
      .map((editor) => editor?.document)
      .find((one) => isCscfg(one));
    if (document === undefined) {
      throw new Error(vscode.l10n.t('Open the .cscfg file whose secrets to copy.'));
    }
    const chosen = await vscode.window.showQuickPick(formatItems(), {
      title: vscode.l10n.t('Copy osProfile Secrets'),
      placeHolder: vscode.l10n.t('Select the format and what is deployed'),
    });
    if (chosen?.format === undefined || chosen.target === undefined) {
      return;
    }
    const { format, target } = chosen;
    const title = vscode.l10n.t('Reading the versions of the certificates…');
    const profile = await withProgress(title, (token) => this.read(document, target, abortSignal(token)));
    await vscode.env.clipboard.writeText(writeOsProfile(profile, format, target));
    await report(profile, this.log);
  }

  private async read(document: vscode.TextDocument, target: DeploymentTarget, signal: AbortSignal): Promise<OsProfile> {
    await this.judge.verify(document, { signal, interactive: true });
    await this.files.read();
    await this.readiness.whenChecked(fileSettings(document).vaults, { signal });
    let judgement = await this.judge.whenServiceRead(document);
    const unread = versionsToRead([configurationIn(judgement)], this.knowledge(judgement));
    if (unread.length > 0) {
      await Promise.all(unread.map((version) => this.keyVaults.details(version, { signal, interactive: true })));
      judgement = this.judge.of(document);
    }
    const vaultIdOf = (url: string): string | undefined => this.vaultId(judgement.settings.vaults, url);
    const { now } = judgement.context;
    return osProfileOf([configurationIn(judgement)], { ...this.knowledge(judgement), target, vaultIdOf, now });
  }

  private knowledge({
    context,
    settings,
  }: Judgement): Pick<Parameters<typeof osProfileOf>[1], 'verdictOf' | 'snapshots'> {
    return { verdictOf: context.verdictOf, snapshots: settings.vaults.map((vault) => this.keyVaults.snapshot(vault)) };
  }

  /** The ID from the settings, from Azure, or from a deployment file, if all of these agree. */
  private vaultId(vaults: readonly VaultAddress[], url: string): string | undefined {
    const vault = vaults.find((one) => one.url === url);
    if (vault === undefined) {
      return undefined;
    }
    const { resourceId } = this.readiness.identified(vault);
    const written = this.files.known.placements
      .flatMap((placement) => placement.vaults)
      .filter((id) => parseResourceId(id)?.name.toLowerCase() === vault.name.toLowerCase());
    const [only, ...others] = new Set(written.map((id) => id.toLowerCase()));
    return resourceId ?? (others.length === 0 ? written.find((id) => id.toLowerCase() === only) : undefined);
  }
}

function configurationIn({ cscfg, context }: Judgement): ProfiledConfiguration {
  return { document: cscfg, ...present('definition', context.service?.definition?.document) };
}

function formatItems(): readonly FormatItem[] {
  const of = (target: DeploymentTarget): readonly FormatItem[] => [
    {
      label: vscode.l10n.t('JSON'),
      description: vscode.l10n.t('For a JSON template or parameter file'),
      format: 'json',
      target,
    },
    { label: vscode.l10n.t('Bicep'), description: vscode.l10n.t('For a Bicep file'), format: 'bicep', target },
    {
      label: vscode.l10n.t('PowerShell'),
      description: vscode.l10n.t('Commands of Azure PowerShell'),
      format: 'powershell',
      target,
    },
    {
      label: vscode.l10n.t('Request body'),
      description: vscode.l10n.t('For Azure CLI (az rest) or another REST client'),
      format: 'rest',
      target,
    },
  ];
  const under = (label: string): FormatItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    under(vscode.l10n.t('Cloud Service (extended support)')),
    ...of('cloudService'),
    under(vscode.l10n.t('Virtual machine scale set')),
    ...of('vmss'),
  ];
}

/** More names do not fit in a notification. */
const mostNames = 5;

async function report({ groups, leftOut }: OsProfile, log: vscode.LogOutputChannel): Promise<void> {
  const count = groups.flatMap(({ certificates }) => certificates).length;
  if (leftOut.length === 0) {
    vscode.window.setStatusBarMessage(copied(count), 3000);
    return;
  }
  leftOut.forEach((one) => {
    log.warn(leftOutLine(one));
  });
  const names = leftOut.slice(0, mostNames).map(nameOf).join(', ');
  const more = leftOut.length - mostNames;
  const list = more > 0 ? vscode.l10n.t('{0} and {1} more', names, more) : names;
  const showLog = vscode.l10n.t('Show Log');
  const text = vscode.l10n.t('{0} Not included: {1}.', `${copied(count)}.`, list);
  if ((await showWarning(text, showLog)) === showLog) {
    log.show();
  }
}

function copied(count: number): string {
  return count === 1
    ? vscode.l10n.t('Copied the secret of 1 certificate')
    : vscode.l10n.t('Copied the secrets of {0} certificates', count);
}

function nameOf({ role, name }: LeftOut): string {
  return `${role}/${name}`;
}
