import * as vscode from 'vscode';
import { dropPlaceAt, replacementAt } from '../../cscfg/dropPlace';
import { insertCertificates } from '../../cscfg/certificateEdits';
import { declarationNames, entryNames, likelyNames, type EntryName } from '../../cscfg/entryNames';
import type { Role } from '../../cscfg/model/configuration';
import type { DefinedRole } from '../../cscfg/model/definition';
import { storeLocations, stores } from '../../cscfg/schema/definition/declarations';
import { choicesOf } from '../../cscfg/schema/values';
import { type CertificateStore, declareCertificates } from '../../cscfg/service/edits';
import type { TextEdit } from '../../text/span';
import { confirmUsable } from '../commands/confirmUsable';
import { type AnyRole, markOfEntry, pickName, pickRole } from '../commands/pickRole';
import type { KeyVaults } from '../vaults/keyVaults';
import type { Judgement } from '../workspace/judgement';
import type { TransferredCertificate } from './transferred';

/** A place in a service file where certificates are dropped; `offset` in UTF-16 units. */
export interface Drop {
  readonly judgement: Judgement;
  readonly offset: number;
  readonly certificates: readonly TransferredCertificate[];
}

/**
 * The edits of a configuration that use the dropped certificates: a new thumbprint for the entry or the setting at the
 * place, otherwise entries in the role. Asks for what is not certain. Rejects with a `CancellationError` when the user
 * cancels.
 */
export async function configurationEdits(
  { judgement: { cscfg, context }, offset, certificates }: Drop,
  keyVaults: KeyVaults,
  token: vscode.CancellationToken,
): Promise<readonly TextEdit[]> {
  const place = dropPlaceAt(cscfg, offset);
  const [only, another] = certificates;
  const replaced = place.kind === 'entry' || place.kind === 'setting' ? place : undefined;
  const here = place.kind === 'setting' ? place.use.owner : place.kind === 'outside' ? undefined : place.role;
  const role = here ?? given(await pickRole(cscfg.model.roles, undefined, token));
  for (const { version } of certificates) {
    if (version !== undefined && !(await confirmUsable(keyVaults, version))) {
      throw new vscode.CancellationError();
    }
  }
  if (replaced !== undefined && only !== undefined && another === undefined) {
    return replacementAt(cscfg, replaced, only.thumbprint);
  }
  const namesOf = (certificate: string): readonly EntryName[] => entryNames(cscfg, role, certificate, context);
  const names = await namesFor(role, certificates, namesOf, markOfEntry(context.service), token);
  const entries = certificates.map(({ thumbprint }, index) => ({ name: names[index] ?? '', thumbprint }));
  return whereTyped(role, insertCertificates(cscfg, role, entries));
}

/** The edits of a service definition that declare the dropped certificates. Asks and rejects in the same way. */
export async function definitionEdits(
  { judgement: { cscfg, context }, offset, certificates }: Drop,
  token: vscode.CancellationToken,
): Promise<readonly TextEdit[]> {
  const { roles } = cscfg.definition;
  const here = roles.findLast(({ element: { span } }) => span.start < offset && offset < span.end);
  const role = here ?? given(await pickRole(roles, undefined, token));
  const namesOf = (certificate: string): readonly EntryName[] => declarationNames(role, certificate, context.service);
  const mark = (kind: EntryName['kind']): string | undefined =>
    kind === 'expected' ? vscode.l10n.t('used in a configuration, not declared yet') : undefined;
  const names = await namesFor(role, certificates, namesOf, mark, token);
  const store = given(await pickStore(token));
  return whereTyped(role, declareCertificates(cscfg, role, names, store));
}

/** The name that the user selects for one certificate; likely names for several, which can be changed afterwards. */
async function namesFor(
  role: AnyRole,
  certificates: readonly TransferredCertificate[],
  namesOf: (certificate: string) => readonly EntryName[],
  mark: (kind: EntryName['kind']) => string | undefined,
  token: vscode.CancellationToken,
): Promise<readonly string[]> {
  const [first, second] = certificates;
  return first === undefined || second !== undefined
    ? likelyNames(
        certificates.map(({ name }) => name),
        role,
        namesOf,
      )
    : [given(await pickName({ role, names: namesOf(first.name), mark }, token))];
}

async function pickStore(token: vscode.CancellationToken): Promise<CertificateStore | undefined> {
  const items = choicesOf(storeLocations).flatMap(({ value: location }) =>
    choicesOf(stores).map(({ value: name, doc = '' }) => ({
      label: `${location}\\${name}`,
      description: doc,
      store: { location, name },
    })),
  );
  const options = { title: vscode.l10n.t('Select the store where the role installs the certificate') };
  return (await vscode.window.showQuickPick(items, options, token))?.store;
}

/** No edits mean that the tag of the list or of the role is not finished. */
function whereTyped(
  { element, certificatesElement }: Role | DefinedRole,
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  if (edits.length === 0) {
    throw new Error(vscode.l10n.t('The tag <{0} is not closed. Add ">" first.', (certificatesElement ?? element).name));
  }
  return edits;
}

function given<Value>(answer: Value | undefined): Value {
  if (answer === undefined) {
    throw new vscode.CancellationError();
  }
  return answer;
}
