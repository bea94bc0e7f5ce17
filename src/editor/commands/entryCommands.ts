import * as vscode from 'vscode';
import { insertCertificate, proposedName } from '../../cscfg/edits/insertCertificate';
import { replaceThumbprint } from '../../cscfg/edits/replaceThumbprint';
import { verdictFor } from '../../cscfg/entries';
import { entryAt, roleAt } from '../../cscfg/model/at';
import type { Role } from '../../cscfg/model/serviceConfiguration';
import type { TextEdit } from '../../cscfg/text/span';
import { isMatched, type CertificateVersion } from '../../cscfg/verdict';
import { isCscfg, type CscfgDocuments } from '../cscfgDocuments';
import { commands, isPlace, isVersionArgument } from '../commandIds';
import type { Judge } from '../judgement';
import type { KeyVaults } from '../keyVaults';
import { fileSettings } from '../settings';
import { workspaceEdit } from '../text';
import { command } from './command';
import { pickCertificate } from './pickCertificate';
import { pickName, pickRole } from './pickRole';

/** A .cscfg and an offset in it (UTF-16): where a command works. */
interface Place {
  readonly document: vscode.TextDocument;
  readonly offset: number;
  /** The name of what is inserted, where it is not to be asked. */
  readonly name?: string | undefined;
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

  private async insert(argument: unknown): Promise<void> {
    const { document, offset, name: named } = await placeOf(argument);
    const given = isVersionArgument(argument) ? argument.version : undefined;
    const role = await this.roleFor(document, given === undefined ? offset : undefined);
    if (role === undefined) {
      return;
    }
    const version = given ?? (await this.choose(document, named));
    if (version === undefined) {
      return;
    }
    const name = named ?? (await pickName(role, proposedName(role, version.certificate)));
    if (name === undefined) {
      return;
    }
    // The text may have changed under the questions: the role is found again by its place in the present text.
    const cscfg = this.documents.of(document);
    const present = cscfg.model.roles.find((one) => one.name?.value === role.name?.value) ?? role;
    const { thumbprint } = version;
    await write(document, insertCertificate(cscfg, present, { name, thumbprint }), thumbprint);
  }

  private async replace(argument: unknown): Promise<void> {
    const { document, offset } = await placeOf(argument);
    const before = entryAt(this.documents.of(document), offset);
    if (before === undefined) {
      throw new Error(vscode.l10n.t('Put the cursor on a Certificate element first.'));
    }
    const version = isVersionArgument(argument)
      ? argument.version
      : await this.choose(document, before.entry.name?.value);
    const cscfg = this.documents.of(document);
    const entry = entryAt(cscfg, offset)?.entry;
    if (version !== undefined && entry !== undefined) {
      await write(document, replaceThumbprint(cscfg, entry, version.thumbprint), version.thumbprint);
    }
  }

  /** Takes the newest version of the certificate whose older version the entry names. */
  private async update(argument: unknown): Promise<void> {
    const { document, offset } = await placeOf(argument);
    const { cscfg, context } = this.judge.of(document);
    const entry = entryAt(cscfg, offset)?.entry;
    const verdict = entry && verdictFor(entry, context);
    if (entry === undefined || verdict === undefined || !isMatched(verdict) || verdict.latest === undefined) {
      throw new Error(vscode.l10n.t('No newer version of this certificate is known. Refresh, then try again.'));
    }
    const { thumbprint } = verdict.latest;
    await write(document, replaceThumbprint(cscfg, entry, thumbprint), thumbprint);
  }

  private choose(document: vscode.TextDocument, like: string | undefined): Promise<CertificateVersion | undefined> {
    const { vaults } = fileSettings(document);
    const title = vscode.l10n.t('Certificate from Key Vault');
    return pickCertificate(this.keyVaults, { title, vaults, like });
  }

  /** The role at the offset, or else the only one, or the one the user names. */
  private roleFor(document: vscode.TextDocument, offset: number | undefined): Promise<Role | undefined> {
    const cscfg = this.documents.of(document);
    const here = offset === undefined ? undefined : roleAt(cscfg, offset);
    return here === undefined ? pickRole(cscfg.model.roles) : Promise.resolve(here);
  }
}

/** Where the caller pointed, or else the cursor of the active .cscfg. */
async function placeOf(argument: unknown): Promise<Place> {
  if (isPlace(argument)) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(argument.uri, true));
    return { document, offset: argument.offset, name: argument.name };
  }
  const editor = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find((one) =>
    isCscfg(one?.document),
  );
  if (editor === undefined) {
    throw new Error(vscode.l10n.t('Open a .cscfg file first: certificates are inserted into the active one.'));
  }
  return { document: editor.document, offset: editor.document.offsetAt(editor.selection.active) };
}

/** Applies the edits in one undo step, shows the file and selects the new thumbprint. */
async function write(document: vscode.TextDocument, edits: readonly TextEdit[], thumbprint: string): Promise<void> {
  const [first] = edits;
  if (first === undefined) {
    return;
  }
  if (!(await vscode.workspace.applyEdit(workspaceEdit(document, edits)))) {
    throw new Error(vscode.l10n.t('The file could not be changed: it may be read-only.'));
  }
  const editor = await vscode.window.showTextDocument(document, { preserveFocus: false });
  const start = document.getText().indexOf(thumbprint, Math.max(0, first.start - thumbprint.length));
  if (start >= 0) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + thumbprint.length));
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
