import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readProject } from '../../../src/cscfg/model/project';
import { decodeText } from '../../../src/text/decode';
import { corpus, filesBelow, hasCorpus } from '../../corpus/files';

describe('A cloud service project', () => {
  it('lists configurations, definition and roles', () => {
    const project = readProject(`<?xml version="1.0" encoding="utf-8"?>
<Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <ItemGroup>
    <ServiceDefinition Include="ServiceDefinition.csdef" />
    <ServiceConfiguration Include="ServiceConfiguration.Local.cscfg" />
    <ServiceConfiguration Include="ServiceConfiguration.Cloud.cscfg" />
  </ItemGroup>
  <ItemGroup>
    <ProjectReference Include="..\\Web\\Web.csproj"><RoleType>Web</RoleType><RoleName>WebFrontEnd</RoleName></ProjectReference>
    <ProjectReference Include="..\\Jobs\\Jobs.csproj"><RoleType>Worker</RoleType><RoleName>Jobs</RoleName></ProjectReference>
    <ProjectReference Include="..\\Lib\\Lib.csproj"><Name>Lib</Name></ProjectReference>
  </ItemGroup>
</Project>`);
    assert.deepEqual(project, {
      configurations: [
        { path: 'ServiceConfiguration.Local.cscfg', conditional: false },
        { path: 'ServiceConfiguration.Cloud.cscfg', conditional: false },
      ],
      definitions: [{ path: 'ServiceDefinition.csdef', conditional: false }],
      roles: [
        { name: 'WebFrontEnd', kind: 'web' },
        { name: 'Jobs', kind: 'worker' },
      ],
    });
  });

  const includes: readonly (readonly [what: string, item: string, paths: readonly string[]])[] = [
    ['a path of Windows', '<C Include="..\\Shared\\A.cscfg" />', ['../Shared/A.cscfg']],
    ['a link by where it really is', '<C Include="..\\A.cscfg"><Link>A.cscfg</Link></C>', ['../A.cscfg']],
    ['several paths in one item', '<C Include="A.cscfg; B.cscfg;" />', ['A.cscfg', 'B.cscfg']],
    ['a wildcard as it is', '<C Include="ServiceConfiguration.*.cscfg" />', ['ServiceConfiguration.*.cscfg']],
    ['an escaped character', '<C Include="Service%20A.cscfg" />', ['Service A.cscfg']],
    ['the project’s own folder', '<C Include="$(MSBuildProjectDirectory)\\A.cscfg" />', ['./A.cscfg']],
    ['the folder with its slash', '<C Include="$(ProjectDir)A.cscfg" />', ['./A.cscfg']],
    ['a property that the project sets', '<C Include="$(Shared)\\A.cscfg" />', ['../Common/A.cscfg']],
    ['a property made of another', '<C Include="$(Deep)\\A.cscfg" />', ['../Common/Deep/A.cscfg']],
    ['a property in another case', '<C Include="$(SHARED)\\A.cscfg" />', ['../Common/A.cscfg']],
    ['the profile for later', '<C Include="S.$(TargetProfile).cscfg" />', ['S.$(TargetProfile).cscfg']],
    ['nothing of a property from outside', '<C Include="$(Elsewhere)\\A.cscfg" />', []],
    ['nothing of a property with a condition', '<C Include="$(Perhaps)\\A.cscfg" />', []],
    ['nothing of a property function', '<C Include="$(Shared.ToLower())\\A.cscfg" />', []],
    ['nothing of a list of items', '<C Include="@(Others)" />', []],
    ['nothing of an item without a path', '<C Remove="A.cscfg" />', []],
  ];
  for (const [what, item, paths] of includes) {
    it(`takes ${what}`, () => {
      const project = readProject(`<Project>
  <PropertyGroup>
    <Shared>..\\Common</Shared>
    <Deep>$(Shared)\\Deep</Deep>
    <Perhaps Condition="'$(X)' == ''">..\\Other</Perhaps>
    <TargetProfile>Cloud</TargetProfile>
  </PropertyGroup>
  <ItemGroup>${item.replaceAll('<C ', '<ServiceConfiguration ').replaceAll('</C>', '</ServiceConfiguration>')}</ItemGroup>
</Project>`);
      assert.deepEqual(
        project?.configurations.map(({ path }) => path),
        paths,
      );
    });
  }

  it('marks what a condition decides on, whose ever the condition is', () => {
    const project = readProject(`<Project>
  <ItemGroup><ServiceDefinition Condition="$(Ilb)" Include="A.csdef" /></ItemGroup>
  <ItemGroup Condition="$(Ilb)"><ServiceDefinition Include="B.csdef" /></ItemGroup>
  <Choose>
    <When Condition="$(Ilb)"><ItemGroup><ServiceDefinition Include="C.csdef" /></ItemGroup></When>
    <Otherwise><ItemGroup><ServiceDefinition Include="D.csdef" /></ItemGroup></Otherwise>
  </Choose>
  <ItemGroup><ServiceDefinition Include="E.csdef" /></ItemGroup>
</Project>`);
    assert.deepEqual(
      project?.definitions.map(({ path, conditional }) => [path, conditional]),
      [
        ['A.csdef', true],
        ['B.csdef', true],
        ['E.csdef', false],
        ['C.csdef', true],
        ['D.csdef', true],
      ],
    );
  });

  it('leaves out what only a target adds while it builds', () => {
    const target = '<Target Name="T"><ItemGroup><ServiceDefinition Include="A.csdef" /></ItemGroup></Target>';
    assert.deepEqual(readProject(`<Project>${target}</Project>`)?.definitions, []);
  });

  it('is read with a prefix of the namespace, and with a byte order mark', () => {
    const item = '<m:ItemGroup><m:ServiceDefinition Include="A.csdef" /></m:ItemGroup>';
    assert.deepEqual(readProject(`\uFEFF<m:Project xmlns:m="urn:m">${item}</m:Project>`)?.definitions, [
      { path: 'A.csdef', conditional: false },
    ]);
  });

  it('has names with references and CDATA sections', () => {
    const role = '<RoleType>\n  Web\n</RoleType><RoleName>R&amp;<![CDATA[<D>]]></RoleName>';
    assert.deepEqual(
      readProject(`<Project><ItemGroup><ProjectReference>${role}</ProjectReference></ItemGroup></Project>`)?.roles,
      [{ name: 'R&<D>', kind: 'web' }],
    );
  });

  for (const text of ['', '<Project>', '<Project><A></B></Project>', 'no XML', '<Other />']) {
    it(`is none where the text is “${text}”`, () => {
      assert.equal(readProject(text), undefined);
    });
  }

  it('may be empty', () => {
    assert.deepEqual(readProject('<Project />'), { configurations: [], definitions: [], roles: [] });
  });

  (hasCorpus ? it : it.skip)('of other people lists a definition, configurations and roles, each and every one', () => {
    const paths = filesBelow(corpus).filter((path) => path.endsWith('.ccproj'));
    assert.ok(paths.length > 50);
    for (const path of paths) {
      const decoded = decodeText(readFileSync(`${corpus}/${path}`));
      const project = decoded.ok ? readProject(decoded.text) : undefined;
      assert.ok(project !== undefined && project.definitions.length > 0, path);
      assert.ok(project.configurations.length > 0 && project.roles.every(({ kind }) => kind !== undefined), path);
    }
  });
});
