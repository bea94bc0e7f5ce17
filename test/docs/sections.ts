/** The page that explains the rules: what *Explain This Problem* opens. */
export const rulesPage = 'docs/rules.md';

/** The text of each `## code` section of the rules page, heading included, by its code. */
export function ruleSections(page: string): ReadonlyMap<string, string> {
  const sections = page.split(/^## /m).slice(1);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), section]));
}
