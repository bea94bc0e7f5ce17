import type { XmlElement } from '../syntax/xmlElement';

/**
 * Whether the root is that of a transformation of a configuration file: it says what to change in another one, and need
 * not repeat what stays.
 */
export function isTransform({ attributes }: XmlElement): boolean {
  return attributes.some(({ value }) => value === 'http://schemas.microsoft.com/XML-Document-Transform');
}
