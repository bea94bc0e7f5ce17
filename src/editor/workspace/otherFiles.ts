import * as vscode from 'vscode';
import { mentioningTypes, mentionsOf, versionNumbersIn } from '../../certificate/mentions';
import type { Thumbprint } from '../../certificate/verdict';
import { LineIndex } from '../../text/lines';
import { groupBy } from '../../text/objects';
import { holdersOf, withKnownDetails } from '../../vault/snapshot/inventory';
import { rangeIn } from '../convert';
import { eachAtATime, Shared } from '../shared';
import type { KeyVaults } from '../vaults/keyVaults';
import { ripgrepOfEditor, searchFiles } from './ripgrep';
import { filesBelow } from './filesBelow';
import { bytesOf } from './findServiceFiles';
import { configuredVaults } from './settings';

/** In a text file that is not a service configuration: a thumbprint, or the number of a version that has it. */
export interface OtherMention {
  readonly uri: vscode.Uri;
  readonly thumbprint: Thumbprint;
  /** Of the digits, in the text as VS Code opens it. */
  readonly range: vscode.Range;
}

interface FoundDigits {
  readonly uri: vscode.Uri;
  /** Upper-case for a thumbprint, lower-case for a number. */
  readonly digits: string;
  readonly range: vscode.Range;
}

/** The forms that `mentionsOf` and `versionNumbersIn` read, without their conditions. */
const pattern = '[0-9a-f]{40}|[0-9a-f]{2}(?:[ :-][0-9a-f]{2}){19}|\\b[0-9a-f]{32}\\b';

/** A file with more numbers of 32 digits is a list of checksums. */
const mostNumbers = 1000;

const foreign = ['node_modules', 'bower_components', 'bin', 'obj', 'packages', 'csx', '.git', '.vs'];

const mostFiles = 500;
const mostReadWithoutRipgrep = 2000;
const mostFileBytes = 2 * 1024 * 1024;
const mostMilliseconds = 10_000;
const atATime = 8;
/** Milliseconds in which several file changes count as one. */
const pause = 500;

/**
 * Thumbprints in other text files of the workspace: code, scripts and settings that are easily forgotten when a
 * certificate changes. One search finds runs of 40 or 32 digits, so that a newly known certificate needs none. Omits
 * files that Git ignores or that `files.exclude` and `search.exclude` name.
 */
