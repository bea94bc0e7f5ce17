import type { Thumbprint } from '../verdict';
import { emptyElement, type AttributeValues } from './emptyElement';

/** What a certificate entry says. */
export interface EntryValues {
  readonly name: string;
  readonly thumbprint: Thumbprint;
}

interface Style {
  /** Of the namespace, its colon included. */
  readonly prefix?: string;
  readonly quote?: '"' | "'";
}

/** `<Certificate name="…" thumbprint="…" thumbprintAlgorithm="sha1" />` */
export function certificateElement(values: EntryValues, { prefix = '', quote = '"' }: Style = {}): string {
  return emptyElement(`${prefix}Certificate`, entryAttributes(values), quote);
}

/** The attributes of an entry, in their usual order. */
export function entryAttributes({ name, thumbprint }: EntryValues): AttributeValues {
  return { name, thumbprint, thumbprintAlgorithm: 'sha1' };
}
