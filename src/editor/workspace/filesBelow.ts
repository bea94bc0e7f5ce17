import * as vscode from 'vscode';
import { uniqueBy } from '../../text/objects';
import { eachAtATime, within } from '../shared';

export interface FileSearch {
  /** The ends of the names, without the dot. */
  readonly extensions: readonly string[];
  /** Names of folders to leave out, with everything below them. */
  readonly excluded: readonly string[];
  /** The most files; by default, all of them. */
  readonly most?: number;
}

/** VS Code searches these by itself. Any other file system needs a search of the extension that provides it. */
const searched = ['file', 'vscode-remote', 'vscode-userdata'];

const mostFolders = 1000;
/** Number of folders that are listed at the same time. */
const atATime = 8;
/** Maximum milliseconds for a search of a file system that may have none: VS Code then waits for one forever. */
const mostMilliseconds = 10_000;

/**
 * The files below a folder. The folders of a file system that VS Code itself cannot search are listed, at most 1,000 of
 * them; only if there are more, a search of the file system is awaited. Rejects if a search fails.
 */
export async function filesBelow(folder: vscode.Uri, search: FileSearch): Promise<readonly vscode.Uri[]> {
  if (searched.includes(folder.scheme)) {
    return findFiles(folder, search);
  }
  const { files, complete } = await listFiles(folder, search);
  const found = complete ? [] : await within(mostMilliseconds, findFiles(folder, search), []);
  return uniqueBy([...files, ...found], (uri) => uri.toString()).slice(0, search.most);
}

function findFiles(folder: vscode.Uri, { extensions, excluded, most }: FileSearch): Promise<readonly vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, `**/*.{${extensions.join(',')}}`);
  return Promise.resolve(vscode.workspace.findFiles(pattern, `**/{${excluded.join(',')}}/**`, most));
}

/** `complete`: no folder was left out. A folder that cannot be read has no files. Links to folders are not followed. */
async function listFiles(
  root: vscode.Uri,
  { extensions, excluded, most = Infinity }: FileSearch,
): Promise<{ readonly files: readonly vscode.Uri[]; readonly complete: boolean }> {
  const ends = extensions.map((one) => `.${one}`);
  const files: vscode.Uri[] = [];
  let level: readonly vscode.Uri[] = [root];
  let listed = 0;
  while (level.length > 0 && listed < mostFolders && files.length < most) {
    const now = level.slice(0, mostFolders - listed);
    const below: vscode.Uri[] = level.slice(now.length);
    listed += now.length;
    await eachAtATime(atATime, now, async (folder) => {
      for (const [name, type] of await entriesOf(folder)) {
        const uri = vscode.Uri.joinPath(folder, name);
        if (type === vscode.FileType.Directory && !excluded.includes(name.toLowerCase())) {
          below.push(uri);
        } else if ((type & vscode.FileType.File) !== 0 && ends.some((end) => name.toLowerCase().endsWith(end))) {
          files.push(uri);
        }
      }
    });
    level = below;
  }
  return { files, complete: level.length === 0 || files.length >= most };
}

async function entriesOf(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
