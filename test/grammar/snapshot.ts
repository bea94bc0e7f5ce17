import type { Line, Token, Tokenized } from './tokenize';

const column = 24;

/**
 * A tokenized text for review: each line after a `>`, then one row per token with its text and scopes (outermost
 * first). Omits `meta.tag.xml` and white space outside of values.
 */
export function snapshot({ lines }: Tokenized): string {
  return lines.map(drawLine).join('\n');
}

function drawLine({ text, tokens }: Line): string {
  const rows = tokens.map(drawToken).filter((row) => row !== '');
  return [`> ${visible(text)}`.trimEnd(), ...rows].map((row) => `${row}\n`).join('');
}

function drawToken({ text, scopes }: Token): string {
  const telling = scopes.filter((scope) => scope !== 'meta.tag.xml');
  const isFiller = text.trim() === '' && telling.every((scope) => scope.startsWith('meta.'));
  return isFiller ? '' : `    ${visible(text).padEnd(column)} ${telling.join(' ')}`.trimEnd();
}

/** Shows a tab as an arrow, and other invisible characters as code points. */
function visible(text: string): string {
  return text
    .replaceAll('\t', '→')
    .replace(
      /\p{Cc}|\p{Cf}|\u00A0/gu,
      (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );
}
