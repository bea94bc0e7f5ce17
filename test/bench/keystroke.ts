import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseString } from 'xml2js';
import { parseCscfg, type CscfgDocument } from '../../src/cscfg/document';
import { check } from '../../src/cscfg/rules/check';
import type { CheckContext } from '../../src/cscfg/rules/rule';
import { decodeText } from '../../src/text/decode';
import type { TextEdit } from '../../src/text/span';
import { corpus, filesBelow, hasCorpus } from '../corpus/files';
import { definitionOf } from './definitionOf';
import { largeConfiguration } from './largeConfiguration';

/**
 * Part of `npm run bench`: the time from a keystroke to the findings, beside the time in which xml2js parses the same
 * text, in four places of texts of three sizes. All are measured in turn, in the same run: only their ratios say
 * anything. Of text that is not well-formed xml2js reads only what is before the mistake: there its time for the text
 * before the keystroke counts. Ends with 1 where a gate is missed.
 */

/**
 * The verdicts are none of a text's cost: they are looked up in what was read from the vaults. The service definition
 * is there, as in an editor, and declares what the text has.
 */
function contextOf(text: string): CheckContext {
  const document = parseCscfg(definitionOf(text));
  const definition = { file: 'Bench.csdef', name: 'Bench.csdef', document };
  return {
    verdictOf: () => ({ kind: 'unverified', reason: { kind: 'noVault' } }),
    inventory: [],
    now: 0,
    levels: {},
    service: { self: 'Bench.cscfg', definition, configurations: [], projects: [] },
  };
}

interface Typing {
  readonly name: string;
  /** Where it is typed, as an offset in the text. */
  readonly at: (text: string) => number;
  readonly typed: string;
}

/** How many times faster than xml2js the findings must be there. */
interface Gate {
  readonly median: number;
  readonly least: number;
}

const typings: readonly Typing[] = [
  { name: 'in a thumbprint', at: (text) => middle(text, /thumbprint="/g), typed: '7CB8B7539D87BA72' },
  { name: 'in a value', at: (text) => middle(text, /<Setting [^>]*?value="/g), typed: 'DefaultEndpoints' },
  {
    name: 'a new element',
    at: (text) => middle(text, /<ConfigurationSettings>/g),
    typed: '<Setting name="Queue" value="orders" />',
  },
  { name: 'in broken text', at: (text) => middle(text, /<Setting /g), typed: 'name="a <Setting value=> </Role' },
];

/** Behind the match that is nearest to the middle of the text, or 0. */
function middle(text: string, pattern: RegExp): number {
  const ends = [...text.matchAll(pattern)].map((match) => match.index + match[0].length);
  return ends[ends.length >> 1] ?? 0;
}

/** Milliseconds. */
interface Figures {
  readonly read: number;
  /** Reading included. */
  readonly findings: number;
  readonly xml2js: number;
}

/** The medians over every keystroke of `typed`, `rounds` times from the same text. */
function measure(text: string, { at, typed }: Typing, rounds: number): Figures {
  const reading: number[] = [];
  const judging: number[] = [];
  const theirs: number[] = [];
  const context = contextOf(text);
  const from = at(text);
  for (let round = 0; round < rounds; round++) {
    let document = parseCscfg(text);
    for (let index = 0; index < typed.length; index++) {
      const edit = { start: from + index, end: from + index, newText: typed.charAt(index) };
      const before = document;
      const read = milliseconds(() => {
        document = readAfter(before, edit);
      });
      reading.push(read);
      judging.push(read + milliseconds(() => check(document, context)));
    }
    // After one another: what one leaves for the garbage collector is not to be the other's.
    for (let index = 0; index < typed.length; index++) {
      theirs.push(
        milliseconds(() => {
          parseString(`${text}${' '.repeat(index)}`, { async: false }, () => undefined);
        }),
      );
    }
  }
  return { read: median(reading), findings: median(judging), xml2js: median(theirs) };
}

function readAfter(document: CscfgDocument, edit: TextEdit): CscfgDocument {
  const next = document.edited([edit]);
  assert.ok(next.roots);
  assert.ok(Array.isArray(next.syntaxProblems));
  return next;
}

function milliseconds(action: () => unknown): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** The largest .cscfg of other people, where they are at hand. */
function largest(): string | undefined {
  const texts = (hasCorpus ? filesBelow(corpus) : [])
    .filter((path) => path.toLowerCase().endsWith('.cscfg'))
    .flatMap((path) => {
      const decoded = decodeText(readFileSync(`${corpus}/${path}`));
      return decoded.ok ? [decoded.text] : [];
    });
  return texts.sort((a, b) => b.length - a.length)[0];
}

/** Whether the gate is kept: by the median of the places, and by each of them. */
function report(name: string, text: string, rounds: number, gate: Gate): boolean {
  console.log(`\n${name}: ${String(Math.round(text.length / 1000))} KB`);
  const ratios = typings.map((typing) => {
    measure(text, typing, Math.ceil(rounds / 2));
    const { read, findings, xml2js } = measure(text, typing, rounds);
    const column = (what: string, time: number): string =>
      `${what} ${time.toFixed(2).padStart(7)} ms ${(xml2js / time).toFixed(1).padStart(5)} ×`;
    const columns = [
      typing.name.padEnd(15),
      column('read', read),
      column('findings', findings),
      `xml2js ${xml2js.toFixed(2).padStart(7)} ms`,
    ];
    console.log(`  ${columns.join('   ')}`);
    return xml2js / findings;
  });
  const isKept = median(ratios) >= gate.median && Math.min(...ratios) >= gate.least;
  const wanted = `median ${String(gate.median)} ×, each ${String(gate.least)} ×`;
  console.log(`  ${isKept ? 'kept' : 'MISSED'}: ${wanted}`);
  return isKept;
}

const found = largest();
const results = [
  report(
    found === undefined ? 'A file of usual size' : 'The largest file of other people',
    found ?? largeConfiguration(7_000),
    30,
    { median: 1, least: 0.7 },
  ),
  report('A file of 7 KB', largeConfiguration(7_000), 30, { median: 1, least: 0.7 }),
  report('A file of 100 KB', largeConfiguration(100_000), 15, { median: 2, least: 0.7 }),
  report('A file of 1 MB', largeConfiguration(1_000_000), 1, { median: 1, least: 0.7 }),
];
process.exitCode = results.every(Boolean) ? 0 : 1;
