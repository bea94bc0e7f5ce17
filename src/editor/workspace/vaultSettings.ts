import * as vscode from 'vscode';
import { type VaultAddress, parseVaultReference } from '../../vault/address';
import { homeCloud } from '../signIn/session';

/** A place that settings are kept in, and the folder whose settings they are. */
export interface SettingsTarget {
  readonly target: vscode.ConfigurationTarget;
  readonly folder?: vscode.WorkspaceFolder;
}

/**
 * Adds the vault to `cscfg.keyVaults`, on the shelf of the file's folder (see `shelfFor`). Vaults that count there
 * without being set there stay.
 */
export async function addVault(vault: VaultAddress, file: vscode.Uri | undefined): Promise<void> {
  const { workspaceFolders = [], isTrusted } = vscode.workspace;
  const shelf = settingsTargetFor(file && vscode.workspace.getWorkspaceFolder(file), workspaceFolders, isTrusted);
  const own = listOn(shelf);
  const known = own.length > 0 ? own : texts(vscode.workspace.getConfiguration('cscfg', shelf.folder).get('keyVaults'));
  if (!known.some((text) => names(text, vault))) {
    // A bare name means the cloud of whoever reads it: only where that is the public one is it plain for everybody.
    const isPlain = vault.cloud.name === 'public' && homeCloud().name === 'public';
    await write(shelf, 'keyVaults', [...known, isPlain ? vault.name : vault.url]);
  }
}

/** Takes the vault out of every setting that names it. */
export async function removeVault(vault: VaultAddress): Promise<void> {
  for (const shelf of shelves()) {
    const vaults = listOn(shelf);
    const others = vaults.filter((text) => !names(text, vault));
    if (others.length < vaults.length) {
      await write(shelf, 'keyVaults', others.length === 0 ? undefined : others);
    }
    const globs = globsOn(shelf);
    const kept = Object.entries(globs).map(([glob, listed]) => {
      return [glob, listed.filter((text) => !names(text, vault))] as const;
    });
    if (kept.some(([glob, listed]) => listed.length < (globs[glob]?.length ?? 0))) {
      const rest = kept.filter(([, listed]) => listed.length > 0);
      await write(shelf, 'keyVaultsByFile', rest.length === 0 ? undefined : Object.fromEntries(rest));
    }
  }
}

/**
 * Where a vault is added: to the settings of the file's folder in a workspace of several, to those of the workspace,
 * or to the user's where there is none or where it is not trusted, for its settings do not count then.
 */
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

function shelves(): readonly SettingsTarget[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    { target: vscode.ConfigurationTarget.Global },
    ...(folders.length > 0 ? [{ target: vscode.ConfigurationTarget.Workspace }] : []),
    ...(folders.length > 1
      ? folders.map((folder) => ({ target: vscode.ConfigurationTarget.WorkspaceFolder, folder }))
      : []),
  ];
}

function listOn(shelf: SettingsTarget): readonly string[] {
  return texts(valueOn(shelf, 'keyVaults'));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

function globsOn(shelf: SettingsTarget): Readonly<Record<string, readonly string[]>> {
  const value = valueOn(shelf, 'keyVaultsByFile');
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([glob, listed]) => [glob, texts(listed)]))
    : {};
}

function valueOn({ target, folder }: SettingsTarget, key: string): unknown {
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

/** A setting may name the vault in any of the accepted forms. */
function names(text: string, vault: VaultAddress): boolean {
  const reference = parseVaultReference(text, homeCloud());
  return reference.ok && reference.address.url === vault.url;
}
