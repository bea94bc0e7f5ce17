import { type Column, columns } from './protocol';

export interface PageTexts {
  /** A BCP 47 tag, such as `en`. */
  readonly language: string;
  readonly title: string;
  readonly filter: string;
  readonly tree: string;
  readonly refresh: string;
  readonly export: string;
  readonly busy: string;
  readonly empty: string;
  /** With `{0}` for the number of rows that are shown, and `{1}` for all. */
  readonly count: string;
  readonly columns: Readonly<Record<Column, string>>;
}

export interface PageSources {
  /** For the style sheet in the content security policy. */
  readonly cspSource: string;
  readonly style: string;
  readonly script: string;
  /** New for each page: only scripts with it run. */
  readonly nonce: string;
}

/** Without rows, which the script adds. Loads nothing but its style sheet and its script. */
export function pageHtml(texts: PageTexts, { cspSource, style, script, nonce }: PageSources): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  const headings = columns.map(
    (column) =>
      `<th scope="col" role="columnheader" class="${column}"><button type="button">${escapeHtml(texts.columns[column])}</button></th>`,
  );
  return `<!DOCTYPE html>
<html lang="${escapeHtml(texts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(texts.title)}</title>
<link rel="stylesheet" href="${escapeHtml(style)}">
</head>
<body>
<header>
<input type="search" id="filter" aria-label="${escapeHtml(texts.filter)}" placeholder="${escapeHtml(texts.filter)}" aria-controls="rows" autocomplete="off" spellcheck="false">
<button type="button" id="tree" aria-pressed="false">${escapeHtml(texts.tree)}</button>
<button type="button" id="refresh">${escapeHtml(texts.refresh)}</button>
<button type="button" id="export">${escapeHtml(texts.export)}</button>
<span id="status" role="status" data-busy="${escapeHtml(texts.busy)}" data-empty="${escapeHtml(texts.empty)}" data-count="${escapeHtml(texts.count)}"></span>
</header>
<main>
<table id="certificates" role="grid" aria-label="${escapeHtml(texts.title)}">
<thead><tr role="row">${headings.join('')}</tr></thead>
<tbody id="rows"></tbody>
</table>
</main>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(script)}"></script>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
