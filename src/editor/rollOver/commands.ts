import * as vscode from 'vscode';
import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { entryAt } from '../../cscfg/model/at';
import { thumbprintUses, useAt } from '../../cscfg/uses';
import { certificateKey } from '../../vault/snapshot/inventory';
import { placeIn, type PlaceArgument, versionIn } from '../commands/arguments';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { abortSignal } from '../convert';
import { withProgress } from '../notify';
import type { KeyVaults } from '../vaults/keyVaults';
import { type CscfgDocuments, isCscfg } from '../workspace/documents';
import type { Services } from '../workspace/services';
import { chooseScope, chooseTarget, chooseUsed, type Scope, type Target, type UsedThumbprint } from './choose';
import { type RollOverFiles, vaultsOf } from './files';
import type { RollOver, RollOverChoice } from './rollOver';

/** The argument of a quick fix: the thumbprint at a position, to its newest version without a choice. */
export interface RollOverArgument extends PlaceArgument {
  readonly newest?: true;
}

/** Registers the commands that roll certificates over. */
export class RollOverCommands {
  constructor(
    private readonly rollOver: RollOver,
    private readonly files: RollOverFiles,
    private readonly documents: CscfgDocuments,
    private readonly services: Services,
    private readonly keyVaults: KeyVaults,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      command(this.log, commands.rollOverCertificate, (argument) => this.certificate(argument)),
      command(this.log, commands.rollOverOutdated, (argument) => this.outdated(argument)),
    );
  }

  private async certificate(argument: unknown): Promise<void> {
    const from = await this.fromOf(argument);
    const target = from && (asksForNewest(argument) ? {} : await this.target(from));
    if (from !== undefined && target !== undefined) {
      await this.rollOver.run({ certificate: { from, ...target } });
    }
  }

  /** The thumbprint at a place, one of the used versions of a certificate, or one that the user chooses. */
  private async fromOf(argument: unknown): Promise<Thumbprint | undefined> {
    const place = placeIn(argument);
    if (place !== undefined) {
      return this.thumbprintAt(place);
    }
    const version = versionIn(argument);
    const configurations = await this.files.configurations();
    const counts = new Map<Thumbprint, number>();
    for (const { thumbprint } of configurations.flatMap(({ document }) => thumbprintUses(document))) {
      counts.set(thumbprint, (counts.get(thumbprint) ?? 0) + 1);
    }
    const used = [...counts].map(([thumbprint, uses]): UsedThumbprint => ({ thumbprint, uses }));
    const own = version === undefined ? used : await this.versionsOf(version, used);
    if (own.length === 0) {
      throw new Error(
        version === undefined
          ? vscode.l10n.t('No configuration of the workspace contains a thumbprint.')
          : vscode.l10n.t('No configuration of the workspace uses {0}.', version.certificate),
      );
    }
    return chooseUsed(
      own,
      vaultsOf(configurations).map((vault) => this.keyVaults.snapshot(vault)),
    );
  }

  private thumbprintAt({ uri, offset }: PlaceArgument): Thumbprint {
    const document = vscode.workspace.textDocuments.find((open) => isCscfg(open) && open.uri.toString() === uri);
    const cscfg = document && this.documents.of(document);
    const text = cscfg && entryAt(cscfg, offset)?.entry.thumbprintText;
    const inEntry = text !== undefined && 'thumbprint' in text ? text.thumbprint : undefined;
    const thumbprint = inEntry ?? (cscfg && useAt(cscfg, offset)?.thumbprint);
    if (thumbprint === undefined) {
      throw new Error(vscode.l10n.t('There is no thumbprint at this position.'));
    }
    return thumbprint;
  }

  /** Of the row of a version, that version; of the row of a certificate, every version that is used. */
  private async versionsOf(
    version: CertificateVersion,
    used: readonly UsedThumbprint[],
  ): Promise<readonly UsedThumbprint[]> {
    const exact = used.filter(({ thumbprint }) => thumbprint === version.thumbprint);
    const vault = vaultsOf(await this.files.configurations()).find(({ url }) => url === version.vault);
    if (vault === undefined) {
      return exact;
    }
    const newest = this.keyVaults.snapshot(vault).newest.get(version.certificate);
    if (newest !== undefined && newest.thumbprint !== version.thumbprint) {
      return exact;
    }
    await withProgress(vscode.l10n.t('Reading {0}…', version.certificate), (token) =>
      this.keyVaults.versions(vault, version.certificate, { signal: abortSignal(token) }),
    );
    const versions = this.keyVaults.snapshot(vault).versions.get(certificateKey(version.certificate)) ?? [];
    const older = versions.filter(({ thumbprint }) => thumbprint !== version.thumbprint);
    const outdated = used.filter(({ thumbprint }) => older.some((one) => one.thumbprint === thumbprint));
    return outdated.length > 0 ? outdated : exact;
  }

  private async target(from: Thumbprint): Promise<Target | undefined> {
    const vaults = vaultsOf(await this.files.configurations());
    return chooseTarget(from, vaults, this.keyVaults);
  }

  private async outdated(argument: unknown): Promise<void> {
    const active = vscode.window.activeTextEditor?.document;
    const document = isCscfg(active) ? active : undefined;
    const scopes: readonly Scope[] = document === undefined ? ['workspace'] : ['file', 'service', 'workspace'];
    const scope = scopes.find((one) => one === argument) ?? (await chooseScope(scopes));
    if (scope !== undefined) {
      await this.rollOver.run(await this.choiceOf(scope, document));
    }
  }

  private async choiceOf(scope: Scope, document: vscode.TextDocument | undefined): Promise<RollOverChoice> {
    if (scope === 'workspace' || document === undefined) {
      return {};
    }
    const own = document.uri.toString();
    if (scope === 'file') {
      return { isIncluded: (uri) => uri.toString() === own, configurationsOnly: true };
    }
    const service = await this.services.whenRead(document);
    const files = new Set(service?.configurations.map(({ file }) => file) ?? [own]);
    return { isIncluded: (uri) => files.has(uri.toString()) };
  }
}

function asksForNewest(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'newest' in argument && argument.newest === true;
}
