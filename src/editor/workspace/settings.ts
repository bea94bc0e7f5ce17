import * as vscode from 'vscode';
import type { CheckSettings } from '../../check/context';
import { severityLevel } from '../../check/ruleLevels';
import { rules } from '../../cscfg/rules/rules';
import { once } from '../../text/objects';
import { type VaultAddress, parseVaultReference } from '../../vault/address';
import type { VaultCredential } from '../../vault/options';
import type { EditorSession } from '../../vault/signIn/session';
import { homeCloud } from '../signIn/session';
import type { FileIdentity } from './documents';
import {
  booleanSetting,
  credentialKind,
  numberSetting,
  textList,
  textLists,
  type booleanSettings,
} from './settingValues';

export interface FileSettings extends CheckSettings {
  readonly vaults: readonly VaultAddress[];
  readonly refused: readonly RefusedVault[];
}

export interface RefusedVault {
  readonly text: string;
  readonly message: string;
}

export interface ConfiguredVaults {
  readonly vaults: readonly VaultAddress[];
  readonly refused: readonly RefusedVault[];
}

export interface VaultLists {
  readonly keyVaults: readonly string[];
  readonly keyVaultsByFile: Readonly<Record<string, readonly string[]>>;
}

export function fileSettings(file: FileIdentity): FileSettings {
  const configuration = vscode.workspace.getConfiguration('cscfg', file.uri);
  // Read for each rule and language only when a file is judged.
  const levels = once(() =>
    Object.fromEntries(
      rules.map(({ code, severity }) => [code, severityLevel(configuration.get(`rules.${code}`)) ?? severity]),
    ),
  );
  return {
    ...vaultsFor(vaultLists(configuration), file),
    expiryWarningDays: expiryWarningDays(configuration),
    get levels() {
      return levels();
    },
  };
}

/** Days before expiry from which a certificate is reported. */
export function expiryWarningDays(configuration = vscode.workspace.getConfiguration('cscfg')): number {
  return numberSetting('expiryWarningDays', configuration.get('expiryWarningDays'));
}

export function configuredVaults(): ConfiguredVaults {
  const folders: readonly (vscode.WorkspaceFolder | undefined)[] = vscode.workspace.workspaceFolders ?? [undefined];
  return parsed(
    folders.flatMap((folder) => {
      const configuration = vscode.workspace.getConfiguration('cscfg', folder);
      const { keyVaults, keyVaultsByFile } = vaultLists(configuration);
      return [...keyVaults, ...Object.values(keyVaultsByFile).flat()];
    }),
  );
}

/** Milliseconds for one request to a vault. */
export function requestTimeout(): number {
  return numberSetting('requestTimeout', vscode.workspace.getConfiguration('cscfg').get('requestTimeout')) * 1000;
}

/** Milliseconds to reuse what was read from a vault. */
export function freshness(): number {
  return numberSetting('cacheMinutes', vscode.workspace.getConfiguration('cscfg').get('cacheMinutes')) * 60_000;
}

export function isOn(key: keyof typeof booleanSettings, document?: vscode.TextDocument): boolean {
  return booleanSetting(key, vscode.workspace.getConfiguration('cscfg', document).get(key));
}

/** `session`: tokens of the VS Code account. Only the user setting applies: a workspace must not steer a credential. */
export function vaultCredential(session: EditorSession): VaultCredential {
  const kind = credentialKind(userValue(vscode.workspace.getConfiguration('cscfg'), 'credential'));
  return kind === 'auto' || kind === 'vscode' ? { kind, session, workspace } : { kind, workspace };
}

function workspace(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}

/** Of the matching glob patterns, otherwise of the folder. */
export function vaultsFor({ keyVaults, keyVaultsByFile }: VaultLists, file: FileIdentity): ConfiguredVaults {
  // A match depends only on the address and the language, although the type requires an open document.
  const document = file as vscode.TextDocument;
  const matching = Object.entries(keyVaultsByFile).filter(
    ([glob]) => vscode.languages.match({ pattern: patternOf(glob, file.uri) }, document) > 0,
  );
  return parsed(matching.length > 0 ? matching.flatMap(([, vaults]) => vaults) : keyVaults);
}

export function userVaultLists(uri: vscode.Uri): VaultLists {
  return listsIn((key) => userValue(vscode.workspace.getConfiguration('cscfg', uri), key));
}

/** A pattern without a slash matches the file name in any folder. */
function patternOf(glob: string, uri: vscode.Uri): vscode.GlobPattern {
  const anywhere = glob.includes('/') ? glob : `**/${glob}`;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder === undefined ? anywhere : new vscode.RelativePattern(folder, anywhere);
}

/** In an untrusted workspace, VS Code hides them unless they are written as `"cscfg": { "keyVaults": … }`. */
function vaultLists(configuration: vscode.WorkspaceConfiguration): VaultLists {
  return listsIn((key) => (vscode.workspace.isTrusted ? configuration.get(key) : userValue(configuration, key)));
}

function listsIn(valueOf: (key: string) => unknown): VaultLists {
  return { keyVaults: textList(valueOf('keyVaults')), keyVaultsByFile: textLists(valueOf('keyVaultsByFile')) };
}

function userValue(configuration: vscode.WorkspaceConfiguration, key: string): unknown {
  return configuration.inspect(key)?.globalValue;
}

function parsed(texts: readonly string[]): ConfiguredVaults {
  const vaults = new Map<string, VaultAddress>();
  const refused = new Map<string, RefusedVault>();
  const home = homeCloud();
  for (const text of texts) {
    const reference = parseVaultReference(text, home);
    if (reference.ok) {
      vaults.set(reference.address.url, reference.address);
    } else {
      refused.set(text, { text, message: reference.message });
    }
  }
  return { vaults: [...vaults.values()], refused: [...refused.values()] };
}
