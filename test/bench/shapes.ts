import assert from 'node:assert/strict';
import { complete } from '../../src/cscfg/completion/complete';
import { noNames } from '../../src/cscfg/completion/completion';
import { parseCscfg, type CscfgDocument } from '../../src/cscfg/document';
import { closeTagBehind, foldingRanges } from '../../src/cscfg/ranges';
import { formatEdits } from '../../src/cscfg/format';
import { check } from '../../src/cscfg/rules/check';
import type { CheckContext } from '../../src/cscfg/rules/rule';

/** A kind of text, or pair of texts, of any size, and the operation on it. */
export interface Shape<Subject = string> {
  readonly name: string;
  /** The number of parts of the smallest text; the largest has a hundred times as many. */
  readonly base: number;
  readonly make: (count: number) => Subject;
  readonly run: (subject: Subject) => unknown;
}

/** Shapes with different subjects in one list: `prepare` creates the subject and returns the function to measure. */
export interface PreparedShape extends Pick<Shape, 'name' | 'base'> {
  readonly prepare: (count: number) => () => unknown;
}

export function shape<Subject>({ name, base, make, run }: Shape<Subject>): PreparedShape {
  return {
    name,
    base,
    prepare: (count) => {
      const subject = make(count);
      return () => run(subject);
    },
  };
}

const context: CheckContext = {
  verdictOf: () => ({ kind: 'unverified', reason: { kind: 'noVault' } }),
  inventory: [],
  now: 0,
  levels: {},
};

/** Parses and checks a text. */
export function judge(text: string): number {
  return check(parseCscfg(text), context).length;
}

export function read(text: string): CscfgDocument {
  const document = parseCscfg(text);
  assert.ok([document.roots, document.model, document.syntaxProblems].every(Boolean));
  return document;
}

function completeAtEnd(text: string): number {
  return complete(read(text), text.length, { names: noNames, certificates: [], now: 0 }).length;
}

export function configuration(roles: string): string {
  const namespace = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration';
  return `<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Large" xmlns="${namespace}" osFamily="7" osVersion="*" schemaVersion="2015-04.2.6">
${roles}</ServiceConfiguration>
`;
}

export function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

function role(inside: string, name = 'Web'): string {
  return `  <Role name="${name}">\n    <Instances count="2" />\n${inside}  </Role>\n`;
}

function settings(count: number): string {
  return lines(count, (index) => `      <Setting name="Setting${String(index)}" value="Value${String(index)}" />\n`);
}

function manySettings(count: number): string {
  return configuration(role(`    <ConfigurationSettings>\n${settings(count)}    </ConfigurationSettings>\n`));
}

const thumbprint = (index: number): string => index.toString(16).toUpperCase().padStart(40, '7CB8B7539D');

function certificateOf(value: string): string {
  const entry = `<Certificate name="${value}" thumbprint="${value}" thumbprintAlgorithm="sha1" />`;
  return configuration(role(`    <Certificates>${entry}</Certificates>\n`));
}

/** Common texts, only longer. */
const usual: readonly PreparedShape[] = [
  shape({ name: 'settings', base: 200, make: manySettings, run: judge }),
  shape({
    name: 'roles',
    base: 50,
    make: (count) => configuration(lines(count, (index) => role('', `Role${String(index)}`))),
    run: judge,
  }),
  shape({
    name: 'certificates',
    base: 150,
    make: (count) => {
      const each = (index: number): string =>
        `      <Certificate name="C${String(index)}" thumbprint="${thumbprint(index)}" thumbprintAlgorithm="sha1" />\n`;
      return configuration(role(`    <Certificates>\n${lines(count, each)}    </Certificates>\n`));
    },
    run: judge,
  }),
  shape({
    name: 'comments',
    base: 300,
    make: (count) => configuration(lines(count, (index) => `  <!-- Comment ${String(index)}: 1 - 2 < 3 -->\n`)),
    run: judge,
  }),
  shape({
    name: 'one long line',
    base: 200,
    make: (count) => manySettings(count).replace(/>\s+/g, '>'),
    run: judge,
  }),
  shape({ name: 'close tag of settings', base: 200, make: manySettings, run: (text) => closeTagBehind(text, 150) }),
  shape({ name: 'completion', base: 200, make: manySettings, run: completeAtEnd }),
  shape({ name: 'folding', base: 200, make: manySettings, run: (text) => foldingRanges(read(text)).length }),
  shape({
    name: 'format',
    base: 200,
    make: manySettings,
    run: (text) => formatEdits(read(text), { unit: '    ' }).length,
  }),
  shape({
    name: 'bindings to the endpoints of a role',
    base: 30,
    make: (count) =>
      '<ServiceDefinition name="S"><WebRole name="W"><Sites><Site name="Web"><Bindings>' +
      lines(count, (index) => `<Binding name="b${String(index)}" endpointName="e${String(index)}" />\n`) +
      '</Bindings></Site></Sites><Endpoints>' +
      lines(count, (index) => `<InputEndpoint name="e${String(index)}" protocol="http" port="80" />\n`) +
      '</Endpoints></WebRole></ServiceDefinition>',
    run: judge,
  }),
];

