/** The parts of a snippet in the syntax of VS Code and LSP: https://code.visualstudio.com/docs/editor/userdefinedsnippets */

/** Text that is only text. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A place to type at, where `value` stands until something is typed. */
export function placeholder(number: number, value: string): string {
  return value === '' ? `$${String(number)}` : `\${${String(number)}:${literal(value)}}`;
}

/** A place to choose one of `values` at; of one there is no choice. */
export function choiceOf(number: number, values: readonly string[]): string {
  const [only = '', ...others] = values;
  return others.length === 0
    ? placeholder(number, only)
    : `\${${String(number)}|${values.map((value) => value.replace(/[\\$},|]/g, '\\$&')).join(',')}|}`;
}
