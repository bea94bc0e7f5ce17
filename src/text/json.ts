import { type Node, parse, type ParseOptions, parseTree, visit } from 'jsonc-parser';

/** The longest template that Resource Manager accepts: 4 MB. */
export const mostCharacters = 4 * 1024 * 1024;

/** Levels of nesting, because the parser is recursive. A template with three nested deployments has about forty. */
const mostLevels = 200;

/** Resource Manager accepts comments and trailing commas. */
const options: ParseOptions = { allowTrailingComma: true };

/** Undefined if the text is not JSON, too long or nested too deeply. Never throws. */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  return json.length <= mostCharacters && isReadable(json) ? parse(json, [], options) : undefined;
}

/** As `parseJson`; offsets are UTF-16 units of `text`, with its byte order mark. Never throws. */
export function parseJsonTree(text: string): Node | undefined {
  const json = text.replace(/^\uFEFF/, ' ');
  return json.length <= mostCharacters && isReadable(json) ? parseTree(json, [], options) : undefined;
}

class Unreadable extends Error {}

/** Stops at the first mistake: in text that is not JSON, the parser would report as many as it has characters. */
function isReadable(json: string): boolean {
  let levels = 0;
  const begin = (): void => {
    levels++;
    if (levels > mostLevels) {
      throw new Unreadable();
    }
  };
  const end = (): void => {
    levels--;
  };
  const onError = (): never => {
    throw new Unreadable();
  };
  try {
    visit(json, { onObjectBegin: begin, onArrayBegin: begin, onObjectEnd: end, onArrayEnd: end, onError }, options);
    return true;
  } catch (error) {
    if (error instanceof Unreadable) {
      return false;
    }
    throw error;
  }
}

/** Undefined if the value has no such property. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** A property that is a text; an empty one counts as none. */
export function text(value: unknown, name: string): string | undefined {
  const found = property(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
