import assert from 'node:assert/strict';
import { readProject } from '../../../src/cscfg/model/project';
import { type FolderFiles, Pairings } from '../../../src/cscfg/service/pairing';
import { folderOf, foldersUpTo, isWithin, nameOf, resolvePath } from '../../../src/text/paths';

/** A project that lists these files. */
function project(...files: readonly string[]): string {
  const items = files.map((file) =>
    file.startsWith('<')
      ? file
      : `<${/csdef$/i.test(file) ? 'ServiceDefinition' : 'ServiceConfiguration'} Include="${file}" />`,
  );
  return `<Project><ItemGroup>${items.join('')}</ItemGroup></Project>`;
}

function folder(paths: readonly string[], projects: Readonly<Record<string, string>>): FolderFiles {
  return {
    root: '/w',
    definitions: paths.filter((path) => path.endsWith('.csdef')),
    configurations: paths.filter((path) => path.endsWith('.cscfg')),
    projects: Object.entries(projects).map(([path, text]) => ({ path, project: readProject(text)! })),
  };
}

interface Case {
  readonly it: string;
  readonly paths: readonly string[];
  readonly projects?: Readonly<Record<string, string>>;
  readonly of: string;
  /** `kind path`. */
  readonly is: string;
}

const [cloud, local, bare] = ['ServiceConfiguration.Cloud.cscfg', 'ServiceConfiguration.Local.cscfg', 'My.cscfg'];
const plain = 'ServiceDefinition.csdef';

const cases: readonly Case[] = [
  {
    it: 'is the one that the project lists with the configuration',
    paths: [`/w/a/${cloud}`, `/w/a/${plain}`, '/w/a/Other.csdef'],
    projects: { '/w/a/A.ccproj': project(cloud, plain) },
    of: `/w/a/${cloud}`,
    is: `certain /w/a/${plain}`,
  },
  {
    it: 'is the project’s also where another one is named for the configuration',
    paths: [`/w/a/${cloud}`, `/w/a/${plain}`, '/w/a/ServiceDefinition.Cloud.csdef'],
    projects: { '/w/a/A.ccproj': project(cloud, plain) },
    of: `/w/a/${cloud}`,
    is: `certain /w/a/${plain}`,
  },
  {
    it: 'may lie in another folder, written with backslashes and in another case',
    paths: [`/w/shared/${cloud}`, `/w/a/${plain}`],
    projects: { '/w/a/A.ccproj': project(`..\\Shared\\${cloud}`, 'servicedefinition.CSDEF') },
    of: `/w/shared/${cloud}`,
    is: `certain /w/a/${plain}`,
  },
  {
    it: 'is found by a wildcard',
    paths: [`/w/a/${cloud}`, `/w/a/${local}`, '/w/a/sub/deep/X.csdef'],
    projects: { '/w/a/A.ccproj': project('ServiceConfiguration.*.cscfg', '**\\X.csdef') },
    of: `/w/a/${local}`,
    is: 'certain /w/a/sub/deep/X.csdef',
  },
  {
    it: 'is found by a wildcard for all files below a folder',
    paths: [`/w/a/cfg/deep/${cloud}`, '/w/a/X.csdef'],
    projects: { '/w/a/A.ccproj': project('cfg\\**', 'X.csdef') },
    of: `/w/a/cfg/deep/${cloud}`,
    is: 'certain /w/a/X.csdef',
  },
  {
    it: 'is found by a wildcard above the project',
    paths: [`/w/shared/${cloud}`, '/w/a/X.csdef'],
    projects: { '/w/a/A.ccproj': project('..\\Shared\\*.cscfg', 'X.csdef') },
    of: `/w/shared/${cloud}`,
    is: 'certain /w/a/X.csdef',
  },
  {
    it: 'is not found where the project’s own folder only looks like a wildcard',
    paths: [`/w/ab/${cloud}`, '/w/a*/X.csdef'],
    projects: { '/w/a*/A.ccproj': project('*.cscfg', 'X.csdef') },
    of: `/w/ab/${cloud}`,
    is: 'none',
  },
  {
    it: 'is the configuration’s own where the project takes the profile’s',
    paths: [`/w/a/${cloud}`, '/w/a/D.Cloud.csdef', '/w/a/D.Local.csdef'],
    projects: { '/w/a/A.ccproj': project(cloud, 'D.$(TargetProfile).csdef') },
    of: `/w/a/${cloud}`,
    is: 'certain /w/a/D.Cloud.csdef',
  },
  {
    it: 'is none where the project’s conditions choose between two',
    paths: [`/w/a/${cloud}`, '/w/a/A.csdef', '/w/a/B.csdef'],
    projects: {
      '/w/a/A.ccproj': project(
        cloud,
        '<ServiceDefinition Condition="$(X)" Include="A.csdef" />',
        '<ServiceDefinition Condition="!$(X)" Include="B.csdef" />',
      ),
    },
    of: `/w/a/${cloud}`,
    is: 'none',
  },
  {
    it: 'is the one named for the configuration where conditions choose between several',
    paths: [`/w/a/${cloud}`, `/w/a/${plain}`, '/w/a/ServiceDefinition.Cloud.csdef'],
    projects: { '/w/a/A.ccproj': project(cloud, plain, 'ServiceDefinition.Cloud.csdef') },
    of: `/w/a/${cloud}`,
    is: 'certain /w/a/ServiceDefinition.Cloud.csdef',
  },
  {
    it: 'is none where the project’s is not there',
    paths: [`/w/a/${cloud}`, '/w/a/ServiceDefinition.Release.csdef'],
    projects: { '/w/a/A.ccproj': project(cloud, plain) },
    of: `/w/a/${cloud}`,
    is: 'none',
  },
  {
    it: 'is the one in its folder if the project’s path is unknown',
    paths: [`/w/a/${cloud}`, `/w/a/${plain}`],
    projects: { '/w/a/A.ccproj': project(cloud, '$(Outside)\\ServiceDefinition.csdef') },
    of: `/w/a/${cloud}`,
    is: `certain /w/a/${plain}`,
  },
  {
    it: 'is none where two projects that list the configuration have different ones',
    paths: [`/w/shared/${cloud}`, `/w/a/${plain}`, `/w/b/${plain}`],
    projects: {
      '/w/a/A.ccproj': project(`..\\shared\\${cloud}`, plain),
      '/w/b/B.ccproj': project(`..\\shared\\${cloud}`, plain),
    },
    of: `/w/shared/${cloud}`,
    is: 'none',
  },
  {
    it: 'is the one beside a configuration that no project lists',
    paths: [`/w/a/${cloud}`, `/w/a/${local}`, `/w/a/${plain}`],
    projects: { '/w/a/A.ccproj': project(cloud, plain) },
    of: `/w/a/${local}`,
    is: `certain /w/a/${plain}`,
  },
  {
    it: 'is the one named for the configuration among several beside it',
    paths: [`/w/a/${cloud}`, `/w/a/${local}`, '/w/a/ServiceDefinition.Cloud.csdef', `/w/a/${plain}`],
    of: `/w/a/${cloud}`,
    is: 'certain /w/a/ServiceDefinition.Cloud.csdef',
  },
  {
    it: 'is not one that is named for another configuration',
    paths: [`/w/a/${cloud}`, `/w/a/${local}`, '/w/a/ServiceDefinition.Cloud.csdef', `/w/a/${plain}`],
    of: `/w/a/${local}`,
    is: `certain /w/a/${plain}`,
  },
  {
    it: 'is none where the only one is another configuration’s',
    paths: [`/w/a/${cloud}`, `/w/a/${local}`, '/w/a/ServiceDefinition.Cloud.csdef', `/w/${plain}`],
    of: `/w/a/${local}`,
    is: 'none',
  },
  {
    it: 'is none where two stand beside it',
    paths: [`/w/a/${bare}`, '/w/a/A.csdef', '/w/a/B.csdef'],
    of: `/w/a/${bare}`,
    is: 'none',
  },
  {
    it: 'is the only one beside a configuration of any name',
    paths: [`/w/a/${bare}`, '/w/a/A.csdef'],
    of: `/w/a/${bare}`,
    is: 'certain /w/a/A.csdef',
  },
  {
    it: 'is the nearest one above',
    paths: [`/w/a/b/c/${cloud}`, '/w/a/A.csdef', '/w/B.csdef'],
    of: `/w/a/b/c/${cloud}`,
    is: 'above /w/a/A.csdef',
  },
  {
    it: 'is not looked for above two that are not plain',
    paths: [`/w/a/b/${cloud}`, '/w/a/A.csdef', '/w/a/B.csdef', '/w/C.csdef'],
    of: `/w/a/b/${cloud}`,
    is: 'none',
  },
  {
    it: 'is not looked for above the folder, nor in one beside',
    paths: [`/w/a/${cloud}`, '/A.csdef', '/w/b/B.csdef'],
    of: `/w/a/${cloud}`,
    is: 'none',
  },
  {
    it: 'may stand in the folder itself',
    paths: [`/w/${cloud}`, `/w/${plain}`],
    of: `/w/${cloud}`,
    is: `certain /w/${plain}`,
  },
];