/** Each is repeated without a context. */
const repeated: readonly string[] = [
  '<',
  '&',
  '&amp',
  '<a',
  '<a>',
  '</a>',
  '<a b="',
  '<a b="1" ',
  'a>',
  '</',
  '<!',
  '<!--',
  '<!-- --',
  '<![CDATA[',
  '<!DOCTYPE a [',
  '<!DOCTYPE a [<!ENTITY b "',
  '<?',
  '<?xml ',
  '<?xml version="1.0"?>',
  ']]>',
  '\uD800',
  '\u0000',
  '<a>text',
  '<Role name="a">\n',
  '<Role>\n</Roel>\n',
];

/** Texts that no one would write on purpose. */
const hostile: readonly PreparedShape[] = [
  ...repeated.map((part) =>
    shape({
      name: `${JSON.stringify(part)} repeated`,
      base: Math.max(1, Math.round(5000 / part.length)),
      make: (count) => part.repeat(count),
      run: judge,
    }),
  ),
  ...[
    { name: 'hyphens in a comment', make: (count: number) => configuration(`<!--${'-'.repeat(count)}-->`) },
    { name: 'letters in a name', make: (count: number) => configuration(`<${'a'.repeat(count)}/>`) },
    { name: 'letters in an unfinished name', make: (count: number) => `<${'a'.repeat(count)}="` },
    { name: 'blanks in a value', make: (count: number) => configuration(`<a b="${' '.repeat(count)}`) },
    { name: 'blanks in a tag', make: (count: number) => configuration(`<a ${' '.repeat(count)}b`) },
    { name: 'blanks between tags', make: (count: number) => configuration(`${' '.repeat(count)}<a>`) },
    { name: 'letters in text', make: (count: number) => configuration(`${'a'.repeat(count)} `) },
    { name: 'characters that XML does not allow', make: (count: number) => configuration('\uD800 a'.repeat(count)) },
  ].map((one) => shape({ ...one, base: 2000, run: judge })),
  ...[
    { name: 'attributes', make: (count: number) => `<Role ${lines(count, (index) => `a${String(index)}="" `)}` },
    {
      name: 'attributes without values',
      make: (count: number) => `<Role ${lines(count, (index) => `a${String(index)} `)}`,
    },
    { name: 'attributes of one name', make: (count: number) => configuration(`<Role ${'a="" '.repeat(count)}/>`) },
    { name: 'siblings', make: (count: number) => configuration('<a/>'.repeat(count)) },
    { name: 'levels', make: (count: number) => configuration('<a>'.repeat(count) + '</a>'.repeat(count)) },
    {
      name: 'levels, half of them closed',
      base: 2000,
      make: (count: number) => '<a>'.repeat(count * 2) + '</a>'.repeat(count),
    },
    { name: 'levels that nothing closes', make: (count: number) => lines(count, (index) => `<a${String(index)}>\n`) },
    { name: 'elements on lines of their own', make: (count: number) => configuration('\n  <a b="c"/>'.repeat(count)) },
    { name: 'root elements', make: (count: number) => '<a></a>'.repeat(count) },
    { name: 'close tags too many', make: (count: number) => configuration('</a>'.repeat(count)) },
    {
      name: 'hidden characters',
      base: 300,
      make: (count: number) => certificateOf('\u200E'.repeat(count) + thumbprint(0)),
    },
    { name: 'references', base: 300, make: (count: number) => certificateOf('&#x200E;'.repeat(count) + thumbprint(0)) },
    { name: 'tokens', base: 300, make: (count: number) => certificateOf('#{__@@$('.repeat(count)) },
    { name: 'words', base: 300, make: (count: number) => certificateOf('my ssl-cert '.repeat(count)) },
    { name: 'names that differ', make: (count: number) => lines(count, (index) => `<a${String(index)}></b>\n`) },
  ].map((one) => shape({ base: 1000, run: judge, ...one })),
  shape({ name: 'completion behind a long word', base: 2000, make: (count) => 'a'.repeat(count), run: completeAtEnd }),
  shape({
    name: 'completion behind half tags',
    base: 1000,
    make: (count) => '<a b='.repeat(count),
    run: completeAtEnd,
  }),
  shape({
    name: 'edits in one change',
    base: 1000,
    make: (count) => ({
      document: read(manySettings(count)),
      edits: [...manySettings(count).matchAll(/ \/>/g)].map(({ index }) => ({
        start: index,
        end: index,
        newText: ' ',
      })),
    }),
    run: ({ document, edits }) => document.edited(edits).roots.length,
  }),
];

export const shapes: readonly PreparedShape[] = [...usual, ...hostile];
