import { Builder } from 'xml2js';

const builder = new Builder({ headless: true, renderOpts: { pretty: false } });

/** The value as it stands between two `quote`s of an attribute, escaped as xml2js writes it. */
export function escapeAttribute(value: string, quote: '"' | "'" = '"'): string {
  const written = builder.buildObject({ a: { $: { value } } });
  const escaped = written.slice('<a value="'.length, -'"/>'.length);
  return quote === '"' ? escaped : escaped.replaceAll('&quot;', '"').replaceAll("'", '&apos;');
}
