import assert from 'node:assert/strict';
import { readServices } from '../../../src/cscfg/service/compose';
import { filesOf } from '../../../src/cscfg/service/service';
import { ccproj, cloud, configuration, csdef, definition, local, serviceOf, type Files } from './support';

/** The addresses of the service's files, the definition first. */
function members(files: Files, path: string): readonly string[] {
  return filesOf(serviceOf(files, path)).map(({ file }) => file);
}

describe('A service', () => {
  const files: Files = {
    [csdef]: definition(''),
    [cloud]: configuration(''),
    [local]: configuration(''),
    [ccproj]: `<Project><ItemGroup>
<ServiceDefinition Include="ServiceDefinition.csdef" />
<ServiceConfiguration Include="ServiceConfiguration.*.cscfg" />
</ItemGroup></Project>`,
  };

  for (const path of [csdef, cloud, local]) {
    it(`is the same seen from ${path}`, () => {
      assert.deepEqual(members(files, path), [csdef, cloud, local, ccproj]);
      assert.equal(serviceOf(files, path).self, path);
    });
  }

  it('has only the configurations of its definition', () => {
    const other = 'svc/other/ServiceConfiguration.Cloud.cscfg';
    const more = { ...files, [other]: configuration(''), 'svc/other/Other.csdef': definition('') };
    assert.deepEqual(members(more, csdef), [csdef, cloud, local, ccproj]);
    assert.deepEqual(members(more, other), ['svc/other/Other.csdef', other]);
  });

  it('uses a definition in a folder above if both name the same service', () => {
    const below = 'svc/cfg/A.cscfg';
    assert.deepEqual(members({ [csdef]: definition(''), [below]: configuration('', 'Else') }, below), [csdef, below]);
  });

  it('uses a definition in a folder above if both have a role with the same name', () => {
    const below = 'svc/cfg/A.cscfg';
    const text = configuration('').replace('"Shop"', '"Other"');
    assert.deepEqual(members({ [csdef]: definition(''), [below]: text }, below), [csdef, below]);
  });

  it('does not use a definition in a folder above without a common name', () => {
    const below = 'svc/cfg/A.cscfg';
    const all = { [csdef]: definition(''), [below]: configuration('', 'Else').replace('"Shop"', '"Other"') };
    assert.deepEqual(members(all, below), [below]);
    assert.deepEqual(members(all, csdef), [csdef]);
  });

  it('without a definition consists of similarly named files of its folder with the same service name', () => {
    const texts = {
      [cloud]: configuration(''),
      [local]: configuration(''),
      'svc/ServiceConfiguration.Alien.cscfg': configuration('').replace('"Shop"', '"Alien"'),
      'svc/Notes.cscfg': configuration(''),
      'svc/deep/ServiceConfiguration.Deep.cscfg': configuration(''),
    };
    assert.deepEqual(members(texts, cloud), [cloud, local]);
    assert.deepEqual(members(texts, 'svc/Notes.cscfg'), ['svc/Notes.cscfg']);
  });

  it('without a definition is what one project lists', () => {
    const stray = 'svc/ServiceConfiguration.Stray.cscfg';
    const { [cloud]: one, [local]: two, [ccproj]: project = '' } = files;
    const listed = project.replace('*.cscfg', 'Local.cscfg;ServiceConfiguration.Cloud.cscfg');
    const without: Files = { [cloud]: one!, [local]: two!, [ccproj]: listed, [stray]: configuration('') };
    assert.deepEqual(members(without, cloud), [cloud, local, ccproj]);
  });

  it('has of more than a hundred configurations the first hundred, and the one that is looked at', () => {
    const paths = [...Array(150).keys()].map((number) => `svc/ServiceConfiguration.${String(number)}.cscfg`);
    const all = { [csdef]: definition(''), ...Object.fromEntries(paths.map((path) => [path, configuration('')])) };
    assert.deepEqual(members(all, paths[5]!), [csdef, ...paths.slice(0, 100)]);
    assert.deepEqual(members(all, paths[149]!), [csdef, ...paths.slice(0, 100), paths[149]]);
    assert.deepEqual(members(all, csdef), [csdef, ...paths.slice(0, 100)]);
  });

  it('is none for a file that is not there', () => {
    assert.equal(readServices([], 'svc')(cloud), undefined);
  });

  it('ignores a project that cannot be read', () => {
    assert.deepEqual(members({ ...files, [ccproj]: '<Project>' }, cloud), [csdef, cloud, local]);
  });
});
