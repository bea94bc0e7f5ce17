import assert from 'node:assert/strict';
import { NearNames, nearestName, resembles, resembling } from '../../src/text/misspelling';

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

describe('A misspelt name', () => {
  const elements = ['Instances', 'Setting', 'Certificate', 'Role'];

  for (const [written, meant] of [
    ['Instnaces', 'Instances'],
    ['setting', 'Setting'],
    ['Certificat', 'Certificate'],
    ['Rol', 'Role'],
  ] as const) {
    it(`${written} of a schema means ${meant}`, () => {
      assert.equal(resembling(written, elements), meant);
      assert.ok(resembles(written, meant));
    });
  }

  for (const written of ['', 'Ro', 'Settlements', 'Instance Count', 'x'.repeat(101)]) {
    it(`of a schema is not what ${JSON.stringify(written.slice(0, 20))} is`, () => {
      assert.equal(resembling(written, [...elements, 'y'.repeat(101)]), undefined);
    });
  }

  const nearest = (written: string, names: readonly string[]): string | undefined =>
    nearestName(written, names, (name) => name);

  it('that people chose means the nearest of their names', () => {
    assert.equal(nearest('WebRoel', ['WorkerRole', 'WebRole', 'WebRules']), 'WebRole');
  });

  it('that people chose means none of two that are as near', () => {
    assert.equal(nearest('WebRole1', ['WebRole2', 'WebRole3']), undefined);
  });

  it('of three letters that people chose has only two of them swapped', () => {
    assert.equal(nearest('wbe', ['Web', 'Api']), 'Web');
    assert.equal(nearest('web', ['Wed']), undefined);
  });
});
