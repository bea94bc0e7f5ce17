import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseString } from 'xml2js';
import { parseCscfg, type CscfgDocument } from '../../src/cscfg/document';
import { check } from '../../src/cscfg/rules/check';
import type { CheckContext } from '../../src/cscfg/rules/rule';
import { decodeText } from '../../src/cscfg/text/decode';
import type { TextEdit } from '../../src/cscfg/text/span';
import { corpus, filesBelow, hasCorpus } from '../corpus/files';
import { definitionOf } from './definitionOf';
import { largeConfiguration } from './largeConfiguration';

/**
 * `npm run bench`: how long a keystroke takes until its text is read (elements, model, and whether it is well-formed),
 * and until its findings are there, beside how long xml2js takes to read the same text anew. All are measured in turn,
 * in the same run: only their ratios say anything. Of text that is not well-formed, as while a new element is typed,
 * xml2js reads no more than what is before the mistake.
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

const typings: readonly Typing[] = [
  { name: 'in a thumbprint', at: (text) => middle(text, /thumbprint="/g), typed: '7CB8B7539D87BA72' },
  { name: 'in a value', at: (text) => middle(text, /<Setting [^>]*?value="/g), typed: 'DefaultEndpoints' },
  {
    name: 'a new element',
    at: (text) => middle(text, /<ConfigurationSettings>/g),
    typed: '<Setting name="Queue" value="orders" />',
  },
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
  let document = parseCscfg(text);
  check(document, context);
  for (let round = 0; round < rounds; round++) {
    const from = at(text);
    const texts: string[] = [];
    for (let index = 0; index < typed.length; index++) {
      const edit = { start: from + index, end: from + index, newText: typed.charAt(index) };
      const before = document;
      const read = milliseconds(() => {
        document = readAfter(before, edit);
      });
      reading.push(read);
      judging.push(read + milliseconds(() => check(document, context)));
      texts.push(document.text);
    }
    document = readAfter(document, { start: from, end: from + typed.length, newText: '' });
    check(document, context);
    // Behind one another: what one leaves for the garbage collector is not to be the other's.
    for (const one of texts) {
      theirs.push(
        milliseconds(() => {
          parseString(one, { async: false }, () => undefined);
        }),
      );
    }
  }
  return { read: median(reading), findings: median(judging), xml2js: median(theirs) };
}

function readAfter(document: CscfgDocument, edit: TextEdit): CscfgDocument {
  const next = document.edited([edit]);
  assert.ok(next.model.element);
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

function report(name: string, text: string, rounds: number): void {
  console.log(`\n${name}: ${String(Math.round(text.length / 1000))} KB`);
  for (const typing of typings) {
    measure(text, typing, 1);
    const { read, findings, xml2js } = measure(text, typing, rounds);
    const column = (what: string, time: number): string =>
      `${what} ${time.toFixed(2).padStart(6)} ms ${(xml2js / time).toFixed(1).padStart(5)} ×`;
    const columns = [
      typing.name.padEnd(15),
      column('read', read),
      column('findings', findings),
      `xml2js ${xml2js.toFixed(2).padStart(6)} ms`,
    ];
    console.log(`  ${columns.join('   ')}`);
  }
}

const found = largest();
report(
  found === undefined ? 'A file of usual size' : 'The largest file of other people',
  found ?? largeConfiguration(7_000),
  20,
);
report('A large file', largeConfiguration(1_000_000), 2);
