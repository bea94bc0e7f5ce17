import assert from 'node:assert/strict';
import { fixes, schemaFindings, shown, words } from './judge';

const namespace = (kind: string) => `xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/${kind}"`;

const role = (inRole: string) =>
  `<ServiceConfiguration serviceName="Shop" ${namespace('ServiceConfiguration')}>
  <Role name="Web">
    <Instances count="1" />
${inRole}  </Role>
</ServiceConfiguration>
`;

const defined = (inRoot: string) =>
  `<ServiceDefinition name="Shop" ${namespace('ServiceDefinition')}>\n${inRoot}</ServiceDefinition>\n`;

describe('Text where only elements are allowed', () => {
  const cases: readonly (readonly [text: string, found: string, element: string, fixed: string])[] = [
    [role('    <Certificates />>\n'), '>', 'Role', role('    <Certificates />\n')],
    [role('    <Certificates />;\n'), ';', 'Role', role('    <Certificates />\n')],
    [
      role('    <Certificates>todo</Certificates>\n'),
      'todo',
      'Certificates',
      role('    <Certificates></Certificates>\n'),
    ],
    [role('    todo\n'), 'todo', 'Role', role('')],
    [role('    to\n    do\n'), 'to', 'Role', role('')],
    [
      role('    <ConfigurationSettings><Setting name="a" value="">1</Setting></ConfigurationSettings>\n'),
      '1',
      'Setting',
      role('    <ConfigurationSettings><Setting name="a" value=""></Setting></ConfigurationSettings>\n'),
    ],
    [defined('  <WorkerRole name="a" />>\n'), '>', 'ServiceDefinition', defined('  <WorkerRole name="a" />\n')],
  ];
  for (const [text, found, element, fixed] of cases) {
    it(`is reported at ${JSON.stringify(found)} in <${element}>, and its fix removes it`, () => {
      assert.deepEqual(shown(text, schemaFindings(text)), [`schema-text: ${found}`]);
      assert.deepEqual(words(schemaFindings(text)), [
        `Text is not allowed in <${element}>. Remove it, or write it as a comment.`,
      ]);
      assert.deepEqual(fixes(text, 'schema-text'), { 'Remove the text': fixed });
    });
  }

  for (const text of ['#{if Production}', '#{/if}\n    __EXTRA_SETTINGS__', '$(settings)']) {
    it(`is not reported where a release pipeline replaces it: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(schemaFindings(role(`    ${text}\n`)), []);
    });
  }

  it('is reported once, as a syntax problem, where that is in it', () => {
    assert.deepEqual(schemaFindings(role('    a &\n')), []);
  });
});
