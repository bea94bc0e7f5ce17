/** The page that explains the rules: what *Explain This Problem* opens. */
export const rulesPage = 'docs/rules.md';

/** What separates the sections of the rules; headings in title case belong to the introduction. */
export const sectionStart = /^## (?=[a-z])/m;

/** The text of each `## code` section of the rules page, heading included, by its code. */
export function ruleSections(page: string): ReadonlyMap<string, string> {
  const sections = page.split(sectionStart).slice(1);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), section]));
}
