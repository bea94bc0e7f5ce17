import * as vscode from 'vscode';
import { type CertificateVersion, isMatched, type Verdict } from '../../certificate/verdict';
import { isUsable } from '../../certificate/verdictMessages';
import { type EntryValues, insertCertificates, replaceThumbprint } from '../../cscfg/certificateEdits';
import type { CscfgDocument } from '../../cscfg/document';
import { verdictFor } from '../../cscfg/entries';
import { entryNames, likelyNames } from '../../cscfg/entryNames';
import { entryAt, roleAt } from '../../cscfg/model/at';
import type { CertificateEntry, Role } from '../../cscfg/model/configuration';
import { namedBy } from '../../cscfg/rules/fixes';
import type { CheckContext } from '../../cscfg/rules/rule';
import { replaceUse, settingUses, type SettingUse } from '../../cscfg/uses';
import { present } from '../../text/objects';
import { spanContains, type TextEdit } from '../../text/span';
import { rangeOf } from '../convert';
import type { KeyVaults } from '../vaults/keyVaults';
import { type CscfgDocuments, isCscfg } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import { fileSettings } from '../workspace/settings';
import { placeIn, rowsIn, versionIn, versionsIn } from './arguments';
import { command } from './command';
import { confirmUsable } from './confirmUsable';
import { commands } from './ids';
import { pickCertificate } from './pickCertificate';
import { markOfEntry, pickName, pickRole } from './pickRole';

export interface EntryReference {
  readonly role: Role;
  readonly entry: CertificateEntry;
}

/** In the current text; undefined if it cannot be identified. */
export function sameRole({ model }: CscfgDocument, target: Role): Role | undefined {
  return same(model.roles, target);
}

/** In the current text; undefined if it cannot be identified. */
export function sameEntry(present: CscfgDocument, target: EntryReference): CertificateEntry | undefined {
  const role = sameRole(present, target.role);
  return role && same(role.certificates, target.entry);
}

type Target = EntryReference | SettingUse;

function targetAt(document: CscfgDocument, offset: number): Target | undefined {
  return entryAt(document, offset) ?? settingUses(document).find(({ span }) => spanContains(span, offset));
}

function verdictOn(target: Target, context: Pick<CheckContext, 'verdictOf'>): Verdict {
  return 'entry' in target ? verdictFor(target.entry, context) : context.verdictOf(target.thumbprint);
}

/** In the current text; undefined if it cannot be identified. */
export function sameUse(present: CscfgDocument, target: SettingUse): SettingUse | undefined {
  const uses = settingUses(present);
  const alike = uses.filter(
    ({ role, name, thumbprint }) => role === target.role && name === target.name && thumbprint === target.thumbprint,
  );
  return uses.includes(target) ? target : alike.length === 1 ? alike[0] : undefined;
}

/** The same object if the text is unchanged, otherwise the only one with the same name. */
function same<Named extends Role | CertificateEntry>(present: readonly Named[], target: Named): Named | undefined {
  const alike = present.filter(({ name }) => name?.value === target.name?.value);
  return present.includes(target) ? target : alike.length === 1 ? alike[0] : undefined;
}

/** One undo step on the current text. Rejects if the file cannot be written or has just changed. */
export async function writeCertificate(
  document: vscode.TextDocument,
  thumbprint: string,
  edits: () => readonly TextEdit[],
): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const { viewColumn } = visible ?? {};
  const editor = await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
  const wanted = edits();
  const done = await editor.edit((builder) => {
    for (const edit of wanted) {
      builder.replace(rangeOf(document, edit), edit.newText);
    }
  });
  if (!done) {
    throw new Error(vscode.l10n.t('Could not change the file. It is read-only, or it was changed at the same time.'));
  }
  await select(editor, thumbprint, Math.max(0, (wanted[0]?.start ?? 0) - thumbprint.length));
}

