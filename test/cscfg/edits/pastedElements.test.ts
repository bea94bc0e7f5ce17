import assert from 'node:assert/strict';
import { pastedElements } from '../../../src/cscfg/pastedElements';
import { applyEdits, at, certificateElement, documentOf, knownThumbprint, otherThumbprint } from '../support/texts';

const [a, b] = [certificateElement(knownThumbprint, 'a'), certificateElement(otherThumbprint, 'b')];

const configuration = (content: string): string =>
  `<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates>${content}</Certificates>\n  </Role>\n</ServiceConfiguration>\n`;

/** The text after pasting at the mark, or over the text between two marks; undefined where VS Code pastes as usual. */
function pasted(marked: string, text: string, asLines = false): string | undefined {
  const {
    text: before,
    at: [start = 0, end = start],
  } = at(marked);
  const edit = pastedElements(documentOf(before), { start, end }, text, asLines);
  return edit && applyEdits(before, [edit]);
}

describe('Whole <Certificate> elements that are pasted', () => {
  const two = configuration(`\n      ${a}\n      ${b}\n    `);

  it('begin a line behind an element, as far in as it is', () => {
    for (const text of [b, `  ${b}`, `\t\t${b}\n`, `\r\n${b}\r\n`]) {
      assert.equal(pasted(configuration(`\n      ${a}|\n    `), text), two, JSON.stringify(text));
    }
  });

  it('fill a blank line, whatever blanks it has', () => {
    for (const blanks of ['|', '      |', '  |   ', '\t|']) {
      const marked = configuration(`\n      ${a}\n${blanks}\n    `);
      assert.equal(pasted(marked, `  ${b}\n`), two, JSON.stringify(blanks));
    }
  });

  it('go before an element that the cursor is in front of', () => {
    assert.equal(pasted(configuration(`\n      |${b}\n    `), `${a}\n`), two);
  });

  it('replace selected elements', () => {
    assert.equal(pasted(configuration(`\n      ${a}\n      |${a}|\n    `), `  ${b}`), two);
  });

  it('go into an empty list, between its tags', () => {
    assert.equal(pasted(configuration('|'), b), configuration(`\n      ${b}\n    `));
    assert.equal(pasted(configuration('\n    |'), b), configuration(`\n      ${b}\n    `));
  });

  it('keep the indentation of their own lines, and comments, in relation to the first line', () => {
    const long = `\t<Certificate\n\t\tname="b"\n\t\tthumbprint="${otherThumbprint}" />`;
    assert.equal(
      pasted(configuration(`\n      ${a}|\n    `), `<!-- Renewed every year. -->\n${long}\n`),
      configuration(
        `\n      ${a}\n      <!-- Renewed every year. -->\n      <Certificate\n      \tname="b"\n      \tthumbprint="${otherThumbprint}" />\n    `,
      ),
    );
  });

  it('have the line ends of the file', () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    assert.equal(
      pasted(windows(configuration(`\n      ${a}|\n    `)), `${b}\n${a}`),
      windows(configuration(`\n      ${a}\n      ${b}\n      ${a}\n    `)),
    );
  });

  it('go above the line of the cursor if they were copied as whole lines', () => {
    const marked = configuration(`\n      ${b.slice(0, 9)}|${b.slice(9)}\n    `);
    assert.equal(pasted(marked, `  ${a}\n`, true), two);
    assert.equal(pasted(marked, `      ${a}\n`, true), undefined, 'VS Code does the same');
  });

  it('are pasted as usual where that gives the same', () => {
    assert.equal(pasted(configuration(`\n      ${a}\n|\n    `), `      ${b}`), undefined);
    assert.equal(pasted(configuration(`\n      |${a}|\n    `), b)?.includes(b), true);
  });

  it('are pasted as usual in another place', () => {
    assert.equal(pasted(configuration(`\n      <Certificate |/>\n    `), b), undefined);
    assert.equal(pasted(configuration(`\n      <!-- | -->\n    `), b), undefined);
    assert.equal(pasted(configuration('').replace('<Certificates>', '|<Certificates>'), b), undefined);
    assert.equal(pasted(`<Certificates>|</Certificates>`, b), undefined);
    assert.equal(pasted(`<Certificates>\n  |`, b), undefined);
    assert.equal(pasted(`|`, b), undefined);
  });

  it('are nothing else: other elements, text, unfinished tags', () => {
    const marked = configuration(`\n      ${a}|\n    `);
    for (const text of [
      '<Setting name="x" value="y" />',
      `${b} and`,
      b.slice(0, -3),
      '<!-- only a comment -->',
      'web',
      '',
      `<Certificates>${b}</Certificates>`,
      '<Certificate name="b">',
    ]) {
      assert.equal(pasted(marked, text), undefined, text);
    }
  });
});
