import { type CscfgDocument, parseCscfg } from '../../../src/cscfg/document';
import { complete } from '../../../src/cscfg/completion/complete';
import type { Completion, CompletionContext } from '../../../src/cscfg/completion/completion';
import { applyEdits } from '../../../src/text/span';
import type { CertificateVersion } from '../../../src/certificate/verdict';

const day = 86_400_000;
export const now = Date.UTC(2026, 10, 23);

export function version(
  certificate: string,
  digit: string,
  more: Partial<CertificateVersion> = {},
): CertificateVersion {
  return {
    vault: 'https://contoso.vault.azure.net',
    certificate,
    thumbprint: digit.repeat(40),
    enabled: true,
    expires: now + 100 * day,
    ...more,
  };
}

export const context: CompletionContext = {
  names: {
    service: 'Shop',
    roles: [
      { name: 'Web', settings: ['Queue', 'Storage'], certificates: ['tls', 'signing'], endpoints: ['Http', 'Https'] },
      { name: 'Worker', settings: ['Queue'], certificates: ['client'], endpoints: [] },
    ],
    loadBalancers: ['internal'],
  },
  certificates: [
    { version: version('contoso-web', 'A') },
    { version: version('old-web', 'B', { expires: now - 3 * day }) },
    { version: version('signing', 'C'), subject: 'CN=signing.contoso.com' },
    { version: version('tls', 'D', { enabled: false }) },
  ],
  now,
};

/** The items at the `|` of the text. */
export function itemsAt(marked: string, given: CompletionContext = context): readonly Completion[] {
  const { document, offset } = unmarked(marked);
  return complete(document, offset, given);
}

export function labelsAt(marked: string, given: CompletionContext = context): readonly string[] {
  return itemsAt(marked, given).map(({ label }) => label);
}

/** The whole text after the item of that label was chosen at the `|`, with what its snippet begins with. */
export function chosenAt(marked: string, label: string, given: CompletionContext = context): string | undefined {
  const { document, offset } = unmarked(marked);
  const item = complete(document, offset, given).find((one) => one.label === label);
  return item && chosen(document.text, item);
}

export function chosen(text: string, { edit, isSnippet, more = [] }: Completion): string {
  return applyEdits(text, [{ ...edit, newText: isSnippet ? expanded(edit.newText) : edit.newText }, ...more]);
}

/** The text before anything is typed into the snippet: the first of the choices, and the placeholders. */
export function expanded(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replace(/\\([\\$},|])/g, '$1');
}

function unmarked(marked: string): { readonly document: CscfgDocument; readonly offset: number } {
  const offset = marked.indexOf('|');
  return { document: parseCscfg(marked.slice(0, offset) + marked.slice(offset + 1)), offset };
}
