import assert from 'node:assert/strict';
import { readProject } from '../../../src/cscfg/model/project';
import { filesOf } from '../../../src/cscfg/service/service';
import { cloud, configuration, csdef, definition, serviceOf, type Files } from './support';

const project = (...content: readonly string[]): string => `<Project>${content.join('')}</Project>`;
const items = (...paths: readonly string[]): string =>
  `<ItemGroup>${paths.map((path) => `<ServiceConfiguration Include="${path}" />`).join('')}</ItemGroup>`;
const numbers = (count: number): readonly number[] => [...Array(count).keys()];

/** A property of ten letters, and so many that are twice as long as the one before. */
function doubled(count: number): string {
  const doubles = numbers(count).map((index) => {
    const before = `$(P${String(index)})`;
    return `<P${String(index + 1)}>${before}${before}</P${String(index + 1)}>`;
  });
  return `<PropertyGroup><P0>aaaaaaaaaa</P0>${doubles.join('')}</PropertyGroup>`;
}

/** Each is read, or is not a project; what follows in it and the other files of its folder are not affected. */
describe('A hostile project', () => {
  const leftOut: readonly (readonly [what: string, text: string])[] = [
    ['a property that doubles thirty times', project(doubled(30), items('$(P30)', 'A.cscfg'))],
    ['a property that doubles 3,000 times', project(doubled(3000), items('$(P3000)', 'A.cscfg'))],
    ['a path of 300 characters', project(items(`${'a'.repeat(300)}.cscfg`, 'A.cscfg'))],
    ['a path with thirty wildcards', project(items('*a'.repeat(30), '**/'.repeat(30), 'A.cscfg'))],
    ['choices in choices', project('<Choose><When>'.repeat(5000), '</When></Choose>'.repeat(5000), items('A.cscfg'))],
    ['elements in elements', project('<a>'.repeat(20_000), '</a>'.repeat(20_000), items('A.cscfg'))],
  ];
  for (const [what, text] of leftOut) {
    it(`is read without ${what}`, () => {
      assert.deepEqual(
        readProject(text)?.configurations.map(({ path }) => path),
        ['A.cscfg'],
      );
    });
  }

  const refused: readonly (readonly [what: string, text: string])[] = [
    ['more than a million characters', project(items('A.cscfg'), ' '.repeat(1_000_000))],
    ['more than 10,000 paths', project(items(...numbers(10_001).map((index) => `${String(index)}.cscfg`)))],
    ['more than 20 paths with wildcards', project(items(...numbers(21).map((index) => `${String(index)}*.cscfg`)))],
    ['more than 100 definitions', project(items('A.cscfg').repeat(101).replaceAll('Configuration', 'Definition'))],
  ];
  for (const [what, text] of refused) {
    it(`is no project where it has ${what}`, () => {
      assert.equal(readProject(text), undefined);
    });
  }

  it('does not change the service in its folder', () => {
    const sound: Files = { [csdef]: definition(''), [cloud]: configuration('') };
    for (const [, text] of [...leftOut, ...refused]) {
      const files = filesOf(serviceOf({ ...sound, 'svc/Svc.ccproj': text }, cloud)).map(({ file }) => file);
      assert.deepEqual(files, [csdef, cloud]);
    }
  });

  it('is not believed where too many list one configuration: then no definition is certain', () => {
    const list = project(items('*.cscfg'), '<ItemGroup><ServiceDefinition Include="Other.csdef" /></ItemGroup>');
    const projects = numbers(65).map((index) => [`svc/${String(index)}.ccproj`, list] as const);
    const files = filesOf(
      serviceOf({ [csdef]: definition(''), [cloud]: configuration(''), ...Object.fromEntries(projects) }, cloud),
    );
    assert.deepEqual(
      files.map(({ file }) => file),
      [cloud],
    );
  });
});
