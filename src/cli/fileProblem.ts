/** A file or folder that could not be checked, and why, in words. */
export interface FileProblem {
  readonly path: string;
  readonly message: string;
}

const words: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead round in circles',
};

/** The problem behind what a call of `node:fs` threw. */
export function fileProblem(path: string, error: unknown): FileProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { path, message: words[code] ?? (error instanceof Error ? error.message : String(error)) };
}
