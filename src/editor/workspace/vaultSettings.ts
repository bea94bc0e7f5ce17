import * as vscode from 'vscode';
import { type VaultAddress, parseVaultReference } from '../../vault/address';
import { homeCloud } from '../signIn/session';

export interface SettingsTarget {
  readonly target: vscode.ConfigurationTarget;
  readonly folder?: vscode.WorkspaceFolder;
}

/** To `cscfg.keyVaults` in the target of `settingsTargetFor`; keeps inherited vaults. */
export async function addVault(vault: VaultAddress, file: vscode.Uri | undefined): Promise<void> {
  const { workspaceFolders = [], isTrusted } = vscode.workspace;
  const target = settingsTargetFor(file && vscode.workspace.getWorkspaceFolder(file), workspaceFolders, isTrusted);
  const own = vaultsIn(target);
  const known =
    own.length > 0 ? own : texts(vscode.workspace.getConfiguration('cscfg', target.folder).get('keyVaults'));
  if (!known.some((text) => names(text, vault))) {
    // A bare name refers to the cloud of the reader, so it is written only for the public cloud.
    const isPlain = vault.cloud.name === 'public' && homeCloud().name === 'public';
    await write(target, 'keyVaults', [...known, isPlain ? vault.name : vault.url]);
  }
}

export async function removeVault(vault: VaultAddress): Promise<void> {
  for (const target of targets()) {
    const vaults = vaultsIn(target);
    const others = vaults.filter((text) => !names(text, vault));
    if (others.length < vaults.length) {
      await write(target, 'keyVaults', others.length === 0 ? undefined : others);
    }
    const globs = globsIn(target);
    const kept = Object.entries(globs).map(([glob, listed]) => {
      return [glob, listed.filter((text) => !names(text, vault))] as const;
    });
    if (kept.some(([glob, listed]) => listed.length < (globs[glob]?.length ?? 0))) {
      const rest = kept.filter(([, listed]) => listed.length > 0);
      await write(target, 'keyVaultsByFile', rest.length === 0 ? undefined : Object.fromEntries(rest));
    }
  }
}

/** The folder's in a multi-root workspace, otherwise the workspace's, or the user's without a trusted workspace. */
export function settingsTargetFor(
  folder: vscode.WorkspaceFolder | undefined,
  folders: readonly vscode.WorkspaceFolder[],
  isTrusted: boolean,
): SettingsTarget {
  if (folders.length === 0 || !isTrusted) {
    return { target: vscode.ConfigurationTarget.Global };
  }
  return folder !== undefined && folders.length > 1
    ? { target: vscode.ConfigurationTarget.WorkspaceFolder, folder }
    : { target: vscode.ConfigurationTarget.Workspace };
}

function targets(): readonly SettingsTarget[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    { target: vscode.ConfigurationTarget.Global },
    ...(folders.length > 0 ? [{ target: vscode.ConfigurationTarget.Workspace }] : []),
    ...(folders.length > 1
      ? folders.map((folder) => ({ target: vscode.ConfigurationTarget.WorkspaceFolder, folder }))
      : []),
  ];
}

function vaultsIn(target: SettingsTarget): readonly string[] {
  return texts(valueIn(target, 'keyVaults'));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

function globsIn(target: SettingsTarget): Readonly<Record<string, readonly string[]>> {
  const value = valueIn(target, 'keyVaultsByFile');
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([glob, listed]) => [glob, texts(listed)]))
    : {};
}

function valueIn({ target, folder }: SettingsTarget, key: string): unknown {
  const found = vscode.workspace.getConfiguration('cscfg', folder).inspect<unknown>(key);
  switch (target) {
    case vscode.ConfigurationTarget.Global:
      return found?.globalValue;
    case vscode.ConfigurationTarget.Workspace:
      return found?.workspaceValue;
    case vscode.ConfigurationTarget.WorkspaceFolder:
      return found?.workspaceFolderValue;
  }
}

async function write({ target, folder }: SettingsTarget, key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('cscfg', folder).update(key, value, target);
}

/** A setting can contain the vault in any accepted form. */
function names(text: string, vault: VaultAddress): boolean {
  const reference = parseVaultReference(text, homeCloud());
  return reference.ok && reference.address.url === vault.url;
}