export class OtherFiles implements vscode.Disposable {
  private byDigits: ReadonlyMap<string, readonly FoundDigits[]> = new Map();
  private found: readonly FoundDigits[] = [];
  private readonly searching = new Shared(() => this.search());
  private watcher: vscode.FileSystemWatcher | undefined;
  private again: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly keyVaults: KeyVaults,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const soon = (): void => {
      this.searchAgainSoon();
    };
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (!isConfiguration(uri)) {
          soon();
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
      // Other programs may have changed files in the meantime.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          soon();
        }
      }),
    );
  }

  /** As found by the last search, with the versions that are known to have the thumbprint. */
  of(thumbprint: Thumbprint): readonly OtherMention[] {
    return [thumbprint, ...this.numbersOf(thumbprint)].flatMap((digits) =>
      (this.byDigits.get(digits) ?? []).map(({ uri, range }) => ({ uri, thumbprint, range })),
    );
  }

  private numbersOf(thumbprint: Thumbprint): readonly string[] {
    const numbers = configuredVaults().vaults.flatMap((vault) => {
      const snapshot = this.keyVaults.snapshot(vault);
      return holdersOf(snapshot, thumbprint).flatMap(
        ({ newest, older }) => (older ?? withKnownDetails(snapshot, newest)).version ?? [],
      );
    });
    return [...new Set(numbers)];
  }

  /** Searches if nothing was searched before, or again if `refresh`. Never rejects. */
  async read({ refresh = false }: { readonly refresh?: boolean } = {}): Promise<void> {
    this.watcher ??= this.watch();
    if (refresh) {
      this.searching.forget();
    }
    await this.searching.get().catch((error: unknown) => {
      this.log.warn(`Search for thumbprints: ${String(error)}`);
    });
  }

  dispose(): void {
    clearTimeout(this.again);
    this.watcher?.dispose();
    this.subscriptions.dispose();
  }

  private watch(): vscode.FileSystemWatcher {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    watcher.onDidCreate((uri) => {
      if (!isConfiguration(uri) && !isForeign(uri)) {
        this.searchAgainSoon();
      }
    });
    // Other programs can repeatedly write a file without a thumbprint. Saving in an editor is reported separately.
    const ifFound = ({ path }: vscode.Uri): void => {
      if (this.found.some(({ uri }) => uri.path === path || uri.path.startsWith(`${path}/`))) {
        this.searchAgainSoon();
      }
    };
    watcher.onDidChange(ifFound);
    watcher.onDidDelete(ifFound);
    return watcher;
  }

  private searchAgainSoon(): void {
    if (this.watcher !== undefined) {
      clearTimeout(this.again);
      this.again = setTimeout(() => {
        void this.read({ refresh: true });
      }, pause);
    }
  }

  private async search(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const lists = await Promise.all(folders.map(({ uri }) => this.candidatesIn(uri)));
    const open = vscode.workspace.textDocuments.filter(isOther).map(({ uri }) => uri);
    const uris = new Map([...lists.flat(), ...open].map((uri) => [uri.toString(), uri]));
    const others = [...uris.values()].filter((uri) => !isConfiguration(uri));
    const found = new Map<string, readonly FoundDigits[]>();
    await eachAtATime(atATime, others, async (uri) => {
      found.set(uri.toString(), await this.digitsIn(uri));
    });
    const inOrder = [...uris.keys()].sort().flatMap((key) => found.get(key) ?? []);
    const isSame = isSameList(inOrder, this.found);
    this.byDigits = groupBy(inOrder, ({ digits }) => digits);
    this.found = inOrder;
    if (!isSame) {
      this.changed.fire();
    }
  }

  private async candidatesIn(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
    const ripgrep = folder.scheme === 'file' ? await ripgrepOfEditor() : undefined;
    if (ripgrep !== undefined) {
      try {
        const excluded = [...excludedIn(folder), ...foreign.map((name) => `**/${name}`)];
        const search = { pattern, excluded, mostFiles, mostFileBytes, mostMilliseconds };
        const { paths, complete } = await searchFiles(ripgrep, folder.fsPath, search);
        if (!complete) {
          this.log.warn(
            `${folder.toString(true)}: the search for thumbprints was stopped after ${String(paths.length)} files.`,
          );
        }
        return paths.map((path) => vscode.Uri.joinPath(folder, ...path.split(/[\\/]/)));
      } catch (error) {
        this.log.warn(`${folder.toString(true)}: ${String(error)}`);
      }
    }
    return filesBelow(folder, { extensions: mentioningTypes, excluded: foreign, most: mostReadWithoutRipgrep });
  }

  private async digitsIn(uri: vscode.Uri): Promise<readonly FoundDigits[]> {
    try {
      const text = await textOf(uri);
      if (text === undefined) {
        return [];
      }
      const thumbprints = mentionsOf(text, () => true).map(({ thumbprint, span }) => ({ digits: thumbprint, span }));
      const numbers = versionNumbersIn(text).map(({ number, span }) => ({ digits: number, span }));
      const all = [...thumbprints, ...(numbers.length > mostNumbers ? [] : numbers)];
      const lines = all.length === 0 ? undefined : new LineIndex(text);
      return lines === undefined ? [] : all.map(({ digits, span }) => ({ uri, digits, range: rangeIn(lines, span) }));
    } catch (error) {
      // Binary, or it cannot be read.
      this.log.debug(`${uri.toString(true)}: ${String(error)}`);
      return [];
    }
  }
}

/** With unsaved changes if it is open. Undefined if it is too large. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) {
    const text = open.getText();
    return text.length > mostFileBytes ? undefined : text;
  }
  const bytes = await bytesOf(uri, mostFileBytes);
  return bytes && vscode.workspace.decode(bytes, { uri });
}

function isOther({ uri, isClosed, isUntitled }: vscode.TextDocument): boolean {
  return !isClosed && !isUntitled && vscode.workspace.getWorkspaceFolder(uri) !== undefined && !isForeign(uri);
}

function isForeign(uri: vscode.Uri): boolean {
  return vscode.workspace
    .asRelativePath(uri, false)
    .split('/')
    .some((part) => foreign.includes(part));
}

function isSameList(a: readonly FoundDigits[], b: readonly FoundDigits[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return (
        other?.digits === one.digits && other.uri.toString() === one.uri.toString() && other.range.isEqual(one.range)
      );
    })
  );
}

/** Configurations are read as such. */
function isConfiguration({ path }: vscode.Uri): boolean {
  return /\.cscfg$/i.test(path);
}

/** Of `files.exclude` and `search.exclude`, without those that depend on other files. */
function excludedIn(folder: vscode.Uri): readonly string[] {
  const globs = ['files', 'search'].map((section) =>
    vscode.workspace.getConfiguration(section, folder).get<Readonly<Record<string, unknown>>>('exclude', {}),
  );
  return globs.flatMap((list) => Object.entries(list).flatMap(([glob, isOn]) => (isOn === true ? [glob] : [])));
}
