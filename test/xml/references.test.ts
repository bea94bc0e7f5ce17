import assert from 'node:assert/strict';
import { decodeValue } from '../../src/xml/references';

/** The value, and the text with each place that `offsetOf` gives marked. */
function decoded(written: string): readonly [value: string, places: string] {
  const text = `<a b="${written}"/>`;
  const { value, offsetOf } = decodeValue(text, { start: 6, end: 6 + written.length });
  const places = new Set(Array.from({ length: value.length + 1 }, (_, index) => offsetOf(index) - 6));
  const marked = Array.from(
    { length: written.length + 1 },
    (_, at) => `${places.has(at) ? '|' : ''}${written[at] ?? ''}`,
  );
  return [value, marked.join('')];
}

describe('decodeValue', () => {
  const cases: readonly (readonly [written: string, value: string, places: string])[] = [
    ['', '', '|'],
    ['abc', 'abc', '|a|b|c|'],
    ['a&amp;b', 'a&b', '|a|&amp;|b|'],
    ['&lt;&gt;&apos;&quot;&amp;', '<>\'"&', '|&lt;|&gt;|&apos;|&quot;|&amp;|'],
    ['&#x41;&#65;&#x200e;', 'AA\u200E', '|&#x41;|&#65;|&#x200e;|'],
    ['&#9;&#xA;&#13;', '\t\n\r', '|&#9;|&#xA;|&#13;|'],
    ['a\r\nb', 'a b', '|a|\r\n|b|'],
    ['a\nb\tc\rd', 'a b c d', '|a|\n|b|\t|c|\r|d|'],
    ['a\n\r\n', 'a  ', '|a|\n|\r\n|'],
    ['a\t&#x1D11E;b', 'a 𝄞b', '|a|\t|&#x1D11E;|b|'],
    ['\t𝄞b', ' 𝄞b', '|\t|\uD834|\uDD1E|b|'],
    ['𝄞b', '𝄞b', '|\uD834|\uDD1E|b|'],
    ['&nbsp;&', '&nbsp;&', '|&|n|b|s|p|;|&|'],
    ['&amp', '&amp', '|&|a|m|p|'],
    ['&#0;&#xD800;&#x;', '&#0;&#xD800;&#x;', '|&|#|0|;|&|#|x|D|8|0|0|;|&|#|x|;|'],
    ['&amp;amp;', '&amp;', '|&amp;|a|m|p|;|'],
  ];
  for (const [written, value, places] of cases) {
    it(`reads ${JSON.stringify(written)} as ${JSON.stringify(value)}`, () => {
      assert.deepEqual(decoded(written), [value, places]);
    });
  }

  it('does not look beyond the value for the end of a reference or of a line', () => {
    const text = '&amp;\r\n';
    assert.equal(decodeValue(text, { start: 0, end: 4 }).value, '&amp');
    assert.equal(decodeValue(text, { start: 0, end: 6 }).value, '& ');
  });

  it('treats an index outside the value as its nearest end', () => {
    for (const text of ['abc', 'a&lt;c']) {
      const { offsetOf } = decodeValue(text, { start: 0, end: text.length });
      assert.deepEqual([-1, 99].map(offsetOf), [0, text.length]);
    }
  });
});
