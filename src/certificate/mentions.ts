import type { Span } from '../text/span';
import type { Thumbprint } from './verdict';

export interface Mention {
  readonly thumbprint: Thumbprint;
  readonly span: Span;
}

/** The extensions of text files in which thumbprints are looked for where no search program is available. */
export const mentioningTypes: readonly string[] =
  'config json jsonc xml yml yaml ps1 psm1 psd1 sh cmd bat cs vb fs ts js py tf tfvars bicep bicepparam props targets csproj ccproj csdef pubxml azurepubxml ini env txt md'.split(
    ' ',
  );

/** 40 digits in any case, or 20 pairs with the same separator, as Windows shows and people copy them. */
const digits = /(?<![0-9A-F])(?:[0-9A-F]{40}|[0-9A-F]{2}([ :-])[0-9A-F]{2}(?:\1[0-9A-F]{2}){18})(?![0-9A-F])/gi;

/** Only those for which `isKnown`: other texts of 40 digits are commit hashes and checksums. */
export function mentionsOf(text: string, isKnown: (thumbprint: Thumbprint) => boolean): readonly Mention[] {
  return [...text.matchAll(digits)].flatMap(({ 0: written, index }) => {
    const thumbprint = written.replace(/[^0-9A-F]/gi, '').toUpperCase();
    return isKnown(thumbprint) ? [{ thumbprint, span: { start: index, end: index + written.length } }] : [];
  });
}

export interface VersionNumber {
  /** 32 lower-case hexadecimal digits. */
  readonly number: string;
  readonly span: Span;
}

export function versionNumbersIn(text: string): readonly VersionNumber[] {
  return [...text.matchAll(/(?<![0-9a-z-])[0-9a-f]{32}(?![0-9a-z-])/gi)].map(({ 0: written, index }) => ({
    number: written.toLowerCase(),
    span: { start: index, end: index + written.length },
  }));
}

export function inStyleOf(written: string, thumbprint: Thumbprint): string {
  const isLowerCase = /[a-f]/.test(written) && !/[A-F]/.test(written);
  const cased = isLowerCase ? thumbprint.toLowerCase() : thumbprint;
  let next = 0;
  return written.replace(/[0-9A-F]/gi, () => cased.charAt(next++));
}
