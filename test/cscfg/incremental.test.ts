import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCscfg, type CscfgDocument } from '../../src/cscfg/document';
import { check } from '../../src/cscfg/rules/check';
import type { CheckContext, Finding } from '../../src/cscfg/rules/rule';
import { findSyntaxProblems } from '../../src/cscfg/syntax/wellFormed';
import { walk } from '../../src/cscfg/syntax/xmlElement';
import type { TextEdit } from '../../src/cscfg/text/span';

const certificate = (name: string, digit: string) =>
  `      <Certificate name="${name}" thumbprint="${digit.repeat(40)}" thumbprintAlgorithm="sha1" />\n`;
const role = (name: string) => `  <Role name="${name}">
    <Instances count="2" />
    <ConfigurationSettings>
      <!-- ${name} -->
      <Setting name="Queue" value="orders &amp; more" />
    </ConfigurationSettings>
    <Certificates>
${certificate('web', 'A')}${certificate('api', 'B')}    </Certificates>
  </Role>
`;
const service = (...roles: readonly string[]) => `<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Shop">
${roles.map(role).join('')}</ServiceConfiguration>
`;
const text = service('First', 'Second', 'Third');
/** Long enough for its roles to be looked at one by one. */
const long = service(...Array.from({ length: 16 }, (_, index) => `Role${String(index)}`));
/** So long that elements known to be well-formed are not looked at again while something else is broken. */
const large = service(...Array.from({ length: 160 }, (_, index) => `Role${String(index)}`));

const context: CheckContext = {
  verdictOf: (thumbprint) =>
    thumbprint.startsWith('B')
      ? { kind: 'notFound', vaults: ['https://contoso.vault.azure.net'], checked: 0 }
      : { kind: 'unverified', reason: { kind: 'noVault' } },
  inventory: [],
  now: Date.UTC(2026, 10, 23),
  levels: {},
};

/** Everything an element says of itself, as plain data. */
function described({ roots }: CscfgDocument): unknown {
  return [...walk(roots)].map((element) => ({
    name: [element.name, element.localName, element.nameSpan],
    spans: [element.span, element.openTag, element.closeTag, element.selfClosing, element.parent?.span],
    attributes: element.attributes.map((one) => [
      one.name,
      one.nameSpan,
      one.span,
      one.valueSpan,
      one.quote,
      one.value,
    ]),
  }));
}

function plain({ code, severity, span, message, related, entry }: Finding): unknown {
  return [code, severity, span, message, related, entry?.element.span];
}

/** Pieces that XML is made of, as a hand types, pastes and deletes them. */
const piece = fc.constantFrom(
  ...['', 'x', ' ', '\n', '"', "'", '<', '>', '/', '=', '&', '&amp;', '<!--', '-->', '<![CDATA[', ']]>', '</', '/>'],
  ...['<Role>', '<Role name="Fourth">', '</Role>', '<Certificates>', '</Certificates>', 'name="web"', '\u200E', '😀'],
  ...[certificate('new', 'C'), role('Fifth'), ''],
);

interface Stroke {
  readonly at: number;
  readonly length: number;
  readonly newText: string;
  /** Whether the next stroke takes it back: text that was broken is whole again. */
  readonly undone: boolean;
}

const strokes = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    newText: piece,
    undone: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

function edit({ text: before }: CscfgDocument, { at, length, newText }: Stroke): TextEdit {
  const start = Math.floor(at * before.length);
  return { start, end: Math.min(before.length, start + length), newText };
}

/** The states of a document under the hand that types. */
function* states(typed: readonly Stroke[], text = long): Generator<CscfgDocument> {
  let document = parseCscfg(text);
  for (const stroke of typed) {
    const { start, end, newText } = edit(document, stroke);
    const next = document.edited([{ start, end, newText }]);
    // What is looked at is what the next state shares.
    check(next, context);
    yield next;
    document = stroke.undone
      ? next.edited([{ start, end: start + newText.length, newText: document.text.slice(start, end) }])
      : next;
    yield document;
  }
}

describe('A document that is edited', () => {
  it('has the syntax problems of its text, whatever was typed before', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(strokes, (typed) => {
        for (const document of states(typed)) {
          assert.deepEqual(document.syntaxProblems, findSyntaxProblems(document.text));
        }
      }),
    );
  });

  it('has the syntax problems of its text also where that is so large that most of it is not looked at', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(strokes, (typed) => {
        for (const document of states(typed, large)) {
          assert.deepEqual(document.syntaxProblems, findSyntaxProblems(document.text));
        }
      }),
      { numRuns: 40 },
    );
  });

  for (const begun of ['<![CDATA[', '<!--', '<?', '<?xml']) {
    it(`has the syntax problems of a large text also where “${begun}” is typed into what is before its root`, () => {
      const end = large.indexOf('>\n  <Role');
      for (let start = 0; start <= end; start++) {
        const document = parseCscfg(large).edited([{ start, end: start, newText: begun }]);
        assert.deepEqual(document.syntaxProblems, findSyntaxProblems(document.text), String(start));
      }
    });
  }

  it('has the elements and the findings of its text, whatever was typed before', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(strokes, (typed) => {
        for (const document of states(typed)) {
          const anew = parseCscfg(document.text);
          assert.deepEqual(described(document), described(anew));
          assert.deepEqual(check(document, context).map(plain), check(anew, context).map(plain));
        }
      }),
    );
  });

  it('shares what the edit did not touch, and nothing that it did', () => {
    const before = parseCscfg(text);
    const at = text.indexOf('Second');
    const after = before.edited([{ start: at, end: at, newText: 'x' }]);
    const shared = after.model.roles.map(
      ({ element }, index) => element.written === before.model.roles[index]?.element.written,
    );
    assert.deepEqual(shared, [true, false, true]);
    const places = [before, after].map(({ model }) => model.roles.map(({ name }) => name?.span.start ?? 0));
    assert.deepEqual(places[1], [places[0]?.[0], places[0]?.[1], (places[0]?.[2] ?? 0) + 1]);
  });

  it('takes several edits at once, and none', () => {
    const document = parseCscfg(text);
    const [first, third] = [text.indexOf('First'), text.indexOf('Third')];
    const edited = document.edited([
      { start: third, end: third + 5, newText: 'Last' },
      { start: first, end: first, newText: 'Very' },
    ]);
    assert.deepEqual(
      edited.model.roles.map(({ name }) => name?.value),
      ['VeryFirst', 'Second', 'Last'],
    );
    assert.deepEqual(described(document.edited([])), described(document));
  });

  it('survives elements nested deep, and deeper than in any service', () => {
    const nested = (levels: number) => parseCscfg('<a>'.repeat(levels)).edited([{ start: 0, end: 0, newText: '<b>' }]);
    assert.equal([...walk(nested(900).roots)].length, 901);
    assert.deepEqual(nested(10_000).roots, []);
    assert.ok(nested(10_000).syntaxProblems.length > 0);
  });
});
