import * as vscode from 'vscode';
import { type ConfigurationFile, type OtherFile, type RollOverFile, textOf } from '../../check/rollOver/request';
import { type CscfgDocument, parseCscfg } from '../../cscfg/document';
import type { Thumbprint } from '../../certificate/verdict';
import { deploymentFileTest } from '../../deployment/deploymentFile';
import { decodeText, type Encoding } from '../../text/decode';
import { uniqueBy } from '../../text/objects';
import type { VaultAddress } from '../../vault/address';
import type { KeyVaults } from '../vaults/keyVaults';
import type { DeploymentFiles } from '../workspace/deploymentFiles';
import { type CscfgDocuments, identityOf, isCscfg, isEditable } from '../workspace/documents';
import type { OtherFiles } from '../workspace/otherFiles';
import type { Services } from '../workspace/services';
import { configuredVaults, fileSettings } from '../workspace/settings';

/** A configuration of the workspace and the vaults in its settings. */
export interface WorkspaceConfiguration {
  readonly uri: vscode.Uri;
  readonly document: CscfgDocument;
  readonly vaults: readonly VaultAddress[];
}

/** Finds and opens the files that a roll-over can change. */
export class RollOverFiles {
  constructor(
    private readonly documents: CscfgDocuments,
    private readonly services: Services,
    private readonly deployments: DeploymentFiles,
    private readonly others: OtherFiles,
    private readonly keyVaults: KeyVaults,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The configurations of the workspace as they are on disk or open, and the open ones outside of it. */
  async configurations(): Promise<readonly WorkspaceConfiguration[]> {
    await this.services.searchAgain();
    const listed = await this.services.all();
    const closed = await Promise.all(
      listed.map(({ file, document }) => this.currentText(vscode.Uri.parse(file, true), document)),
    );
    const open = await Promise.all(
      vscode.workspace.textDocuments
        .filter((one) => isCscfg(one) && isEditable(one))
        .map(async (one) =>
          one.isUntitled || (await exists(one.uri)) ? [{ uri: one.uri, document: this.documents.of(one) }] : [],
        ),
    );
    return uniqueBy([...closed, ...open].flat(), ({ uri }) => uri.toString())
      .filter(({ document }) => document.model.element !== undefined)
      .map(({ uri, document }) => ({ uri, document, vaults: fileSettings(identityOf(uri)).vaults }));
  }

  /** `known`: the text when a watcher last reported the file. Nothing for a file that no longer exists. */
  private async currentText(
    uri: vscode.Uri,
    known: CscfgDocument,
  ): Promise<readonly Pick<WorkspaceConfiguration, 'uri' | 'document'>[]> {
    try {
      const decoded = decodeText(await vscode.workspace.fs.readFile(uri));
      if (!decoded.ok) {
        return [];
      }
      return [{ uri, document: decoded.text === known.text ? known : parseCscfg(decoded.text) }];
    } catch (error) {
      this.log.debug(`${uri.toString(true)}: ${String(error)}`);
      return [];
    }
  }

  configurationFile({ uri, document, vaults }: WorkspaceConfiguration): ConfigurationFile {
    const snapshots = vaults.map((vault) => this.keyVaults.snapshot(vault));
    return { kind: 'configuration', path: uri.toString(), document, snapshots };
  }

  /** The templates, parameter files and other texts that may contain one of the thumbprints. */
  async texts(thumbprints: readonly Thumbprint[]): Promise<readonly OtherFile[]> {
    const [{ deployments, texts }] = await Promise.all([
      this.deployments.read({ refresh: true }),
      this.others.read({ refresh: true }),
    ]);
    const isDeployment = deploymentFileTest(deployments);
    const deployed = await Promise.all(
      [...texts].map(async ([path, text]): Promise<readonly OtherFile[]> => {
        const kind = isDeployment({ file: path, text }) ? 'template' : 'text';
        return (await exists(vscode.Uri.parse(path, true))) ? [{ kind, path, text }] : [];
      }),
    );
    const mentioned = thumbprints.flatMap((one) => this.others.of(one)).map(({ uri }) => uri);
    const others = uniqueBy(mentioned, (uri) => uri.toString()).filter((uri) => !texts.has(uri.toString()));
    const read = await Promise.all(others.map((uri) => this.textFile(uri)));
    return [...deployed, ...read].flat().sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  private async textFile(uri: vscode.Uri): Promise<readonly OtherFile[]> {
    try {
      return [{ kind: 'text', path: uri.toString(), text: (await openText(uri)).getText() }];
    } catch (error) {
      this.log.debug(`${uri.toString(true)}: ${String(error)}`);
      return [];
    }
  }
}

const encodings: Readonly<Record<Encoding, string>> = {
  'utf-8': 'utf8',
  'utf-16le': 'utf16le',
  'utf-16be': 'utf16be',
  'windows-1252': 'windows1252',
};

/**
 * Opens the file in the encoding of its bytes, so that saving it keeps them. VS Code reads every file as UTF-8 unless a
 * setting says otherwise, and would replace the letters of other encodings. Rejects for a file that is not text.
 */
export async function openText(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined && !open.isClosed && (open.isDirty || open.isUntitled)) {
    return open;
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  const decoded = decodeText(bytes);
  if (decoded.ok) {
    const encoding = decoded.encoding === 'utf-8' && decoded.bom ? 'utf8bom' : encodings[decoded.encoding];
    return open?.encoding === encoding ? open : vscode.workspace.openTextDocument(uri, { encoding });
  }
  const text = await vscode.workspace.decode(bytes, { uri });
  const again = await vscode.workspace.encode(text, { uri });
  if (again.length !== bytes.length || again.some((byte, index) => byte !== bytes[index])) {
    throw new Error(decoded.message);
  }
  return open ?? vscode.workspace.openTextDocument(uri);
}

/** False for a file that was deleted, although VS Code still has its text. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Whether the user can change the file. */
export async function isWritable(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    return false;
  }
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) === 0;
  } catch {
    // An unsaved text.
    return true;
  }
}

/** The file with the text of its document, which can have other line ends. */
export function withText(file: RollOverFile, document: vscode.TextDocument): RollOverFile {
  const text = document.getText();
  if (text === textOf(file)) {
    return file;
  }
  return file.kind === 'configuration' ? { ...file, document: parseCscfg(text) } : { ...file, text };
}

/** The vaults of the configurations and of the settings, each once. */
export function vaultsOf(configurations: readonly WorkspaceConfiguration[]): readonly VaultAddress[] {
  const vaults = [...configurations.flatMap((one) => one.vaults), ...configuredVaults().vaults];
  return uniqueBy(vaults, ({ url }) => url);
}
