import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { rules } from '../../src/cscfg/rules/table';
import { readManifest, readTexts, type Manifest, type Setting, type Texts } from './manifest';
import { rulePrefix, tables } from './tables';

export interface GeneratedFile {
  readonly path: string;
  /** The whole text the file should have, formatted. */
  readonly text: string;
}

/**
 * The files that are generated in part, as they should be: the settings of the rules (from the rules' table) in
 * `package.json` and `package.nls.json`, the tables of the README and the reference at the end of each rule's section.
 * All else in them is kept as it is.
 */
export async function generatedFiles(): Promise<readonly GeneratedFile[]> {
  const manifest = withRuleSettings(readManifest());
  const texts = withRuleTexts(readTexts());
  const readme = withTables(withReferences(readFileSync('README.md', 'utf8')), tables(manifest, texts, rules));
  return [
    await formatted('package.json', JSON.stringify(manifest, null, 2)),
    await formatted('package.nls.json', JSON.stringify(texts, null, 2)),
    await formatted('README.md', readme),
  ];
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
    [`Level of \`${code}\`: ${sentence(summary)}`, ...(remedy === '' ? [] : [`Fix: ${sentence(remedy)}`])].join(' '),
  ]);
  return Object.fromEntries([...others, ...own]) as Texts;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function withReferences(readme: string): string {
  const references = new Map(rules.map(({ code, reference }) => [code, reference]));
  const [head = '', ...sections] = readme.split(/^(?=### )/m);
  const written = sections.map((section) => {
    const reference = references.get(/^### (.+)$/m.exec(section)?.[1] ?? '');
    const body = section.replace(/^Reference: .*\n?/m, '').trimEnd();
    return reference === undefined ? section : `${body}\n\nReference: <${reference}>\n\n`;
  });
  return [head, ...written].join('');
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
