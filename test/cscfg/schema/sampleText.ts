import { childTypes, type ElementType } from '../../../src/cscfg/schema/types';
import { everyType } from './everyType';

/** How a sample departs from one that has everything. */
export interface Departure {
  /** The element that differs, in every place. */
  readonly type: ElementType;
  /** Another name for it. */
  readonly name?: string;
  /** Left out of its attributes. */
  readonly without?: string;
  /** Other values, or names, of its attributes. */
  readonly values?: Readonly<Record<string, string>>;
  readonly renamed?: Readonly<Record<string, string>>;
  /** Left out of its children, or put in twice. */
  readonly withoutChild?: string;
  readonly twice?: string;
}

/** An element with every attribute and every child that it can have, as the schema has them; folders one deep. */
export function sampleText(type: ElementType, departure?: Departure, indent = ''): string {
  const own = departure?.type === type ? departure : undefined;
  const name = own?.name ?? type.name;
  const attributes = type.attributes
    .filter((attribute) => attribute.name !== own?.without)
    .map((attribute) => {
      const value = own?.values?.[attribute.name] ?? attribute.sample;
      return ` ${own?.renamed?.[attribute.name] ?? attribute.name}="${value}"`;
    })
    .join('');
  const folders = ['VirtualDirectory', 'VirtualApplication'];
  const children = childTypes(type)
    .filter((child) => child.type.name !== own?.withoutChild)
    .filter((child) => !isOtherAlternative(type, child.type, departure))
    .filter((child) => !(folders.includes(type.name) && folders.includes(child.type.name)))
    .flatMap((child) => (child.type.name === own?.twice ? [child, child] : [child]))
    .map((child) => sampleText(child.type, departure, `${indent}  `));
  return children.length === 0
    ? `${indent}<${name}${attributes} />\n`
    : `${indent}<${name}${attributes}>\n${children.join('')}${indent}</${name}>\n`;
}

/** Of children of which there can be one only, the sample has the first, or the one that departs. */
function isOtherAlternative(type: ElementType, child: ElementType, departure?: Departure): boolean {
  const { exactlyOneOf = [] } = type;
  const own = departure?.type === type ? departure : undefined;
  const alternatives = childTypes(type)
    .map((one) => one.type)
    .filter(({ name }) => exactlyOneOf.includes(name) && name !== own?.withoutChild);
  const departing = alternatives.find(
    (one) => one.name === own?.twice || (departure !== undefined && everyType(one).includes(departure.type)),
  );
  return exactlyOneOf.includes(child.name) && child !== (departing ?? alternatives[0]);
}