async function select(editor: vscode.TextEditor, thumbprint: string, from: number): Promise<void> {
  const { document } = editor;
  // A setting can be in lowercase.
  const digits = new RegExp(thumbprint, 'gi');
  digits.lastIndex = from;
  const start = digits.exec(document.getText())?.index;
  if (start !== undefined) {
    const range = rangeOf(document, { start, end: start + thumbprint.length });
    // With the cursor at the start, the editor does not scroll sideways.
    editor.selection = new vscode.Selection(range.end, range.start);
    await revealLine(editor, range.start.line);
  }
}

/** `revealRange` would also scroll sideways to the end of the range. */
async function revealLine(editor: vscode.TextEditor, line: number): Promise<void> {
  if (!editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line)) {
    await vscode.commands.executeCommand('revealLine', { lineNumber: line, at: 'center' });
  }
}

/** A .cscfg file and an offset in it, in UTF-16 units. */
interface Place {
  readonly document: vscode.TextDocument;
  readonly offset: number;
  readonly name?: string;
}

/** Each command is one undo step. */
export class EntryCommands {
  constructor(
    private readonly documents: CscfgDocuments,
    private readonly judge: Judge,
    private readonly keyVaults: KeyVaults,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      command(this.log, commands.insertCertificate, (argument, selected) => this.insert(argument, selected)),
      command(this.log, commands.replaceCertificate, (argument) => this.replace(argument)),
      // The same with the short names of the context menu of the tree.
      command(this.log, commands.insertIntoFile, (argument, selected) => this.insert(argument, selected)),
      command(this.log, commands.useForEntry, (argument) => this.replace(argument)),
      command(this.log, commands.updateCertificate, (argument) => this.update(argument)),
    );
  }

  /** The user chooses what the argument does not contain: a tree item names the certificate, a position the role. */
  private async insert(argument: unknown, selected: unknown): Promise<void> {
    const place = placeOf(argument);
    const { document } = place;
    const several = versionsIn(rowsIn(argument, selected));
    if (several.length > 1) {
      await this.insertAll(place, several);
      return;
    }
    const given = versionIn(argument);
    const role = await this.roleFor(place, given !== undefined);
    const version = role && (await this.usable(given ?? (await this.choose(document, place.name))));
    const name = role && version && (place.name ?? (await this.nameFor(document, role, version)));
    if (role !== undefined && version !== undefined && name !== undefined) {
      const { thumbprint } = version;
      await writeCertificate(document, thumbprint, () => this.insertion(document, role, [{ name, thumbprint }]));
    }
  }

  /** With likely names, as when several rows are dropped. */
  private async insertAll(place: Place, versions: readonly CertificateVersion[]): Promise<void> {
    const { document } = place;
    const role = await this.roleFor(place, true);
    if (role === undefined) {
      return;
    }
    for (const version of versions) {
      if ((await this.usable(version)) === undefined) {
        return;
      }
    }
    const { cscfg, context } = await this.judge.whenServiceRead(document);
    const present = sameRole(cscfg, role) ?? role;
    const names = likelyNames(
      versions.map(({ certificate }) => certificate),
      present,
      (certificate) => entryNames(cscfg, present, certificate, context),
    );
    const entries = versions.map(({ thumbprint }, index) => ({ name: names[index] ?? '', thumbprint }));
    await writeCertificate(document, versions[0]?.thumbprint ?? '', () => this.insertion(document, role, entries));
  }

  /** The names come from the service definition, so its text must have been read. */
  private async nameFor(
    document: vscode.TextDocument,
    role: Role,
    { certificate }: CertificateVersion,
  ): Promise<string | undefined> {
    const { cscfg, context } = await this.judge.whenServiceRead(document);
    const names = entryNames(cscfg, sameRole(cscfg, role) ?? role, certificate, context);
    return pickName({ role, names, mark: markOfEntry(context.service) });
  }

  private insertion(document: vscode.TextDocument, target: Role, entries: readonly EntryValues[]): readonly TextEdit[] {
    const cscfg = this.documents.of(document);
    const role = sameRole(cscfg, target);
    if (role === undefined) {
      throw changedMeanwhile();
    }
    const edits = insertCertificates(cscfg, role, entries);
    if (edits.length === 0) {
      const { name } = role.certificatesElement ?? role.element;
      throw new Error(vscode.l10n.t('The tag <{0} is not closed. Add ">" first.', name));
    }
    return edits;
  }

  private async replace(argument: unknown): Promise<void> {
    const { document, offset } = placeOf(argument);
    const target = targetAt(this.documents.of(document), offset);
    if (target === undefined) {
      throw new Error(
        vscode.l10n.t('Place the cursor in a <Certificate> element, or on a thumbprint in a setting, first.'),
      );
    }
    const like = 'entry' in target ? this.meantBy(target.entry, document) : target.name;
    const chosen = versionIn(argument) ?? (await this.choose(document, like));
    const version = await this.usable(chosen);
    if (version !== undefined) {
      await this.writeReplacement(document, target, version.thumbprint);
    }
  }

  /** The name of the certificate that the text in place of the thumbprint names, otherwise that of the entry. */
  private meantBy(entry: CertificateEntry, document: vscode.TextDocument): string | undefined {
    const { context } = this.judge.of(document);
    return namedBy(entry, context)?.versions[0]?.certificate ?? entry.name?.value;
  }

  private async update(argument: unknown): Promise<void> {
    const { document, offset } = placeOf(argument);
    const { cscfg, context } = this.judge.of(document);
    const target = targetAt(cscfg, offset);
    const verdict = target && verdictOn(target, context);
    const latest = verdict !== undefined && isMatched(verdict) ? verdict.latest : undefined;
    if (target === undefined || latest === undefined || !isUsable(latest, context.now)) {
      throw new Error(
        vscode.l10n.t(
          'This certificate has no newer version that can be used. Refresh, or choose another certificate.',
        ),
      );
    }
    if ((await this.usable(latest)) !== undefined) {
      await this.writeReplacement(document, target, latest.thumbprint);
    }
  }

  /** Only if a role can use it or the user confirms it. */
  private async usable(version: CertificateVersion | undefined): Promise<CertificateVersion | undefined> {
    return version !== undefined && (await confirmUsable(this.keyVaults, version)) ? version : undefined;
  }

  private writeReplacement(document: vscode.TextDocument, target: Target, thumbprint: string): Promise<void> {
    return writeCertificate(document, thumbprint, () => {
      const edits = replacement(this.documents.of(document), target, thumbprint);
      if (edits === undefined) {
        throw changedMeanwhile();
      }
      return edits;
    });
  }

  private choose(document: vscode.TextDocument, like: string | undefined): Promise<CertificateVersion | undefined> {
    const { vaults } = fileSettings(document);
    const title = vscode.l10n.t('Select a certificate from Key Vault');
    return pickCertificate(this.keyVaults, { title, vaults, like });
  }

  /** The role at the position, the only role, or the one that the user selects. With `ask`, the user always selects. */
  private async roleFor({ document, offset }: Place, ask: boolean): Promise<Role | undefined> {
    const cscfg = this.documents.of(document);
    const here = roleAt(cscfg, offset);
    return here === undefined || ask ? pickRole(cscfg.model.roles, here) : here;
  }
}

function replacement(present: CscfgDocument, target: Target, thumbprint: string): readonly TextEdit[] | undefined {
  if ('entry' in target) {
    const entry = sameEntry(present, target);
    return entry && replaceThumbprint(present, entry, thumbprint);
  }
  const use = sameUse(present, target);
  return use && [replaceUse(present, use, thumbprint)];
}

/** The position in the argument if its file is open, otherwise the cursor in the active .cscfg file. */
function placeOf(argument: unknown): Place {
  const place = placeIn(argument);
  const editor = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find((one) =>
    isCscfg(one?.document),
  );
  const document =
    place === undefined
      ? editor?.document
      : vscode.workspace.textDocuments.find((open) => isCscfg(open) && open.uri.toString() === place.uri);
  if (document === undefined) {
    throw new Error(vscode.l10n.t('Open the .cscfg file to insert the certificate into.'));
  }
  return {
    document,
    offset: place?.offset ?? document.offsetAt(editor?.selection.active ?? new vscode.Position(0, 0)),
    ...present('name', place?.name),
  };
}

function changedMeanwhile(): Error {
  return new Error(vscode.l10n.t('The file was changed in the meantime. Try again.'));
}
