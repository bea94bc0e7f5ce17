import { readFileSync, readdirSync } from 'node:fs';
import { getL10nJson } from '@vscode/l10n-dev';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Rule } from '../../src/cscfg/rules/rule';
import { toolDefinitions } from '../../src/check/tools/definitions';
import { rules } from '../../src/cscfg/rules/rules';
import { readManifest, readTexts, type Manifest, type Setting, type Texts } from './manifest';
import { ruleSections, rulesPage, sectionStart } from './sections';
import { rulePrefix, tables } from './tables';

export interface GeneratedFile {
  readonly path: string;
  /** The whole text the file should have, formatted. */
  readonly text: string;
}

/**
 * The files that are generated in part, in full: `package.json` and `package.nls.json` have the settings of the rules and
 * the tools for agents,
 * `README.md` has the tables, and `docs/rules.md` has a section for each rule, with its facts and its reference. The
 * rest of each file stays as it is. `l10n/bundle.l10n.json` has every text that can be translated.
 */
export async function generatedFiles(): Promise<readonly GeneratedFile[]> {
  const manifest = withTools(withRuleSettings(readManifest()));
  const texts = withToolTexts(withRuleTexts(readTexts()));
  const readme = withTables(readFileSync('README.md', 'utf8'), tables(manifest, texts, rules));
  return [
    await formatted('package.json', JSON.stringify(manifest, null, 2)),
    await formatted('package.nls.json', JSON.stringify(texts, null, 2)),
    await formatted('README.md', readme),
    await formatted(rulesPage, withSections(readFileSync(rulesPage, 'utf8'), rules)),
    await formatted('l10n/bundle.l10n.json', JSON.stringify(await translatableTexts(), null, 2)),
  ];
}

/** The arguments of `l10n.t` in `src`, in alphabetical order, as keys and values. */
async function translatableTexts(): Promise<Readonly<Record<string, unknown>>> {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const texts = await getL10nJson(
    sources.map((path) => ({ extension: '.ts', contents: readFileSync(join('src', path), 'utf8') })),
  );
  return Object.fromEntries(Object.entries(texts).sort(([one], [other]) => (one < other ? -1 : 1)));
}

async function formatted(path: string, text: string): Promise<GeneratedFile> {
  const options = await resolveConfig(path);
  return { path, text: await format(text, { ...options, filepath: path }) };
}

/** The section of the settings that holds one setting a rule. */
const rulesSection = 'rules';

function withRuleSettings(manifest: Manifest): Manifest {
  const properties = Object.fromEntries(
    rules.map(({ code, severity }, index) => [`${rulePrefix}${code}`, ruleSetting(code, severity, index + 1)]),
  );
  const configuration = manifest.contributes.configuration.map((section) =>
    section.id === rulesSection ? { ...section, properties } : section,
  );
  return { ...manifest, contributes: { ...manifest.contributes, configuration } };
}

const levels = ['error', 'warning', 'information', 'hint', 'off'] as const;

function ruleSetting(code: string, severity: string, order: number): Setting & Readonly<Record<string, unknown>> {
  return {
    type: 'string',
    enum: levels,
    enumDescriptions: levels.map((level) => `%settings.level.${level}%`),
    default: severity,
    scope: 'resource',
    order,
    markdownDescription: `%${textKey(code)}%`,
  };
}

function textKey(code: string): string {
  return `settings.rule.${code}`;
}

function withRuleTexts(texts: Texts): Texts {
  const others = Object.entries(texts).filter(([key]) => !key.startsWith(textKey('')));
  const own = rules.map(({ code, summary, remedy }) => [
    textKey(code),
    [`Severity of \`${code}\`: ${sentence(summary)}`, ...(remedy === '' ? [] : [`Fix: ${sentence(remedy)}`])].join(' '),
  ]);
  return Object.fromEntries([...others, ...own]) as Texts;
}

/** The tools for agents, from the same definitions as those of the MCP server. */
function withTools(manifest: Manifest): Manifest {
  const languageModelTools = toolDefinitions.map(({ name, referenceName, icon, description, inputSchema }) => ({
    name,
    displayName: `%${toolKey(name)}.title%`,
    userDescription: `%${toolKey(name)}.summary%`,
    modelDescription: description,
    toolReferenceName: referenceName,
    canBeReferencedInPrompt: true,
    icon,
    when: 'cscfg.active',
    tags: ['cscfg', 'azure', 'key vault', 'certificates'],
    inputSchema,
  }));
  return { ...manifest, contributes: { ...manifest.contributes, languageModelTools } };
}

function toolKey(name: string): string {
  return `tools.${name}`;
}

function withToolTexts(texts: Texts): Texts {
  const others = Object.entries(texts).filter(([key]) => !key.startsWith(toolKey('')));
  const own = toolDefinitions.flatMap(({ name, title, summary }) => [
    [`${toolKey(name)}.title`, title],
    [`${toolKey(name)}.summary`, summary],
  ]);
  return Object.fromEntries([...others, ...own]) as Texts;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The page with one section for each rule, in the order of the table; a rule without a section gets a skeleton. */
function withSections(page: string, rules: readonly Rule[]): string {
  const sections = ruleSections(page);
  const head = page.split(sectionStart, 1)[0] ?? '';
  return head + rules.map((rule) => sectionOf(rule, sections.get(rule.code) ?? skeleton(rule))).join('\n\n') + '\n';
}

/** The section with its generated parts: the line of facts below the heading, and the reference at the end. */
function sectionOf({ code, severity, reference }: Rule, section: string): string {
  const prose = section
    .replace(/^.*\n/, '')
    .replace(/^_Severity: .*\n/m, '')
    .replace(/^Reference: .*\n?/m, '')
    .trim();
  const facts = `_Severity: ${severity} · Setting: \`${rulePrefix}${code}\`_`;
  return [`## ${code}`, facts, prose, `Reference: <${reference}>`].join('\n\n');
}

function skeleton({ code, summary, remedy }: Rule): string {
  return `${code}\n\n${sentence(summary)}\n\n**To fix it**, TODO${remedy === '' ? '' : ` (quick fix: ${remedy})`}.`;
}

function withTables(readme: string, contents: Readonly<Record<string, string>>): string {
  return Object.entries(contents).reduce((text, [name, content]) => {
    const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
    const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
    if (start < 0 || stop < start) {
      throw new Error(`README.md has no ${begin} … ${end}`);
    }
    return `${text.slice(0, start + begin.length)}\n\n${content}\n\n${text.slice(stop)}`;
  }, readme);
}
