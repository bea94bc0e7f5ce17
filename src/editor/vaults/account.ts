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

/** Each account and tenant that read one of the vaults, once. Empty before the first response. */
export function accountsOf(snapshots: readonly VaultSnapshot[]): string {
  const accounts = snapshots.flatMap(({ signedIn, tenant, failure }) => {
    const isRead = signedIn !== undefined && failure === undefined;
    return isRead ? [[accountName(signedIn), tenant].filter((part) => part !== undefined).join(' · ')] : [];
  });
  return [...new Set(accounts)].join(', ');
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
