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
 * `npm run bench`: how long it takes from a keystroke to the findings, beside how long xml2js takes to read the same
 * text anew. Both are measured in turn, in the same run: only their ratio says anything.
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
  readonly ours: number;
  readonly xml2js: number;
}

/** The medians over every keystroke of `typed`, `rounds` times from the same text. */
function measure(text: string, { at, typed }: Typing, rounds: number): Figures {
  const ours: number[] = [];
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
      ours.push(
        milliseconds(() => {
          document = findingsAfter(before, edit, context);
        }),
      );
      texts.push(document.text);
    }
    document = findingsAfter(document, { start: from, end: from + typed.length, newText: '' }, context);
    // Behind one another: what one leaves for the garbage collector is not to be the other's.
    for (const one of texts) {
      theirs.push(
        milliseconds(() => {
          parseString(one, { async: false }, () => undefined);
        }),
      );
    }
  }
  return { ours: median(ours), xml2js: median(theirs) };
}

function findingsAfter(document: CscfgDocument, edit: TextEdit, context: CheckContext): CscfgDocument {
  const next = document.edited([edit]);
  check(next, context);
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
    const { ours, xml2js } = measure(text, typing, rounds);
    const columns = [
      typing.name.padEnd(16),
      `keystroke to findings ${ours.toFixed(2).padStart(7)} ms`,
      `xml2js ${xml2js.toFixed(2).padStart(7)} ms`,
      `${(xml2js / ours).toFixed(1).padStart(6)} ×`,
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
