import { type Node, parse, type ParseOptions, parseTree, visit } from 'jsonc-parser';

/** The most characters that Resource Manager takes for a template: 4 MB. */
export const mostCharacters = 4 * 1024 * 1024;

/** Values in values. A template that nests three deployments has some forty; the parser calls itself at each. */
const mostLevels = 200;

/** What Resource Manager reads as well. Comments are allowed unless one says otherwise. */
const options: ParseOptions = { allowTrailingComma: true };

/** The value of a template's text; undefined where it is no JSON, too long or nested too deep. Never throws. */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  return json.length <= mostCharacters && isReadable(json) ? parse(json, [], options) : undefined;
}

/**
 * The tree of a template's text, with UTF-16 offsets in `text`, a byte order mark included; undefined where it is no
 * JSON, too long or nested too deep. Never throws.
 */
export function parseJsonTree(text: string): Node | undefined {
  const json = text.replace(/^\uFEFF/, ' ');
  return json.length <= mostCharacters && isReadable(json) ? parseTree(json, [], options) : undefined;
}

class Unreadable extends Error {}

/** Stops at the first mistake: of a text that is no JSON the parser would list as many as it has characters. */
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

/** A property of what came as JSON; undefined where there is none. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** A text among the properties; an empty one counts as none. */
export function text(value: unknown, name: string): string | undefined {
  const found = property(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
