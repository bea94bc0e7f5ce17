import * as vscode from 'vscode';
import { parseVaultReference, type VaultAddress } from '../../vault/address';
import { parseJson } from '../../text/json';
import { homeCloud } from '../signIn/session';
import type { FileIdentity } from './documents';
import { textList, textLists } from './settingValues';
import { userVaultLists, vaultsFor, type VaultLists } from './settings';

/** `unreadable` if the file contains vaults that cannot be determined. */
type SettingsFile = Partial<VaultLists> | 'unreadable';

/**
 * Read from files, because VS Code hides the settings of an untrusted workspace. The vaults are never contacted: they
 * only prevent a verdict that they could disprove.
 */
export class UntrustedSettings implements vscode.Disposable {
  private readonly files = new Map<string, SettingsFile>();
  private isRead = false;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly watchers: vscode.Disposable[] = [];
  private readonly subscriptions = vscode.Disposable.from(
    this.changed,
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      this.stopWatching();
      this.changed.fire();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      this.start();
    }),
  );

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.start();
  }

  /**
   * Whether the workspace names, or could name, a vault for the file that is not in `asked`: in its settings, or in the
   * deployment templates of the file, which name the vaults `deployed`: undefined if they do not say which one. For a
   * workspace that is not trusted.
   */
  nameOthers(file: FileIdentity, asked: readonly VaultAddress[], deployed: readonly (string | undefined)[]): boolean {
    const isOther = (url: string | undefined): boolean => asked.every((one) => one.url !== url);
    const urlOf = (text: string): string | undefined => {
      const reference = parseVaultReference(text, homeCloud());
      return reference.ok ? reference.address.url : undefined;
    };
    if (!this.isRead || deployed.some((text) => isOther(text === undefined ? undefined : urlOf(text)))) {
      return true;
    }
    const folder = vscode.workspace.getWorkspaceFolder(file.uri);
    const own = [vscode.workspace.workspaceFile, folder && settingsOf(folder)].flatMap((uri) =>
      uri === undefined ? [] : (this.files.get(uri.toString()) ?? []),
    );
    if (own.includes('unreadable')) {
      return true;
    }
    const lists = [userVaultLists(file.uri), ...own].reduce<VaultLists>(
      (merged, one) =>
        one === 'unreadable'
          ? merged
          : {
              keyVaults: one.keyVaults ?? merged.keyVaults,
              keyVaultsByFile: { ...merged.keyVaultsByFile, ...one.keyVaultsByFile },
            },
      { keyVaults: [], keyVaultsByFile: {} },
    );
    return vaultsFor(lists, file).vaults.some(({ url }) => isOther(url));
  }

  dispose(): void {
    this.stopWatching();
    this.subscriptions.dispose();
  }

  private start(): void {
    this.stopWatching();
    if (vscode.workspace.isTrusted) {
      return;
    }
    const { workspaceFolders = [], workspaceFile } = vscode.workspace;
    const read = (): void => {
      void this.read([...workspaceFolders.map(settingsOf), ...(workspaceFile === undefined ? [] : [workspaceFile])]);
    };
    for (const folder of workspaceFolders) {
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(folder, '.vscode/settings.json'),
      );
      this.watchers.push(watcher, watcher.onDidCreate(read), watcher.onDidChange(read), watcher.onDidDelete(read));
    }
    read();
  }

  private stopWatching(): void {
    this.watchers.splice(0).forEach((watcher) => {
      watcher.dispose();
    });
  }

  private async read(uris: readonly vscode.Uri[]): Promise<void> {
    await Promise.all(
      uris.map(async (uri) => {
        this.files.set(uri.toString(), await this.readFile(uri));
      }),
    );
    this.isRead = true;
    this.changed.fire();
  }

  private async readFile(uri: vscode.Uri): Promise<SettingsFile> {
    try {
      return settingsIn(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
        return {};
      }
      this.log.warn(`${uri.toString(true)}: ${String(error)}`);
      return 'unreadable';
    }
  }
}

function settingsOf(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
}

export function settingsIn(text: string): SettingsFile {
  const value = parseJson(text);
  if (!isObject(value)) {
    return text.includes('keyVaults') ? 'unreadable' : {};
  }
  const settings = isObject(value['settings']) ? value['settings'] : value;
  const keyVaults = settingIn(settings, 'keyVaults');
  const keyVaultsByFile = settingIn(settings, 'keyVaultsByFile');
  return {
    ...(keyVaults === undefined ? {} : { keyVaults: textList(keyVaults) }),
    ...(keyVaultsByFile === undefined ? {} : { keyVaultsByFile: textLists(keyVaultsByFile) }),
  };
}

/** `"cscfg.KEY": …` or `"cscfg": { "KEY": … }`, which are equivalent in VS Code. */
function settingIn(settings: Readonly<Record<string, unknown>>, key: string): unknown {
  const own = settings['cscfg'];
  return settings[`cscfg.${key}`] ?? (isObject(own) ? own[key] : undefined);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
