import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { isAbsolute } from 'node:path';
import type { FilePlan, RollOverFile } from '../../check/rollOver/request';
import { textOf } from '../../check/rollOver/request';
import type { RollOverSummary, SummaryLine } from '../../check/rollOver/summary';
import { applyEdits } from '../../text/span';
import { escapeInvisible } from '../../text/invisible';

/** A changed file and whether it starts with a byte order mark, which a patch has to repeat. */
export interface ChangedFile extends Pick<FilePlan, 'edits'> {
  readonly file: RollOverFile;
  readonly bom: boolean;
}

/**
 * A unified diff that `git apply` and `patch -p1` accept. Written as it is in the files, and not escaped, unless it is
 * shown on a terminal, which characters in a file must not control.
 */
export function formatDiff(files: readonly ChangedFile[], isShown: boolean): string {
  const patches = files.map(({ file, edits, bom }) => {
    const [mark, text] = [bom ? '\uFEFF' : '', textOf(file)];
    const [before, after] = [mark + text, mark + applyEdits(text, edits)];
    const [from, to] = patchNames(file.path);
    return createTwoFilesPatch(from, to, before, after, undefined, undefined, {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    });
  });
  const patch = patches.join('');
  return isShown
    ? patch
        .split('\n')
        .map((line) => escapeInvisible(line.replace(/\r$/, '')))
        .join('\n')
    : patch;
}

function patchNames(path: string): readonly [string, string] {
  const isBelow = !isAbsolute(path) && !path.startsWith('../');
  const name = path.replace(/^\.\//, '');
  return isBelow ? [`a/${name}`, `b/${name}`] : [path, path];
}

/** `path:line: label: detail` */
export function placeLine({ path, line, label, detail }: SummaryLine): string {
  return `${path}:${String(line)}: ${label}: ${detail}`;
}

/** What was changed and what must be deployed. Untrusted text is escaped. */
export function formatRollOver({ changed, deployment }: RollOverSummary): string {
  const { configurations, certificates } = deployment;
  const sections = [
    changed.map(placeLine),
    configurations.length === 0
      ? []
      : [
          'To be deployed:',
          ...configurations.map(({ path, service }) => (service === undefined ? path : `${path} (${service})`)),
          ...certificates.map(({ url, version, templates }) => {
            const name = url ?? version.certificate;
            return templates.length === 0
              ? `osProfile.secrets with ${name}, which no template in the given paths contains`
              : `osProfile.secrets with ${name}, which is in ${templates.join(', ')}`;
          }),
        ],
    [changed.length === 0 ? 'Nothing to change.' : `${counted(changed.length, 'change')} made.`],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${escapeInvisible(line)}\n`).join(''))
    .join('\n');
}

export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
