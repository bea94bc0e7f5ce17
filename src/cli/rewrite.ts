import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decodeText } from '../text/decode';
import { encodeText } from '../text/encode';
import { applyEdits, type TextEdit } from '../text/span';
import { fileProblem, type FileProblem } from './readTexts';

/**
 * Changes the text of a file, whole or not at all: a new file takes its place. Encoding, byte order mark, line ends and
 * permissions stay. `before`: the text that the edits refer to. The result is a problem if the file cannot be written or
 * no longer has that text.
 */
export function rewrite(path: string, before: string, edits: readonly TextEdit[]): FileProblem | undefined {
  try {
    // The file that a link leads to is replaced, not the link.
    const target = realpathSync(path);
    // A folder that can be written allows to replace a read-only file in it.
    closeSync(openSync(target, 'r+'));
    const decoded = decodeText(readFileSync(target));
    if (!decoded.ok || decoded.text !== before) {
      return { path, message: 'was changed in the meantime' };
    }
    const bytes = encodeText(applyEdits(before, edits), decoded.encoding, decoded.bom);
    if (bytes === undefined) {
      return { path, message: `cannot be written as ${decoded.encoding}` };
    }
    replaceFile(target, bytes);
    return undefined;
  } catch (error) {
    return fileProblem(path, error);
  }
}

function replaceFile(target: string, bytes: Uint8Array): void {
  const { mode } = statSync(target);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const file = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(file, bytes);
      // Without this, a crash can leave an empty file under the new name.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // The umask does not apply to what the file had before.
    chmodSync(temporary, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
