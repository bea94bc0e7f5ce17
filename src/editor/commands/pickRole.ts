import * as vscode from 'vscode';
import type { Role } from '../../cscfg/model/serviceConfiguration';

/** The only role, or the one the user chooses; undefined when they change their mind. */
export async function pickRole(roles: readonly Role[]): Promise<Role | undefined> {
  const [first] = roles;
  if (first === undefined) {
    throw new Error(vscode.l10n.t('The file has no Role element to insert a certificate into.'));
  }
  if (roles.length === 1) {
    return first;
  }
  const items = roles.map((role) => ({
    label: role.name?.value ?? vscode.l10n.t('(role without a name)'),
    description: role.certificates.map(({ name }) => name?.value ?? '').join(', '),
    role,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Insert the certificate into which role?'),
  });
  return chosen?.role;
}

/** The name the certificate gets in the role, `proposed` unless the user types another one. */
export function pickName(role: Role, proposed: string): Thenable<string | undefined> {
  const taken = new Set(role.certificates.map(({ name }) => name?.value.toLowerCase()));
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the certificate in role {0}', role.name?.value ?? ''),
    prompt: vscode.l10n.t('The name that the service definition (.csdef) gives it.'),
    value: proposed,
    validateInput: (text) => {
      if (text.trim() === '') {
        return vscode.l10n.t('A certificate needs a name.');
      }
      return taken.has(text.toLowerCase())
        ? vscode.l10n.t('The role has a certificate of this name already.')
        : undefined;
    },
  });
}
