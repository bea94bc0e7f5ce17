import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseString } from 'xml2js';
import { parseCscfg, type CscfgDocument } from '../../src/cscfg/document';
import { check } from '../../src/cscfg/rules/check';
import type { CheckContext } from '../../src/cscfg/rules/rule';
import { decodeText } from '../../src/text/decode';
import type { TextEdit } from '../../src/text/span';
import { corpus, filesBelow, hasCorpus } from '../corpus/files';
import { milliseconds } from './clock';
import { definitionOf } from './definitionOf';
import { largeConfiguration } from './largeConfiguration';

/**
 * Part of `npm run bench`: time from a keystroke to the findings, compared with the time of xml2js for the same text,
 * at four positions in texts of three sizes. All are measured alternately in one run, so that only ratios count. In
 * text that is not well-formed, xml2js stops at the error, so its time for the text before the keystroke counts. Exits
 * with 1 if a gate is missed.
 */

/**
 * Verdicts are not part of the cost: they are looked up in vault data. The service definition declares what the text
 * contains.
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
  /** The offset of the keystroke. */
  readonly at: (text: string) => number;
  readonly typed: string;
}

/** Minimum ratio between the time of xml2js and the time to the findings. */
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

/** After the match nearest to the middle of the text, or 0. */
function middle(text: string, pattern: RegExp): number {
  const ends = [...text.matchAll(pattern)].map((match) => match.index + match[0].length);
  return ends[ends.length >> 1] ?? 0;
}

/** Milliseconds. */
interface Figures {
  readonly read: number;
  /** Including parsing. */
  readonly findings: number;
  readonly xml2js: number;
}

/** The medians over all keystrokes of `typed`, repeated `rounds` times from the same text. */
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
    // In sequence, so that the garbage of one does not slow down the other.
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** The largest .cscfg file of the collection, if available. */
function largest(): string | undefined {
  const texts = (hasCorpus ? filesBelow(corpus) : [])
    .filter((path) => path.toLowerCase().endsWith('.cscfg'))
    .flatMap((path) => {
      const decoded = decodeText(readFileSync(`${corpus}/${path}`));
      return decoded.ok ? [decoded.text] : [];
    });
  return texts.sort((a, b) => b.length - a.length)[0];
}

/** Whether the median and the minimum pass the gate. */
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
