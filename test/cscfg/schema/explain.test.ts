import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { serviceConfiguration } from '../../../src/cscfg/schema/configuration/serviceConfiguration';
import { serviceDefinition } from '../../../src/cscfg/schema/definition/serviceDefinition';
import { explain } from '../../../src/cscfg/schema/documentation';
import { typeOf } from '../../../src/cscfg/schema/typeOf';
import { walk } from '../../../src/xml/tree';
import { sampleText } from './sampleText';

/** The title and the lines at the `|`. */
function at(marked: string): readonly string[] | undefined {
  const offset = marked.indexOf('|');
  const found = explain(parseCscfg(marked.replace('|', '')), offset);
  return found && [found.title, ...found.lines];
}

for (const root of [serviceConfiguration, serviceDefinition]) {
  describe(`Pointing at a <${root.name}> that has everything`, () => {
    const document = parseCscfg(sampleText(root));
    const elements = [...walk(document.roots)];

    it('explains every element in its open tag and in its close tag', () => {
      for (const element of elements) {
        const doc = typeOf(element)?.doc;
        const closer = element.closeTag === undefined ? [] : [element.closeTag.start + 3];
        for (const offset of [element.nameSpan.start, element.nameSpan.end, ...closer]) {
          const found = explain(document, offset);
          assert.deepEqual([found?.title, found?.lines[0]], [`<${element.name}>`, doc]);
        }
      }
    });

    it('explains every attribute, and where that is stated', () => {
      for (const element of elements) {
        for (const { name, nameSpan } of element.attributes) {
          const found = explain(document, nameSpan.start + 1);
          assert.deepEqual([found?.span, found?.title], [nameSpan, name]);
          assert.equal(found?.source, typeOf(element)?.source);
        }
      }
    });
  });
}

describe('An explanation', () => {
  it('of an element lists what it can have', () => {
    assert.deepEqual(at('<ServiceConfiguration><Role><Instan|ces /></Role></ServiceConfiguration>'), [
      '<Instances>',
      'The number of role instances.',
      'Attributes: count',
    ]);
  });

  it('shows whether an attribute is required and which values it allows', () => {
    assert.deepEqual(
      at('<ServiceConfiguration><GuestAgentSettings allowRole|ProcessLocalDumps="" /></ServiceConfiguration>'),
      [
        'allowRoleProcessLocalDumps',
        'Whether a crash of a role process writes a dump file on the instance.',
        'Optional. Default: false. Values: true, false',
      ],
    );
    assert.deepEqual(
      at('<ServiceConfiguration><Role><Instances cou|nt="2" /></Role></ServiceConfiguration>')?.slice(2),
      ['Required. Whole number of at least 0'],
    );
  });

  it('explains a value, such as the operating system of osFamily and when it was retired', () => {
    const family = (value: string) => at(`<ServiceConfiguration osFamily="${value}|" />`);
    assert.deepEqual(family('4'), ['osFamily="4"', 'Windows Server 2012 R2, retired in 2025-02']);
    assert.deepEqual(family('7'), ['osFamily="7"', 'Windows Server 2022 (recommended)']);
    assert.equal(family('9'), undefined);
  });

  it('is not given of what the schema does not know, of values, comments, and the room between', () => {
    for (const text of [
      '<Unkno|wn />',
      '<ServiceConfiguration><Ro|les /></ServiceConfiguration>',
      '<ServiceConfiguration><Role na|mes="" /></ServiceConfiguration>',
      '<ServiceConfiguration><Role name="W|eb" /></ServiceConfiguration>',
      '<ServiceConfiguration><!-- Ro|le --></ServiceConfiguration>',
      '<ServiceConfiguration> | <Role /></ServiceConfiguration>',
      '<ServiceConfiguration><Role  |  name="" /></ServiceConfiguration>',
      '|',
    ]) {
      assert.equal(at(text), undefined, text);
    }
  });
});
