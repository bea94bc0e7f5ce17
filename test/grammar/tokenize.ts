import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar, type StateStack } from 'vscode-textmate';

export const scopeName = 'text.xml.cscfg';
const grammarPath = 'syntaxes/cscfg.tmLanguage.json';

export interface Token {
  /** UTF-16 offsets within the line. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Outermost first, without the root scope. */
  readonly scopes: readonly string[];
}

export interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
}

export interface Tokenized {
  readonly lines: readonly Line[];
  /** Number of constructs that are open after the last line: 0 if all tags, comments and values are closed. */
  readonly depth: number;
}

export async function loadGrammar(): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(grammarPath, 'utf8'), grammarPath)),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) {
    throw new Error(`no grammar ${scopeName} in ${grammarPath}`);
  }
  return grammar;
}

/** The tokens of a text, line by line; neighbors with the same scopes are merged. */
export function tokenize(grammar: IGrammar, text: string): Tokenized {
  let state: StateStack = INITIAL;
  const lines = text.split(/\r\n|\n|\r/).map((line): Line => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return {
      text: line,
      tokens: merged(
        tokens.map(({ startIndex, endIndex, scopes }) => ({ startIndex, endIndex, scopes })),
        line,
      ),
    };
  });
  return { lines, depth: state.depth - 1 };
}

interface RawToken {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}

function merged(raw: readonly RawToken[], line: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { startIndex, endIndex, scopes } of raw) {
    // The last token of the engine extends past the end of the line.
    const end = Math.min(endIndex, line.length);
    if (startIndex >= end) {
      continue;
    }
    const own = scopes.filter((scope) => scope !== scopeName);
    const last = tokens.at(-1);
    if (last?.scopes.join(' ') === own.join(' ')) {
      tokens[tokens.length - 1] = { ...last, end, text: line.slice(last.start, end) };
    } else {
      tokens.push({ start: startIndex, end, text: line.slice(startIndex, end), scopes: own });
    }
  }
  return tokens;
}
