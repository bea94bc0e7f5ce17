import { Builder } from 'xml2js';
import { removeForbidden } from '../../xml/characters';

const options = { headless: true, renderOpts: { pretty: false } };

/**
 * The value as it stands between two `quote`s of an attribute, escaped as xml2js writes it, and without what XML cannot
 * hold even escaped.
 */
export function escapeAttribute(value: string, quote: '"' | "'" = '"'): string {
  const written = new Builder(options).buildObject({ a: { $: { value: removeForbidden(value) } } });
  const escaped = written.slice('<a value="'.length, -'"/>'.length);
  return quote === '"' ? escaped : escaped.replaceAll('&quot;', '"').replaceAll("'", '&apos;');
}
