import { parseString, Parser } from 'xml2js';

/** What xml2js, strict, has against the text; undefined where it takes it. */
export function refusal(text: string): string | undefined {
  const errors: string[] = [];
  try {
    parseString(text, { async: false }, (error) => {
      if (error !== null) {
        errors.push(error.message);
      }
    });
  } catch (error) {
    // What is wrong after the root element it throws.
    errors.push(String(error));
  }
  return errors[0];
}

/** An element as xml2js reads it. */
export interface Read {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Read[];
}

interface RawElement {
  readonly '#name': string;
  readonly $?: Readonly<Record<string, string>>;
  readonly $$?: readonly RawElement[];
}

/** The root element of a well-formed text as xml2js reads it. */
export function readByXml2js(text: string): Read {
  const parser = new Parser({ async: false, explicitRoot: false, explicitChildren: true, preserveChildrenOrder: true });
  let root: unknown;
  parser.parseString(text, (error: Error | null, result: unknown) => {
    if (error !== null) {
      throw error;
    }
    root = result;
  });
  return read(root as RawElement);
}

function read({ '#name': name, $: attributes = {}, $$: children = [] }: RawElement): Read {
  return { name, attributes, children: children.filter(isElement).map(read) };
}

function isElement({ '#name': name }: RawElement): boolean {
  return !name.startsWith('__');
}
