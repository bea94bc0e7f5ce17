import * as vscode from 'vscode';
import type { CscfgDocument } from '../../cscfg/document';
import { namedInstead } from '../../cscfg/entries';
import { wantedIn } from '../../check/wanted';
import type { DocumentState } from '../../check/context';
import { judgeDocument, type Judgement as DocumentJudgement, Judgements } from '../../check/judge';
import { certificateUrlsOf, vaultsOf } from '../../deployment/deployments';
import { present } from '../../text/objects';
import { nameOf } from '../../text/paths';
import type { Service } from '../../cscfg/service/service';
import type { Finding, Fix } from '../../cscfg/rules/rule';
import type { VaultAddress } from '../../vault/address';
import type { ReadOptions } from '../../vault/readOptions';
import type { CscfgDocuments, FileIdentity } from './documents';
import { isInBrowser } from '../vaults/browserVaults';
import type { KeyVaults } from '../vaults/keyVaults';
import type { Deployments } from './deployments';
import type { Services } from './services';
import { within } from '../shared';
import { fileSettings, type FileSettings } from './settings';
import type { UntrustedSettings } from './untrustedSettings';

/** A document's text, settings and vaults at one moment, and what follows from them: the same for every feature. */
export type Judgement = DocumentJudgement<FileSettings>;

/** Milliseconds that fixes wait for the contents of the certificates that they would insert. */
const maxWait = 500;

/** Judges documents against what is known of their vaults; only `verify` reads the vaults. */
export class Judge implements vscode.Disposable {
  private readonly judgements = new Judgements<FileSettings>();
  private readonly settings = new Map<string, FileSettings>();
  private readonly subscriptions: vscode.Disposable;
  /** Certificates whose identifiers were written instead of a thumbprint, and whose versions were requested. */
  private readonly named = new Set<string>();

