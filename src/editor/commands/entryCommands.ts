import * as vscode from 'vscode';
import { type CertificateVersion, isMatched } from '../../certificate/verdict';
import { isUsable } from '../../certificate/verdictMessages';
import { insertCertificate, proposedName, replaceThumbprint } from '../../cscfg/certificateEdits';
import type { CscfgDocument } from '../../cscfg/document';
import { verdictFor } from '../../cscfg/entries';
import { entryAt, roleAt } from '../../cscfg/model/at';
import type { CertificateEntry, Role } from '../../cscfg/model/configuration';
import { present } from '../../text/objects';
import type { TextEdit } from '../../text/span';
import { rangeOf } from '../convert';
import type { KeyVaults } from '../vaults/keyVaults';
import { type CscfgDocuments, isCscfg } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import { fileSettings } from '../workspace/settings';
import { placeIn, versionIn } from './arguments';
import { command } from './command';
import { confirmUsable } from './confirmUsable';
import { commands } from './ids';
import { pickCertificate } from './pickCertificate';
import { pickName, pickRole } from './pickRole';

/** An entry, and the role it was in. */
export interface EntryReference {
  readonly role: Role;
  readonly entry: CertificateEntry;
}

/** The role in the present text that was meant in an earlier one; undefined where that can no longer be told. */
export function sameRole({ model }: CscfgDocument, meant: Role): Role | undefined {
  return same(model.roles, meant);
}

/** The same of an entry. */
export function sameEntry(present: CscfgDocument, meant: EntryReference): CertificateEntry | undefined {
  const role = sameRole(present, meant.role);
  return role && same(role.certificates, meant.entry);
}

/** In an unchanged text it is the thing itself, and in a changed one the only one that is named like it. */
function same<Named extends Role | CertificateEntry>(present: readonly Named[], meant: Named): Named | undefined {
  const alike = present.filter(({ name }) => name?.value === meant.name?.value);
  return present.includes(meant) ? meant : alike.length === 1 ? alike[0] : undefined;
}

/**
 * Shows the file, applies what `edits` gives for its text at that moment as one undo step, and selects the thumbprint
 * that was written. Rejects where the file cannot be written, or was changed in the very moment.
 */
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
    throw new Error(vscode.l10n.t('The file could not be changed: it is read-only, or was changed at the same time.'));
  }
  await select(editor, thumbprint, Math.max(0, (wanted[0]?.start ?? 0) - thumbprint.length));
}

async function select(editor: vscode.TextEditor, thumbprint: string, from: number): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(thumbprint, from);
  if (start >= 0) {
    const range = rangeOf(document, { start, end: start + thumbprint.length });
    // With the cursor at its start, nothing has to scroll sideways.
    editor.selection = new vscode.Selection(range.end, range.start);
    await revealLine(editor, range.start.line);
  }
}

/** `revealRange` would also scroll sideways, to the end of the range. */
async function revealLine(editor: vscode.TextEditor, line: number): Promise<void> {
  if (!editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line)) {
    await vscode.commands.executeCommand('revealLine', { lineNumber: line, at: 'center' });
  }
}

/** A .cscfg and an offset in it (UTF-16): where a command works. */
interface Place {
  readonly document: vscode.TextDocument;
  readonly offset: number;
  /** The name of what is inserted, where it is not to be asked. */
  readonly name?: string;
}

