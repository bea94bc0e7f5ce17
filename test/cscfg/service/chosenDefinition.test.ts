import assert from 'node:assert/strict';
import { chosenDefinition, definitionChoices } from '../../../src/cscfg/service/chosenDefinition';
import { readServices } from '../../../src/cscfg/service/compose';

describe('The service definition that the settings choose', () => {
  const cases: readonly (readonly [
    what: string,
    choices: Readonly<Record<string, string>>,
    path: string,
    chosen: string | undefined,
  ])[] = [
    ['is that of the path', { 'a/My.cscfg': 'b/My.csdef' }, '/w/a/My.cscfg', '/w/b/My.csdef'],
    ['is that of a file name in any folder', { 'My.cscfg': 'b/My.csdef' }, '/w/a/b/My.cscfg', '/w/b/My.csdef'],
    ['is that of a glob within a folder', { 'a/*.cscfg': 'My.csdef' }, '/w/a/x.cscfg', '/w/My.csdef'],
    ['is that of a glob across folders', { 'a/**/x?.cscfg': 'My.csdef' }, '/w/a/b/c/x1.cscfg', '/w/My.csdef'],
    ['is that of the first glob', { '*.cscfg': '1.csdef', 'x.*': '2.csdef' }, '/w/x.cscfg', '/w/1.csdef'],
    [
      'is that of the path before that of a glob',
      { '*.cscfg': '1.csdef', 'x.cscfg': '2.csdef' },
      '/w/x.cscfg',
      '/w/2.csdef',
    ],
    ['can be written with backslashes', { '.\\a\\x.cscfg': '..\\w\\b\\My.csdef' }, '/w/a/x.cscfg', '/w/b/My.csdef'],
    ['is none where no entry matches', { 'a/*.cscfg': 'My.csdef' }, '/w/b/x.cscfg', undefined],
    ['is none for a file of another folder', { '*.cscfg': 'My.csdef' }, '/v/x.cscfg', undefined],
  ];
  for (const [what, choices, path, chosen] of cases) {
    it(what, () => {
      assert.equal(chosenDefinition(definitionChoices(choices), '/w', path), chosen);
    });
  }

  it('ignores values that are not paths of definitions', () => {
    const value = { a: 'x.csdef', b: 1, c: 'x.cscfg', d: '', e: ['x.csdef'] };
    assert.deepEqual(definitionChoices(value), { a: 'x.csdef' });
    assert.deepEqual([undefined, null, 'x.csdef', [1]].map(definitionChoices), [{}, {}, {}, {}]);
  });

  describe('decides', () => {
    const files = [
      { path: '/w/a/My.cscfg', text: '<ServiceConfiguration serviceName="One" />' },
      { path: '/w/a/First.csdef', text: '<ServiceDefinition name="One" />' },
      { path: '/w/a/Second.csdef', text: '<ServiceDefinition name="Two" />' },
    ];
    const definitionWith = (chosen?: string): string | undefined =>
      readServices(files, '/w', (path) => (path.endsWith('My.cscfg') ? chosen : undefined))('/w/a/My.cscfg')?.definition
        ?.name;

    it('where several definitions come into question', () => {
      assert.equal(definitionWith(), undefined);
      assert.equal(definitionWith('/w/a/Second.csdef'), 'Second.csdef');
    });

    it('that there is none if it does not exist', () => {
      assert.equal(definitionWith('/w/a/Third.csdef'), undefined);
    });

    it('also which configurations a definition has', () => {
      const serviceOf = readServices(files, '/w', () => '/w/a/Second.csdef');
      assert.deepEqual(
        serviceOf('/w/a/Second.csdef')?.configurations.map(({ name }) => name),
        ['My.cscfg'],
      );
      assert.deepEqual(serviceOf('/w/a/First.csdef')?.configurations, []);
    });
  });
});
