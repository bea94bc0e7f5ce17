import type { CertificateEntry } from '../model/serviceConfiguration';
import { isWhole } from './layout';
import type { Thumbprint } from '../verdict';
import { attributeOf } from '../syntax/xmlElement';
import { applyEdits } from '../text/span';
import { escapeAttribute } from './escape';

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
export function certificateElement(
  { name, thumbprint }: EntryValues,
  { prefix = '', quote = '"' }: Style = {},
): string {
  const values = Object.entries({ name, thumbprint, thumbprintAlgorithm: 'sha1' });
  const attributes = values.map(([key, value]) => `${key}=${quote}${escapeAttribute(value, quote)}${quote}`);
  return `<${prefix}Certificate ${attributes.join(' ')} />`;
}

/**
 * The same, written as `sibling` is: its order, quotes and line breaks. Undefined where the sibling holds more or less
 * than the three values, so that it is no model for a new entry.
 */
export function elementLike(text: string, sibling: CertificateEntry, values: EntryValues): string | undefined {
  const { element } = sibling;
  const wanted = Object.entries({ ...values, thumbprintAlgorithm: 'sha1' });
  const inner = text.slice(element.openTag.end, element.closeTag?.start ?? element.openTag.end);
  if (!isWhole(element) || inner.trim() !== '' || element.attributes.length !== wanted.length) {
    return undefined;
  }
  const { start, end } = element.span;
  const edits = wanted.flatMap(([name, value]) => {
    const { valueSpan, quote } = attributeOf(element, name) ?? {};
    return valueSpan === undefined
      ? []
      : [{ start: valueSpan.start - start, end: valueSpan.end - start, newText: escapeAttribute(value, quote) }];
  });
  return edits.length === wanted.length ? applyEdits(text.slice(start, end), edits) : undefined;
}
