import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { parseJson, property } from '../text/json';
import { slashed } from './files';
import type { CheckedFinding } from './formats/writer';
import { fileProblem, type FileProblem, readText } from './readTexts';

interface Known {
  /** Relative to the folder of the baseline, so that it is the same for all who check out the repository. */
  readonly path: string;
  /** For readers of the file. */
  readonly code: string;
  readonly fingerprint: string;
}

/** The findings that a file lists as known, and those that a check finds. */
export class Baseline {
  /** The findings of this check. */
  private readonly found = new Map<string, Known>();
  private readonly listed: ReadonlyMap<string, Known>;
  private readonly folder: string;
  private readonly isUsed: boolean;

  /** Without a file: nothing is known. */
  constructor(file?: string, known: readonly Known[] = []) {
    this.isUsed = file !== undefined;
    this.folder = file === undefined ? process.cwd() : dirname(resolve(file));
    this.listed = new Map(known.map((one) => [keyOf(one), one]));
  }

  /** The new and the known ones among the findings of a file. */
  divide(
    file: string,
    findings: readonly CheckedFinding[],
  ): { readonly findings: readonly CheckedFinding[]; readonly known: readonly CheckedFinding[] } {
    if (!this.isUsed) {
      return { findings, known: [] };
    }
    const path = slashed(relative(this.folder, resolve(file)));
    const isKnown = findings.map(({ code, fingerprint }) => {
      const one = { path, code, fingerprint };
      this.found.set(keyOf(one), one);
      return this.listed.has(keyOf(one));
    });
    return {
      findings: findings.filter((_, index) => isKnown[index] === false),
      known: findings.filter((_, index) => isKnown[index] === true),
    };
  }

  /** The numbers of listed findings that were found, and that were not. */
  get counts(): { readonly known: number; readonly gone: number } {
    const known = [...this.listed.keys()].filter((key) => this.found.has(key)).length;
    return { known, gone: this.listed.size - known };
  }

  /** Writes the findings of this check as known. */
  write(file: string): FileProblem | undefined {
    const findings = [...this.found.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    try {
      mkdirSync(dirname(resolve(file)), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`);
      return undefined;
    } catch (error) {
      return fileProblem(file, error);
    }
  }
}

function keyOf({ path, code, fingerprint }: Known): string {
  return `${path}\0${code}\0${fingerprint}`;
}

/** The baseline in the file, or why it cannot be used. */
export function readBaseline(file: string): Baseline | FileProblem {
  const read = readText(file);
  if (!('text' in read)) {
    return { path: file, message: `${read.message}. Create a baseline with --write-baseline ${file}` };
  }
  const content = parseJson(read.text);
  const findings = property(content, 'findings');
  return property(content, 'version') === 1 && Array.isArray(findings) && findings.every(isKnown)
    ? new Baseline(file, findings)
    : { path: file, message: `is not a baseline. Create one with --write-baseline ${file}` };
}

function isKnown(value: unknown): value is Known {
  return ['path', 'code', 'fingerprint'].every((name) => typeof property(value, name) === 'string');
}
