/** Controls, line ends, and the marks that turn the direction of the text around them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * The text as Markdown that shows it letter by letter, on one line: CommonMark takes any punctuation of ASCII for
 * itself behind a backslash. `MarkdownString.appendText` is no match for names from outside: it leaves URLs, mail
 * addresses and entities to become what they stand for, and keeps lines from breaking at their blanks.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(unprintable, '\uFFFD').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
