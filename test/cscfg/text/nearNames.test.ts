import assert from 'node:assert/strict';
import { NearNames } from '../../../src/text/nearNames';

const many = Array.from({ length: 3000 }, (_, index) => `Setting${String(index).padStart(4, '0')}`);
const near = (names: readonly string[], written: string): readonly string[] =>
  new NearNames(names, (name) => name).near(written);

describe('The names that another one may be a misspelling of', () => {
  it('are all of a few', () => {
    assert.deepEqual(near(['Queue', 'Storage'], 'Anything'), ['Queue', 'Storage']);
  });

  for (const written of ['Seting1234', 'setTing1234', 'Setting1234x', 'xSetting1234', 'Steting1234']) {
    it(`include the right one of thousands for ${written}`, () => {
      assert.ok(near(many, written).includes('Setting1234'));
    });
  }

  it('are a bounded number of thousands', () => {
    assert.ok(near(many, 'Setting1234').length < 100);
  });

  it('are none for a name that is longer than names are', () => {
    assert.deepEqual(near(many, 'Setting'.repeat(1000)), []);
  });
});