describe('The definition of a configuration', () => {
  for (const { it: name, paths, projects = {}, of, is } of cases) {
    it(name, () => {
      const pairing = new Pairings(folder(paths, projects)).definitionFor(of);
      assert.equal([pairing.kind, ...(pairing.kind === 'none' ? [] : [pairing.definition])].join(' '), is);
    });
  }
});

describe('Paths', () => {
  const resolved: readonly (readonly [folder: string, relative: string, path: string])[] = [
    ['/w/a', 'b.csdef', '/w/a/b.csdef'],
    ['/w/a', './b.csdef', '/w/a/b.csdef'],
    ['/w/a', '../b/c.csdef', '/w/b/c.csdef'],
    ['/w/a', '../../../../c.csdef', '/c.csdef'],
    ['/w/a', '/x//y', '/x/y'],
    ['w', '../b', 'b'],
    ['/', '../b', '/b'],
    ['', 'b', 'b'],
  ];
  for (const [folder, relative, path] of resolved) {
    it(`lead from “${folder}” by “${relative}” to “${path}”`, () => {
      assert.equal(resolvePath(folder, relative), path);
    });
  }

  it('have a folder and a name', () => {
    assert.deepEqual(['/w/a/b', '/b', 'b', ''].map(folderOf), ['/w/a', '/', '', '']);
    assert.deepEqual(['/w/a/b', '/b', 'b', ''].map(nameOf), ['b', 'b', 'b', '']);
  });

  it('are within a folder only by whole names', () => {
    assert.deepEqual(
      [isWithin('/w', '/w/a'), isWithin('/w', '/w'), isWithin('/w', '/wide'), isWithin('/', '/w'), isWithin('', 'w')],
      [true, true, false, true, true],
    );
  });

  it('have folders above them up to the root', () => {
    assert.deepEqual(foldersUpTo('/w', '/w/a/b/c'), ['/w/a/b', '/w/a', '/w']);
    assert.deepEqual(foldersUpTo('/w', '/w/c'), ['/w']);
    assert.deepEqual(foldersUpTo('/w', '/x/c'), []);
    assert.deepEqual(foldersUpTo('/', '/x/c'), ['/x', '/']);
    assert.deepEqual(foldersUpTo('', 'C:/x/c'), ['C:/x', 'C:', '']);
  });
});