  constructor(
    private readonly documents: CscfgDocuments,
    private readonly keyVaults: KeyVaults,
    private readonly services: Services,
    private readonly untrusted: UntrustedSettings,
    private readonly deployments: Deployments,
  ) {
    const forgetSettings = (): void => {
      this.settings.clear();
    };
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(forgetSettings),
      vscode.workspace.onDidChangeWorkspaceFolders(forgetSettings),
      untrusted.onDidChange(forgetSettings),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.judgements.forget(uri.toString());
        this.settings.delete(uri.toString());
      }),
    );
  }

  /** The same judgement until the text, the settings, the vaults or the service change, or it is a minute old. */
  of(document: vscode.TextDocument): Judgement {
    return this.ofFile(document, this.documents.of(document), this.services.of(document));
  }

  ofFile(file: FileIdentity, cscfg: CscfgDocument, service: Service | undefined): Judgement {
    return this.judgements.of(file.uri.toString(), this.stateOf(file, cscfg, service), Date.now());
  }

  against(
    vaults: readonly VaultAddress[],
    file: FileIdentity,
    cscfg: CscfgDocument,
    service: Service | undefined,
  ): Judgement {
    return judgeDocument(this.stateOf(file, cscfg, service, vaults), Date.now());
  }

  private stateOf(
    file: FileIdentity,
    cscfg: CscfgDocument,
    service: Service | undefined,
    others?: readonly VaultAddress[],
  ): DocumentState<FileSettings> {
    const settings = this.settingsOf(file);
    const vaults = others ?? settings.vaults;
    return {
      cscfg,
      settings,
      snapshots: vaults.map((vault) => this.keyVaults.snapshot(vault)),
      service,
      fileName: nameOf(file.uri.path),
      untrusted: this.namesOthers(file, vaults),
      ...present('deployment', this.deployments.of(file.uri)),
    };
  }

  /** Whether the workspace is not trusted and names, or could name, vaults for the file that are not read. */
  namesOthers(file: FileIdentity, vaults = this.settingsOf(file).vaults): boolean {
    if (vscode.workspace.isTrusted) {
      return false;
    }
    const { services = [] } = this.deployments.of(file.uri) ?? {};
    return this.deployments.isAwaited(file.uri) || this.untrusted.nameOthers(file, vaults, vaultsOf(services));
  }

  settingsOf(file: FileIdentity): FileSettings {
    const key = file.uri.toString();
    const settings = this.settings.get(key) ?? fileSettings(file);
    this.settings.set(key, settings);
    return settings;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.judgements.clear();
    this.settings.clear();
  }

  async whenServiceRead(document: vscode.TextDocument): Promise<Judgement> {
    await this.services.whenRead(document);
    return this.of(document);
  }

  /**
   * Without changes that a vault denied, edits of a deployment file that has changed since, and, in a browser, what
   * needs a vault.
   */
  fixes({ fixesOf }: Judgement, finding: Finding): readonly Fix[] {
    return fixesOf(finding).filter(
      (fix) =>
        (fix.kind !== 'vault' || this.keyVaults.offers(fix.action, fix.version.vault)) &&
        (fix.kind !== 'edit' || this.deployments.areCurrent(fix.elsewhere ?? [])) &&
        (!isInBrowser || fix.kind === 'edit' || (fix.kind === 'setup' && fix.action === 'addKeyVault')),
    );
  }

  /** Reads what the fixes would insert, so that no unusable certificate is offered; at most `maxWait`. */
  async examineFixes(judgement: Judgement, findings: readonly Finding[]): Promise<void> {
    const versions = findings
      .flatMap((finding) => this.fixes(judgement, finding))
      .flatMap((fix) => (fix.kind === 'edit' && fix.version?.traits === undefined ? (fix.version ?? []) : []));
    if (versions.length === 0) {
      return;
    }
    const thumbprints = versions.map(({ thumbprint }) => thumbprint);
    const examining = this.keyVaults.examine(judgement.settings.vaults, thumbprints).catch(() => undefined);
    await within(maxWait, examining, undefined);
  }

  /** Reads what the verdicts on the document need, then the matching certificates. Rejects only when canceled. */
  async verify(document: vscode.TextDocument, options?: ReadOptions): Promise<void> {
    const { vaults } = fileSettings(document);
    const wanted = wantedIn([this.documents.of(document)]);
    if (vaults.length > 0 && (wanted.length > 0 || options?.refresh === true)) {
      await this.keyVaults.find(vaults, wanted, options);
      const thumbprints = wanted.map(({ thumbprint }) => thumbprint);
      await this.keyVaults.examine(vaults, thumbprints, options);
    }
    await this.readNamed(document, vaults, options);
    await this.readDeployed([document.uri], vaults, options);
  }

  /** Certificates whose identifiers were entered instead of a thumbprint, once each. */
  private async readNamed(
    document: vscode.TextDocument,
    vaults: readonly VaultAddress[],
    options?: ReadOptions,
  ): Promise<void> {
    const { identifiers, isNamed } = namedInstead(this.documents.of(document));
    const unasked = identifiers.flatMap(({ vault: url, certificate }) => {
      const key = `${url}/${certificate.toLowerCase()}`;
      const vault = vaults.find((one) => one.url === url);
      return vault === undefined || (this.named.has(key) && options?.refresh !== true)
        ? []
        : [{ key, vault, certificate }];
    });
    unasked.forEach(({ key }) => this.named.add(key));
    const unlisted = isNamed ? vaults.filter((vault) => this.isUnlisted(vault)) : [];
    await Promise.all([
      ...unasked.map(({ vault, certificate }) => this.keyVaults.versions(vault, certificate, options)),
      ...(unlisted.length > 0 ? [this.keyVaults.list(unlisted, options)] : []),
    ]);
  }

  async readDeployed(
    files: readonly vscode.Uri[],
    vaults: readonly VaultAddress[],
    options?: ReadOptions,
  ): Promise<void> {
    const unread = new Map<string, readonly [vault: VaultAddress, certificate: string]>();
    const services = files.flatMap((uri) => this.deployments.of(uri)?.services ?? []);
    for (const url of certificateUrlsOf([{ services }])) {
      const vault = vaults.find((one) => one.url === url.vault);
      const versions = vault && this.keyVaults.snapshot(vault).versions.get(url.name.toLowerCase());
      const key = `${url.vault}/${url.name}/${url.version ?? ''}`.toLowerCase();
      const isKnown = url.version === undefined || versions?.some(({ version }) => version === url.version) === true;
      if (vault !== undefined && !isKnown && (!this.named.has(key) || options?.refresh === true)) {
        this.named.add(key);
        unread.set(`${url.vault}/${url.name}`.toLowerCase(), [vault, url.name]);
      }
    }
    await Promise.all([...unread.values()].map((question) => this.keyVaults.versions(...question, options)));
  }

  private isUnlisted(vault: VaultAddress): boolean {
    const { listedAt, failure, busy } = this.keyVaults.snapshot(vault);
    return listedAt === undefined && failure === undefined && !busy;
  }
}
