import * as vscode from 'vscode';
import type { SignedIn } from '../../vault/signIn/session';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';

/** The name of the account, or of the credential if that does not report it. */
export function accountName({ credential, account }: SignedIn): string {
  switch (credential) {
    case 'vscode':
      return account ?? vscode.l10n.t('Microsoft account');
    case 'azureCli':
      return vscode.l10n.t('Azure CLI account');
    case 'default':
      return vscode.l10n.t('Azure credential of this computer');
  }
}

/** Each account that read one of the vaults, once. Empty before the first response. */
export function accountsOf(snapshots: readonly VaultSnapshot[]): string {
  const accounts = snapshots.flatMap(({ signedIn, failure }) =>
    signedIn === undefined || failure !== undefined ? [] : [accountName(signedIn)],
  );
  return [...new Set(accounts)].join(', ');
}

/** The account and the tenant that read the vault. Empty before the first response. */
export function accountAndTenant(snapshot: VaultSnapshot): string {
  const account = accountsOf([snapshot]);
  return account === '' || snapshot.tenant === undefined ? account : `${account} · ${snapshot.tenant}`;
}

/** The walkthrough marks its first step as done. */
export function markSignedIn(): void {
  void vscode.commands.executeCommand('setContext', 'cscfg.signedIn', true);
}

/** For a notification after signing in; undefined if no vault was read. */
export function signedInMessage(snapshots: readonly VaultSnapshot[]): string | undefined {
  const read = snapshots.filter(({ failure }) => failure === undefined);
  const [first] = read.flatMap(({ signedIn }) => signedIn ?? []);
  if (first === undefined) {
    return undefined;
  }
  const tenants = [...new Set(read.flatMap(({ tenant }) => tenant ?? []))].join(', ');
  return vscode.l10n.t('Signed in with {0}. Tenant: {1}', accountName(first), tenants);
}
