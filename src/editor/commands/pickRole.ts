import * as vscode from 'vscode';
import type { EntryName } from '../../cscfg/entryNames';
import type { Named } from '../../cscfg/service/names';
import type { Service } from '../../cscfg/service/service';

/** A role of a configuration or of a service definition. */
export type AnyRole = Named & { readonly certificates: readonly Named[] };

/** The only role, or the one that the user selects, with `likely` first. Undefined when the user cancels. */
export async function pickRole<One extends AnyRole>(
  roles: readonly One[],
  likely: One | undefined,
  token?: vscode.CancellationToken,
): Promise<One | undefined> {
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
  const options = { title: vscode.l10n.t('Select the role for the certificate') };
  return (await vscode.window.showQuickPick(items, options, token))?.role;
}

interface NameItem extends vscode.QuickPickItem {
  /** Absent if the name cannot be used. */
  readonly name?: string;
}

export interface NameQuestion {
  readonly role: AnyRole;
  /** The first one is proposed. */
  readonly names: readonly EntryName[];
  /** What is known of a name, if anything. */
  readonly mark: (kind: EntryName['kind']) => string | undefined;
}

/** What a configuration's service definition says of a name. */
export function markOfEntry(service: Service | undefined): NameQuestion['mark'] {
  const definition = service?.definition?.name ?? '';
  const marks: Readonly<Record<EntryName['kind'], string | undefined>> = {
    expected: vscode.l10n.t('declared in {0}', definition),
    unexpected: vscode.l10n.t('not declared in {0}', definition),
    free: undefined,
  };
  return (kind) => marks[kind];
}

/** One of the names, or another one that the user types. Undefined when the user cancels. */
export function pickName(
  { role, names, mark }: NameQuestion,
  token?: vscode.CancellationToken,
): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<NameItem>();
  const title = vscode.l10n.t('Name of the certificate in role "{0}"', role.name?.value ?? '');
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Select the name that the service definition (.csdef) uses, or type another one');
  const fill = (): void => {
    const offered = names.map(({ name, kind }) => nameItem(name, mark(kind)));
    pick.items = [...offered, ...typedItem(pick.value.trim(), { role, names, mark })];
  };
  fill();
  return new Promise((resolve) => {
    const subscriptions = vscode.Disposable.from(
      pick.onDidChangeValue(fill),
      pick.onDidAccept(() => {
        const name = pick.selectedItems[0]?.name;
        if (name !== undefined) {
          resolve(name);
          pick.hide();
        }
      }),
      pick.onDidHide(() => {
        resolve(undefined);
        subscriptions.dispose();
        pick.dispose();
      }),
      token?.onCancellationRequested(() => {
        pick.hide();
      }) ?? { dispose: () => undefined },
    );
    pick.show();
  });
}

/** What was typed as an item, unless it is one of the names. */
function typedItem(typed: string, { role, names, mark }: NameQuestion): readonly NameItem[] {
  if (typed === '' || names.some(({ name }) => name === typed)) {
    return [];
  }
  const problem = nameProblem(role, typed);
  return [
    problem === undefined
      ? nameItem(typed, mark(names.some(({ kind }) => kind === 'expected') ? 'unexpected' : 'free'))
      : { label: `$(error) ${typed}`, description: problem, alwaysShow: true },
  ];
}

function nameItem(name: string, mark: string | undefined): NameItem {
  return { label: name, name, ...(mark === undefined ? {} : { description: mark }) };
}

export function nameProblem(role: AnyRole, name: string): string | undefined {
  if (name === '') {
    return vscode.l10n.t('Enter a name for the certificate.');
  }
  if (/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(name)) {
    return vscode.l10n.t('The name contains an invisible character or one that is not allowed in XML.');
  }
  const taken = role.certificates.some((one) => one.name?.value.trim().toLowerCase() === name.toLowerCase());
  return taken ? vscode.l10n.t('The role already has a certificate with this name.') : undefined;
}
