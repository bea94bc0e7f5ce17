/** Control and format characters, including bidirectional ones, line separators and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const invisibleButLineFeed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text on one line, with escapes such as `\u200E`: untrusted text must not control the terminal. */
export function escapeInvisible(text: string): string {
  return text.replace(invisible, escapeUnits);
}

/** The same for JSON, without changing its meaning: outside strings, only line feeds are such characters. */
export function escapeInvisibleInJson(json: string): string {
  return json.replace(invisibleButLineFeed, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}
