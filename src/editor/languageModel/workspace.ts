import * as vscode from 'vscode';
import type { Thumbprint } from '../../certificate/verdict';
import { ToolError } from '../../check/tools/arguments';
import type {
  FileChange,
  FoundUse,
  JudgedFile,
  JudgedFiles,
  ToolCall,
  ToolWorkspace,
} from '../../check/tools/workspace';
import { LineIndex } from '../../text/lines';
import { present, uniqueBy } from '../../text/objects';
import type { VaultAddress } from '../../vault/address';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import { rangeIn } from '../convert';
import type { KeyVaults } from '../vaults/keyVaults';
import { type CscfgDocuments, identityOf, isEditable, isServiceFile } from '../workspace/documents';
import type { Judge, Judgement } from '../workspace/judgement';
import type { Services } from '../workspace/services';
import { configuredVaults, expiryWarningDays } from '../workspace/settings';
import type { FileToVerify, WorkspaceFiles } from '../workspace/workspaceFiles';
import type { WorkspaceUses } from '../workspace/workspaceUses';
import { filesAt, pathOf } from './paths';

/** The number of files for whose fixes the contents of certificates are read. */
const mostExamined = 50;

/** The tools in VS Code: the texts of the editors, the settings, and the account that the extension uses anyway. */
export class EditorWorkspace implements ToolWorkspace {
  constructor(
    private readonly documents: CscfgDocuments,
    private readonly services: Services,
    private readonly judges: Judge,
    private readonly workspaceFiles: WorkspaceFiles,
    private readonly workspaceUses: WorkspaceUses,
    private readonly keyVaults: KeyVaults,
  ) {}

  readonly expiryWarningDays = (): number => expiryWarningDays();

  readonly pathOf = (file: string): string | undefined => {
    const uri = vscode.Uri.parse(file, true);
    return vscode.workspace.getWorkspaceFolder(uri) === undefined ? undefined : pathOf(uri);
  };

  readonly judge = async (
    { paths, vaults }: { readonly paths?: readonly string[]; readonly vaults?: readonly VaultAddress[] },
    { signal, report }: ToolCall,
  ): Promise<JudgedFiles> => {
    vaults?.forEach(refuseUntrusted);
    const { uris, problems } = filesAt(await this.allFiles(), paths);
    signal.throwIfAborted();
    const files = uris.flatMap((uri) => this.toVerify(uri, vaults));
    report(vscode.l10n.t('Reading the key vaults'), 0, 2);
    await this.workspaceFiles.verify(files, { signal });
    report(vscode.l10n.t('Checking the files'), 1, 2);
    await this.examineFixes(files, vaults);
    signal.throwIfAborted();
    const asked = uniqueBy(
      files.flatMap((file) => file.vaults),
      ({ url }) => url,
    );
    const read = new Set(files.map(({ uri }) => uri));
    const unread = uris.filter((uri) => !read.has(uri));
    return {
      files: files.map((file): JudgedFile => {
        const judgement = this.judgementOf(file, vaults);
        return { path: pathOf(file.uri), file: file.uri.toString(), judgement };
      }),
      problems: [
        ...problems,
        ...unread.map((uri) => ({ path: pathOf(uri), message: vscode.l10n.t('cannot be read') })),
      ],
      snapshots: asked.map((vault) => this.keyVaults.snapshot(vault)),
    };
  };

  readonly list = async (vault: VaultAddress, { signal, report }: ToolCall): Promise<VaultSnapshot> => {
    refuseUntrusted(vault);
    report(vscode.l10n.t('Reading the key vaults'), 0, 1);
    await this.keyVaults.list([vault], { signal });
    return this.keyVaults.snapshot(vault);
  };

  readonly uses = async (thumbprint: Thumbprint, { signal, report }: ToolCall): Promise<readonly FoundUse[]> => {
    report(vscode.l10n.t('Searching the workspace'), 0, 1);
    await this.services.readAgain();
    signal.throwIfAborted();
    await this.workspaceUses.read({ refresh: true });
    signal.throwIfAborted();
    return this.workspaceUses.of(thumbprint).map(({ kind, uri, range, role, name }) => {
      const { start, end } = range;
      const plain = {
        start: { line: start.line, character: start.character },
        end: { line: end.line, character: end.character },
      };
      return { path: pathOf(uri), kind, range: plain, ...present('role', role), ...(name === '' ? {} : { name }) };
    });
  };

  /** One undo reverts it. Nothing is saved. */
  readonly apply = async (changes: readonly FileChange[]): Promise<void> => {
    const result = new vscode.WorkspaceEdit();
    for (const { file, path, before, edits } of changes) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file, true));
      if (document.getText() !== before) {
        throw new ToolError(vscode.l10n.t('{0} was changed in the meantime. Call cscfg_check again.', path));
      }
      const lines = new LineIndex(before);
      result.set(
        document.uri,
        edits.map((edit) => new vscode.TextEdit(rangeIn(lines, edit), edit.newText)),
      );
    }
    if (!(await vscode.workspace.applyEdit(result))) {
      throw new ToolError(vscode.l10n.t('VS Code did not apply the edits. Call cscfg_check again.'));
    }
  };

  /** The service files of the workspace, as they are on disk now, and the open ones. */
  private async allFiles(): Promise<readonly vscode.Uri[]> {
    await this.services.readAgain();
    const open = vscode.workspace.textDocuments.filter((one) => isServiceFile(one) && isEditable(one));
    await Promise.all(open.map((document) => this.services.whenRead(document)));
    return uniqueBy([...(await this.services.readAll()), ...open.map(({ uri }) => uri)], (uri) => uri.toString());
  }

  private toVerify(uri: vscode.Uri, vaults: readonly VaultAddress[] | undefined): readonly FileToVerify[] {
    const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    const document = open === undefined ? this.services.textOf(uri) : this.documents.of(open);
    return document === undefined
      ? []
      : [{ uri, document, vaults: vaults ?? this.judges.settingsOf(identityOf(uri)).vaults }];
  }

  private judgementOf(
    { uri, document }: Pick<FileToVerify, 'uri' | 'document'>,
    vaults: readonly VaultAddress[] | undefined,
  ): Judgement {
    const [file, service] = [identityOf(uri), this.services.known(uri)?.service];
    return vaults === undefined
      ? this.judges.ofFile(file, document, service)
      : this.judges.against(vaults, file, document, service);
  }

  /** So that no fix uses a certificate that a role cannot use. */
  private async examineFixes(
    files: readonly FileToVerify[],
    vaults: readonly VaultAddress[] | undefined,
  ): Promise<void> {
    await Promise.all(
      files.slice(0, mostExamined).map((file) => {
        const judgement = this.judgementOf(file, vaults);
        return this.judges.examineFixes(judgement, judgement.findings);
      }),
    );
  }
}

/** In Restricted Mode, text of the workspace must not choose what is read with the account of the user. */
function refuseUntrusted(vault: VaultAddress): void {
  if (!vscode.workspace.isTrusted && configuredVaults().vaults.every(({ url }) => url !== vault.url)) {
    throw new ToolError(
      vscode.l10n.t('{0} is not read, because this workspace is not trusted. Trust the workspace first.', vault.url),
    );
  }
}
