import * as vscode from 'vscode';
import type { Role } from '../../cscfg/model/configuration';

/** The only role, or the one the user chooses, `likely` offered first; undefined when they change their mind. */
export async function pickRole(roles: readonly Role[], likely: Role | undefined): Promise<Role | undefined> {
  const [first] = roles;
  if (first === undefined) {
    throw new Error(vscode.l10n.t('The file has no Role element to insert a certificate into.'));
  }
  if (roles.length === 1) {
    return first;
  }
  const ordered = likely === undefined ? roles : [likely, ...roles.filter((role) => role !== likely)];
  const items = ordered.map((role) => ({
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
export async function pickName(role: Role, proposed: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the certificate in role {0}', role.name?.value ?? ''),
    prompt: vscode.l10n.t('The name that the service definition (.csdef) gives it.'),
    value: proposed,
    validateInput: (typed) => nameProblem(role, typed.trim()),
  });
  return text?.trim();
}

/** Why an entry of the role cannot have this name. */
export function nameProblem(role: Role, name: string): string | undefined {
  if (name === '') {
    return vscode.l10n.t('A certificate needs a name.');
  }
  if (/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(name)) {
    return vscode.l10n.t('The name holds a character that XML cannot hold, or that cannot be seen.');
  }
  const taken = role.certificates.some((one) => one.name?.value.trim().toLowerCase() === name.toLowerCase());
  return taken ? vscode.l10n.t('The role has a certificate of this name already.') : undefined;
}
