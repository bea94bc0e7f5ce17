/** Controls, formats (bidirectional ones too), separators of lines and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const invisibleButLineFeed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * The text on one line with `\u200E` for what cannot be seen or steers a terminal: text of a document, a vault or a
 * file's name never reaches the terminal as it is.
 */
export function escapeInvisible(text: string): string {
  return text.replace(invisible, escapeUnits);
}

/** The same for a JSON text, whose meaning stays: outside of its strings, only line feeds are such characters. */
export function escapeInvisibleInJson(json: string): string {
  return json.replace(invisibleButLineFeed, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}
