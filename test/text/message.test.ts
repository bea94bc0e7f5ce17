import assert from 'node:assert/strict';
import { joinMessages, message } from '../../src/text/message';
import { m } from '../cscfg/support/shorthand';

describe('A message', () => {
  it('has its arguments where their numbers stand', () => {
    assert.equal(m(message('{1} of {0}, {0}', 'Zürich', 2)), '2 of Zürich, Zürich');
  });

  it('keeps a number for which there is no argument', () => {
    assert.equal(m(message('{0} {1}', 'a')), 'a {1}');
  });

  it('takes an argument literally, whatever is in it', () => {
    assert.equal(m(message('{0} {1}', '{1} $& $1', 'b')), '{1} $& $1 b');
  });

  it('numbers its arguments on where it is joined with others', () => {
    const joined = joinMessages('; ', message('{0} and {1}', 'a', 'b'), message('none'), message('{1}, {0}', 'c', 'd'));
    assert.deepEqual(joined, message('{0} and {1}; none; {3}, {2}', 'a', 'b', 'c', 'd'));
  });

  it('keeps an argument that looks like a number apart when it is joined', () => {
    assert.equal(m(joinMessages(' ', message('{0}', '{0}'), message('{0}', '{1}'))), '{0} {1}');
  });

  it('of none is empty', () => {
    assert.equal(m(joinMessages(', ')), '');
  });
});