/** The commands that write certificates into the file: insert, replace, update. Each is one undo step. */
export class EntryCommands {
  constructor(
    private readonly documents: CscfgDocuments,
    private readonly judge: Judge,
    private readonly keyVaults: KeyVaults,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      command(this.log, commands.insertCertificate, (argument) => this.insert(argument)),
      command(this.log, commands.replaceCertificate, (argument) => this.replace(argument)),
      command(this.log, commands.updateCertificate, (argument) => this.update(argument)),
    );
  }

  /** Asks for what the argument leaves open: a row of the tree names the certificate, a place in a file the role. */
  private async insert(argument: unknown): Promise<void> {
    const place = placeOf(argument);
    const { document } = place;
    const given = versionIn(argument);
    const role = await this.roleFor(place, given !== undefined);
    const version = role && (await this.usable(given ?? (await this.choose(document, place.name))));
    const name = role && version && (place.name ?? (await pickName(role, proposedName(role, version.certificate))));
    if (role !== undefined && version !== undefined && name !== undefined) {
      const { thumbprint } = version;
      await writeCertificate(document, thumbprint, () => this.insertion(document, role, { name, thumbprint }));
    }
  }

  private insertion(
    document: vscode.TextDocument,
    meant: Role,
    values: { readonly name: string; readonly thumbprint: string },
  ): readonly TextEdit[] {
    const cscfg = this.documents.of(document);
    const role = sameRole(cscfg, meant);
    if (role === undefined) {
      throw changedMeanwhile();
    }
    const edits = insertCertificate(cscfg, role, values);
    if (edits.length === 0) {
      const { name } = role.certificatesElement ?? role.element;
      throw new Error(vscode.l10n.t('Finish the tag <{0} first: it has no “>” yet.', name));
    }
    return edits;
  }

  private async replace(argument: unknown): Promise<void> {
    const { document, offset } = placeOf(argument);
    const meant = entryAt(this.documents.of(document), offset);
    if (meant === undefined) {
      throw new Error(vscode.l10n.t('Put the cursor on a Certificate element first.'));
    }
    const chosen = versionIn(argument) ?? (await this.choose(document, meant.entry.name?.value));
    const version = await this.usable(chosen);
    if (version !== undefined) {
      await this.writeReplacement(document, meant, version.thumbprint);
    }
  }

  /** Takes the newest version of the certificate whose older version the entry names. */
  private async update(argument: unknown): Promise<void> {
    const { document, offset } = placeOf(argument);
    const { cscfg, context } = this.judge.of(document);
    const meant = entryAt(cscfg, offset);
    const verdict = meant && verdictFor(meant.entry, context);
    const latest = verdict !== undefined && isMatched(verdict) ? verdict.latest : undefined;
    if (meant === undefined || latest === undefined || !isUsable(latest, context.now)) {
      throw new Error(
        vscode.l10n.t('No newer version of this certificate can be taken. Refresh, or choose another certificate.'),
      );
    }
    if ((await this.usable(latest)) !== undefined) {
      await this.writeReplacement(document, meant, latest.thumbprint);
    }
  }

  /** The version, once it is known that a role can receive it or the user wants it all the same. */
  private async usable(version: CertificateVersion | undefined): Promise<CertificateVersion | undefined> {
    return version !== undefined && (await confirmUsable(this.keyVaults, version)) ? version : undefined;
  }

  private writeReplacement(document: vscode.TextDocument, meant: EntryReference, thumbprint: string): Promise<void> {
    return writeCertificate(document, thumbprint, () => {
      const cscfg = this.documents.of(document);
      const entry = sameEntry(cscfg, meant);
      if (entry === undefined) {
        throw changedMeanwhile();
      }
      return replaceThumbprint(cscfg, entry, thumbprint);
    });
  }

  private choose(document: vscode.TextDocument, like: string | undefined): Promise<CertificateVersion | undefined> {
    const { vaults } = fileSettings(document);
    const title = vscode.l10n.t('Certificate from Key Vault');
    return pickCertificate(this.keyVaults, { title, vaults, like });
  }

  /** The role at the place, or else the only one, or the one the user names: always, where `ask`. */
  private async roleFor({ document, offset }: Place, ask: boolean): Promise<Role | undefined> {
    const cscfg = this.documents.of(document);
    const here = roleAt(cscfg, offset);
    return here === undefined || ask ? pickRole(cscfg.model.roles, here) : here;
  }
}

/** Where the caller pointed, in a file that is open, or else the cursor of the active .cscfg. */
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
    throw new Error(vscode.l10n.t('Open a .cscfg file first: certificates are inserted into the active one.'));
  }
  return {
    document,
    offset: place?.offset ?? document.offsetAt(editor?.selection.active ?? new vscode.Position(0, 0)),
    ...present('name', place?.name),
  };
}

function changedMeanwhile(): Error {
  return new Error(vscode.l10n.t('The file has changed in the meantime. Try again.'));
}
