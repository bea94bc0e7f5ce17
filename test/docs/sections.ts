/** The text below each `### code` of the README's last chapter, heading included, by its code. */
export function ruleSections(readme: string): ReadonlyMap<string, string> {
  const chapter = readme.slice(readme.indexOf('\n## The rules, one by one'));
  const sections = chapter.split(/^### /m).slice(1);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), section]));
}
