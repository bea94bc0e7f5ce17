import type { Span } from './span';

/** One match for each string and comment; only comments are in the group `comment`. */
const languages: readonly { readonly extensions: string; readonly parts: RegExp }[] = [
  {
    extensions:
      'cscfg csdef ccproj config xml csproj vbproj sfproj props targets pubxml azurepubxml resx xaml html htm md',
    parts: /(?<comment><!--[^]*?(?:-->|$))/g,
  },
  {
    extensions: 'json jsonc json5 bicep bicepparam cs js mjs cjs ts java go',
    parts:
      /'''[^]*?(?:'''|$)|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'|`(?:[^`\\]|\\[^])*`|(?<comment>\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$))/g,
  },
  {
    extensions: 'tf tfvars',
    parts: /"(?:[^"\\\r\n]|\\.)*"|(?<comment>#[^\r\n]*|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$))/g,
  },
  {
    extensions: 'ps1 psm1 psd1',
    parts: /"(?:[^"`]|`[^])*"|'[^']*'|(?<comment><#[^]*?(?:#>|$)|(?<![^\s;(){}|,])#[^\r\n]*)/g,
  },
  {
    // A quotation mark within a word, as in "don't", starts no string.
    extensions: 'yml yaml sh bash py rb toml properties env conf',
    parts: /(?<!\w)"(?:[^"\\\r\n]|\\.)*"|(?<!\w)'[^'\r\n]*'|(?<comment>(?<!\S)#[^\r\n]*)/g,
  },
  { extensions: 'ini cfg reg', parts: /(?<comment>(?<=^[ \t]*)[;#][^\r\n]*)/gm },
  { extensions: 'bat cmd', parts: /(?<comment>(?<=^[ \t]*)(?:@?rem\b|::)[^\r\n]*)/gim },
  { extensions: 'sql', parts: /'[^']*'|(?<comment>--[^\r\n]*|\/\*[^]*?(?:\*\/|$))/g },
];

/** The comments in a file's text, in the language that its extension stands for; none if the language is unknown. */
export function commentsIn(path: string, text: string): readonly Span[] {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const language = languages.find(({ extensions }) => extensions.split(' ').includes(extension));
  return language === undefined
    ? []
    : [...text.matchAll(language.parts)].flatMap(({ groups, index, 0: part }) =>
        groups?.['comment'] === undefined ? [] : [{ start: index, end: index + part.length }],
      );
}
