import assert from 'node:assert/strict';
import { serviceConfiguration } from '../../../src/cscfg/schema/configuration/serviceConfiguration';
import { serviceDefinition } from '../../../src/cscfg/schema/definition/serviceDefinition';
import { childTypes } from '../../../src/cscfg/schema/types';
import { everyType } from './everyType';
import { schemaFindings } from './judge';
import { sampleText, type Departure } from './sampleText';

/** `code name`, the name being that of what is missing or meant. */
function found(root: Parameters<typeof sampleText>[0], departure: Departure): readonly string[] {
  return [...new Set(schemaFindings(sampleText(root, departure)).map(({ code, name }) => `${code} ${name ?? ''}`))];
}

for (const root of [serviceConfiguration, serviceDefinition]) {
  describe(`In a <${root.name}> that has everything`, () => {
    const types = everyType(root);
    const children = types.flatMap((type) => childTypes(type).map((child) => ({ parent: type, ...child })));
    /** Known in one place only, so that a mistake has one place. */
    const single = children.filter(({ type }) => children.filter((one) => one.type.name === type.name).length === 1);

    it('nothing is found', () => {
      assert.deepEqual(schemaFindings(sampleText(root)), []);
    });

    for (const type of types) {
      for (const { name, required, judgedElsewhere } of type.attributes) {
        if (required && !judgedElsewhere) {
          it(`the missing ${name} of <${type.name}> is reported`, () => {
            assert.deepEqual(found(root, { type, without: name }), [`schema-missing ${name}`]);
          });
        } else if (!required) {
          it(`the missing ${name} of <${type.name}> is not reported`, () => {
            assert.deepEqual(found(root, { type, without: name }), []);
          });
        }
        if (name !== 'xmlns') {
          it(`the ${name} of <${type.name}> is recognized when it is misspelled`, () => {
            const renamed = { [name]: `${name.slice(0, 2)}x${name.slice(2)}` };
            assert.deepEqual(found(root, { type, renamed }), [`schema-unknown-attribute ${name}`]);
          });
        }
      }
    }

    for (const { parent, type, least, most } of children) {
      it(`<${type.name}> in <${parent.name}> is ${least === 0 ? 'not missed' : 'missed, once'}`, () => {
        const findings = found(root, { type: parent, withoutChild: type.name });
        assert.deepEqual(findings, least === 0 ? [] : [`schema-missing ${type.name}`]);
      });
      it(`a second <${type.name}> in <${parent.name}> is ${most === 1 ? 'one too many' : 'allowed'}`, () => {
        const codes = schemaFindings(sampleText(root, { type: parent, twice: type.name })).map(({ code }) => code);
        const twins = childTypes(parent).some((child) => child.type === type && child.key !== undefined);
        assert.deepEqual([...new Set(codes)], most === 1 || twins ? ['schema-duplicate'] : []);
      });
    }

    for (const { type } of single.filter((child) => !child.type.open)) {
      it(`<${type.name}> is recognized when it is misspelled, and reported once`, () => {
        const name = `${type.name.slice(0, 2)}x${type.name.slice(2)}`;
        assert.deepEqual(found(root, { type, name }), [`schema-unknown-element ${type.name}`]);
      });
    }

    it('an unknown attribute is information, and an unknown element a warning', () => {
      const attributed = sampleText(root).replace(/^<\w+/, '$& brandNew="1"');
      assert.deepEqual(
        schemaFindings(attributed).map(({ code, severity }) => [code, severity]),
        [['schema-unknown-attribute', 'information']],
      );
      const extended = sampleText(root).replace(/\n<\/\w+>\n$/, '\n  <BrandNew x="1"><Role /></BrandNew>$&');
      assert.deepEqual(
        schemaFindings(extended).map(({ code, severity }) => [code, severity]),
        [['schema-unknown-element', 'warning']],
      );
    });

    it('an element in another namespace is reported once, and an attribute is not', () => {
      const foreign = sampleText(root)
        .replace(/^<\w+/, '$& xmlns:x="urn:x" x:note="1"')
        .replace(/\n<\/\w+>\n$/, '\n  <x:Note anything="1"><x:Role /></x:Note>$&');
      assert.deepEqual(
        schemaFindings(foreign).map(({ code, severity }) => [code, severity]),
        [['schema-unknown-element', 'warning']],
      );
    });
  });
}
