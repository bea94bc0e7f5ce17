import * as vscode from 'vscode';
import type { Role } from '../../cscfg/model/configuration';

/** The only role, or the one that the user selects, with `likely` first. Undefined when the user cancels. */
export async function pickRole(roles: readonly Role[], likely: Role | undefined): Promise<Role | undefined> {
  const [first] = roles;
  if (first === undefined) {
    throw new Error(vscode.l10n.t('The file has no <Role> element. Add a role before you insert a certificate.'));
  }
  if (roles.length === 1) {
    return first;
  }
  const ordered = likely === undefined ? roles : [likely, ...roles.filter((role) => role !== likely)];
  const items = ordered.map((role) => ({
    label: role.name?.value ?? vscode.l10n.t('(unnamed role)'),
    description: role.certificates.map(({ name }) => name?.value ?? '').join(', '),
    role,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Select the role for the certificate'),
  });
  return chosen?.role;
}

export async function pickName(role: Role, proposed: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the certificate in role "{0}"', role.name?.value ?? ''),
    prompt: vscode.l10n.t('Enter the name that the service definition (.csdef) uses.'),
    value: proposed,
    validateInput: (typed) => nameProblem(role, typed.trim()),
  });
  return text?.trim();
}

export function nameProblem(role: Role, name: string): string | undefined {
  if (name === '') {
    return vscode.l10n.t('Enter a name for the certificate.');
  }
  if (/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(name)) {
    return vscode.l10n.t('The name contains an invisible character or one that is not allowed in XML.');
  }
  const taken = role.certificates.some((one) => one.name?.value.trim().toLowerCase() === name.toLowerCase());
  return taken ? vscode.l10n.t('The role already has a certificate with this name.') : undefined;
}
