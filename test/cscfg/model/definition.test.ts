import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseString } from 'xml2js';
import { parseCscfg } from '../../../src/cscfg/document';
import { decodeText } from '../../../src/text/decode';
import type { ServiceDefinition } from '../../../src/cscfg/model/definition';
import { corpus, filesBelow, hasCorpus } from '../../corpus/files';

describe('A service definition', () => {
  it('is read with its roles and what they declare', () => {
    const text = `<?xml version="1.0"?>
<ServiceDefinition name="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
  <WebRole name="Web" vmsize="Standard_D2_v3">
    <Endpoints>
      <InputEndpoint name="Https" protocol="https" port="443" certificate="Tls" />
      <InternalEndpoint name="Inner" protocol="tcp" />
      <InstanceInputEndpoint name="Each" protocol="tcp" localPort="80" />
    </Endpoints>
    <Imports><Import moduleName="RemoteAccess" /></Imports>
    <ConfigurationSettings><Setting name="A" /><Setting name="B" /></ConfigurationSettings>
    <Certificates><Certificate name="Tls" storeLocation="LocalMachine" storeName="CA" /></Certificates>
  </WebRole>
  <WorkerRole name="Worker" />
  <VirtualMachineRole name="Machine" />
</ServiceDefinition>`;
    assert.deepEqual(summary(parseCscfg(text).definition), {
      name: 'Shop',
      roles: [
        {
          kind: 'web',
          name: 'Web',
          settings: ['A', 'B'],
          certificates: ['Tls LocalMachine CA'],
          endpoints: ['Https https Tls', 'Inner tcp ', 'Each tcp '],
          imports: ['RemoteAccess'],
        },
        { kind: 'worker', name: 'Worker', settings: [], certificates: [], endpoints: [], imports: [] },
        { kind: 'virtualMachine', name: 'Machine', settings: [], certificates: [], endpoints: [], imports: [] },
      ],
    });
  });

  it('is none where the text is a configuration', () => {
    const { definition } = parseCscfg(
      '<ServiceConfiguration serviceName="Shop"><Role name="Web" /></ServiceConfiguration>',
    );
    assert.deepEqual([definition.element, definition.roles], [undefined, []]);
  });

  it('keeps the roles apart while the first one’s end is missing', () => {
    const text = `<ServiceDefinition name="Shop">
  <WebRole name="Web"><Certificates><Certificate name="Mine" /></Certificates>
  <WorkerRole name="Worker"><Certificates><Certificate name="Theirs" /></Certificates></WorkerRole>
</ServiceDefinition>`;
    const { roles } = parseCscfg(text).definition;
    assert.deepEqual(
      roles.map(({ name, certificates }) => [name?.value, ...certificates.map((one) => one.name?.value)]),
      [
        ['Web', 'Mine'],
        ['Worker', 'Theirs'],
      ],
    );
  });

  it('is read with a prefix of the namespace', () => {
    const { roles } = parseCscfg(
      '<d:ServiceDefinition name="S"><d:WebRole name="Web"/></d:ServiceDefinition>',
    ).definition;
    assert.deepEqual(
      roles.map(({ name, kind }) => [name?.value, kind]),
      [['Web', 'web']],
    );
  });

  (hasCorpus ? it : it.skip)('says of other people’s files what xml2js says of them', () => {
    const paths = filesBelow(corpus).filter((path) => path.endsWith('.csdef'));
    assert.ok(paths.length > 50);
    for (const path of paths) {
      const decoded = decodeText(readFileSync(`${corpus}/${path}`));
      assert.ok(decoded.ok, path);
      const document = parseCscfg(decoded.text);
      assert.deepEqual(document.syntaxProblems, [], path);
      assert.deepEqual(summary(document.definition), secondOpinion(decoded.text), path);
    }
  });
});

function summary({ name, roles }: ServiceDefinition) {
  return {
    name: name?.value,
    roles: roles.map((role) => ({
      kind: role.kind,
      name: role.name?.value,
      settings: role.settings.map((one) => one.name?.value),
      certificates: role.certificates.map((one) =>
        [one.name?.value, one.storeLocation?.value, one.storeName?.value].join(' '),
      ),
      endpoints: role.endpoints.map((one) => [one.name?.value, one.protocol?.value, one.certificate?.value].join(' ')),
      imports: role.imports.map((one) => one.moduleName?.value),
    })),
  };
}

interface Node {
  readonly '#name': string;
  readonly $?: Readonly<Record<string, string>>;
  readonly $$?: readonly Node[];
}

function secondOpinion(text: string): ReturnType<typeof summary> {
  let root: Node | undefined;
  const options = { async: false, explicitChildren: true, preserveChildrenOrder: true, explicitRoot: false };
  parseString(text, options, (error, result: Node) => {
    assert.equal(error, null);
    root = result;
  });
  const kinds: Readonly<Record<string, 'web' | 'worker'>> = { WebRole: 'web', WorkerRole: 'worker' };
  const below = (node: Node, ...path: readonly string[]): readonly Node[] =>
    path.reduce<readonly Node[]>(
      (nodes, name) => nodes.flatMap(({ $$ = [] }) => $$.filter((child) => child['#name'] === name)),
      [node],
    );
  const values = (nodes: readonly Node[], ...names: readonly string[]) =>
    nodes.map(({ $ = {} }) => names.map((name) => $[name]).join(' '));
  return {
    name: root?.$?.['name'],
    roles: (root?.$$ ?? [])
      .filter((node) => node['#name'] in kinds)
      .map((node) => ({
        kind: kinds[node['#name']]!,
        name: node.$?.['name'],
        settings: values(below(node, 'ConfigurationSettings', 'Setting'), 'name'),
        certificates: values(below(node, 'Certificates', 'Certificate'), 'name', 'storeLocation', 'storeName'),
        endpoints: values(
          [...below(node, 'Endpoints'), ...below(node, 'InputEndpoints')].flatMap(({ $$ = [] }) => $$),
          ...['name', 'protocol', 'certificate'],
        ),
        imports: values(below(node, 'Imports', 'Import'), 'moduleName'),
      })),
  };
}
