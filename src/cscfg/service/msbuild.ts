import { Parser } from 'xml2js';

/** An element as xml2js reads it: its attributes, its text, and its children by their names. */
export interface MsbuildElement {
  readonly $?: Readonly<Record<string, string>>;
  readonly _?: string;
  readonly [child: string]: unknown;
}

/** The root element of an MSBuild project; undefined where the text is no well-formed XML or no project. */
export function parseMsbuild(text: string): MsbuildElement | undefined {
  let root: unknown;
  try {
    const parser = new Parser({
      async: false,
      explicitCharkey: true,
      tagNameProcessors: [(name) => name.slice(name.indexOf(':') + 1)],
    });
    // Without `async` the callback has been called, with an error or without, when this returns.
    parser.parseString(text, (error, result: unknown) => {
      root = error === null ? result : undefined;
    });
  } catch {
    return undefined;
  }
  return isElement(root) && Object.hasOwn(root, 'Project') ? asElement(root['Project']) : undefined;
}

/** The children of that name, in document order. */
export function childrenOf(element: MsbuildElement, name: string): readonly MsbuildElement[] {
  const children: unknown = Object.hasOwn(element, name) ? element[name] : undefined;
  return Array.isArray(children) ? children.map(asElement) : [];
}

/** The children with their names, those of one name together. */
export function namedChildren(element: MsbuildElement): readonly (readonly [name: string, child: MsbuildElement])[] {
  const names = Object.keys(element).filter((name) => name !== '$' && name !== '_');
  return names.flatMap((name) => childrenOf(element, name).map((child) => [name, child] as const));
}

export function textOf(element: MsbuildElement | undefined): string {
  return (element?._ ?? '').trim();
}

export function attribute(element: MsbuildElement, name: string): string | undefined {
  const attributes = element.$ ?? {};
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** An element without attributes, children and text is an empty string to xml2js. */
function asElement(value: unknown): MsbuildElement {
  return isElement(value) ? value : {};
}

function isElement(value: unknown): value is MsbuildElement {
  return typeof value === 'object' && value !== null;
}
