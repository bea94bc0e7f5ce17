import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FoundVersion } from './lookup';

/** Who knows the certificates that the sample's tokens name: the emulator. */
export interface SampleSeeds {
  /** Throws on a token that names none. */
  readonly find: (token: string) => FoundVersion;
}

const template = resolve(__dirname, '..', 'workspace');

/** `{{contoso-web/3|lower}}`: a version of a certificate (see `Emulator.find`) and how its thumbprint is written. */
const tokens = /\{\{([\w:/-]+)(?:\|(\w+))?\}\}/g;

/**
 * Copies the sample service of test/workspace into a folder, its tokens replaced by the certificates of this run.
 * Bytes that are no token (marks, line ends) stay as they are.
 */
export function writeSampleService(seeds: SampleSeeds, folder: string): void {
  cpSync(template, folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const file = join(entry.parentPath, entry.name);
      writeFileSync(file, fillTokens(seeds, readFileSync(file, 'utf8')));
    }
  }
}

export function fillTokens(seeds: SampleSeeds, text: string): string {
  return text.replaceAll(tokens, (_all, token: string, form = 'exact') => written(form as string, seeds.find(token)));
}

function written(form: string, { vault, certificate, version }: FoundVersion): string {
  const { thumbprint, x5t, der } = version;
  const pairs = thumbprint.match(/../g) ?? [];
  switch (form) {
    case 'exact':
      return thumbprint;
    case 'lower':
      return thumbprint.toLowerCase();
    case 'spaced':
      return pairs.join(' ').toLowerCase();
    case 'colons':
      return pairs.join(':');
    case 'hidden':
      // The left-to-right mark that the Windows certificate dialog puts before what is copied from it.
      return `\u200e${thumbprint}`;
    case 'typo':
      return withTypo(thumbprint);
    case 'short':
      return thumbprint.slice(0, -1);
    case 'sha256':
      return createHash('sha256').update(der).digest('hex').toUpperCase();
    case 'x5t':
      return x5t;
    case 'secretUrl':
      return `${vault.url}/secrets/${certificate.name}/${version.version}`;
    default:
      throw new Error(`A thumbprint is never written as ${form}.`);
  }
}

/** One digit in the middle is another one. */
function withTypo(thumbprint: string): string {
  const digit = Number.parseInt(thumbprint.charAt(17), 16);
  return thumbprint.slice(0, 17) + ((digit + 1) % 16).toString(16).toUpperCase() + thumbprint.slice(18);
}
