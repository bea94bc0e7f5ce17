import assert from 'node:assert/strict';
import { inStyleOf, mentionsOf } from '../../src/certificate/mentions';

const T = '7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA';
const U = 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334';

const isKnown = (thumbprint: string): boolean => thumbprint === T;

function marked(text: string): string {
  return [...mentionsOf(text, isKnown)]
    .reverse()
    .reduce(
      (all, { span: { start, end } }) => `${all.slice(0, start)}|${all.slice(start, end)}|${all.slice(end)}`,
      text,
    );
}

function pairs(thumbprint: string, separator: string): string {
  return thumbprint.replace(/..(?!$)/g, `$&${separator}`);
}

describe('The mentions of known thumbprints in a text', () => {
  it('are the digits in any case', () => {
    assert.equal(marked(`"Thumbprint": "${T}"`), `"Thumbprint": "|${T}|"`);
    assert.equal(marked(`<add findValue="${T.toLowerCase()}"/>`), `<add findValue="|${T.toLowerCase()}|"/>`);
    assert.equal(marked(`My\\${T}\n_${T}_`), `My\\|${T}|\n_|${T}|_`);
  });

  it('are pairs of digits with one separator', () => {
    for (const separator of [' ', ':', '-']) {
      const written = pairs(T.toLowerCase(), separator);
      assert.equal(marked(`value="${written}"`), `value="|${written}|"`);
    }
    assert.equal(marked(pairs(T, ' ').replace(' ', ':')), pairs(T, ' ').replace(' ', ':'));
  });

  it('are no other digits and no part of longer ones', () => {
    for (const text of [U, `${T}0`, `f${T}`, T.slice(1), pairs(U, ' ')]) {
      assert.equal(marked(text), text);
    }
  });

  it('have the thumbprint in its canonical form', () => {
    assert.deepEqual(mentionsOf(`x ${pairs(T.toLowerCase(), ':')}`, isKnown), [
      { thumbprint: T, span: { start: 2, end: 61 } },
    ]);
  });
});

describe('A thumbprint in the style of another', () => {
  it('has its separators and its case', () => {
    assert.equal(inStyleOf(T, U), U);
    assert.equal(inStyleOf(T.toLowerCase(), U), U.toLowerCase());
    assert.equal(inStyleOf(pairs(T.toLowerCase(), ' '), U), pairs(U.toLowerCase(), ' '));
    assert.equal(inStyleOf('1'.repeat(40), U), U);
  });
});
