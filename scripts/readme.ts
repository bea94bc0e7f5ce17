export interface ReadmeOptions {
  /** Whether package.json names the repository: vsce then gives pictures and links the URLs of the repository. */
  readonly hasRepository: boolean;
  /** docs/tour.md: what the pictures show. */
  readonly tour: string;
}

/**
 * The README for people who install the extension: without the parts between `<!-- checkout:begin -->` and
 * `<!-- checkout:end -->`. Without a repository, text replaces links to other files and the moving picture, and the
 * other pictures are left out: the page of an extension in VS Code shows pictures from https URLs only, and not from
 * files or data URLs.
 */
export function packagedReadme(readme: string, { hasRepository, tour }: ReadmeOptions): string {
  const installed = readme.replace(/<!-- checkout:begin -->.*?<!-- checkout:end -->\n*/gs, '');
  if (hasRepository) {
    return installed;
  }
  const scenes = tour
    .slice(tour.indexOf('\n## '))
    .trim()
    .replaceAll(/^## (.*)$/gm, '**$1**');
  return installed
    .replace(/^!\[[^\]]*\]\((?!\w+:)[^)]*\.gif\).*\n/gm, () => `\n${scenes}\n`)
    .replace(/^!\[[^\]]*\]\((?!\w+:)[^)]*\)\n*/gm, '')
    .replace(/(?<!!)\[([^\]]*)\]\((?!\w+:|#)[^)]*\)/g, '$1');
}
