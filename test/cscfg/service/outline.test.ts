import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { outlineOf, type OutlineItem } from '../../../src/cscfg/service/outline';

/** `kind label (detail)`, indented by depth. */
function lines(items: readonly OutlineItem[], depth = 0): readonly string[] {
  return items.flatMap(({ kind, label, detail, children }) => [
    `${'  '.repeat(depth)}${kind} ${label}${detail === '' ? '' : ` (${detail})`}`,
    ...lines(children, depth + 1),
  ]);
}

describe('The outline', () => {
  it('of a configuration shows roles with their settings and certificates', () => {
    const text = `<ServiceConfiguration serviceName="Shop">
  <Role name="Web">
    <Instances count="2" />
    <ConfigurationSettings><Setting name="Queue" value="secret" /></ConfigurationSettings>
    <Certificates><Certificate name="Tls" thumbprint="7CB8" thumbprintAlgorithm="sha1" /></Certificates>
  </Role>
  <NetworkConfiguration>
    <VirtualNetworkSite name="vnet" />
    <AddressAssignments>
      <InstanceAddress roleName="Web"><Subnets><Subnet name="front" /></Subnets></InstanceAddress>
    </AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>`;
    assert.deepEqual(lines(outlineOf(parseCscfg(text))), [
      'service Shop (ServiceConfiguration)',
      '  role Web (Role)',
      '    other Instances (2)',
      '    group ConfigurationSettings',
      '      setting Queue',
      '    group Certificates',
      '      certificate Tls (7CB8)',
      '  network NetworkConfiguration',
      '    network vnet (VirtualNetworkSite)',
      '    group AddressAssignments',
      '      group Web (InstanceAddress)',
      '        group Subnets',
      '          other front (Subnet)',
    ]);
  });

  it('of a definition shows what the roles declare', () => {
    const text = `<ServiceDefinition name="Shop"><WorkerRole name="Jobs">
  <Imports><Import moduleName="Caching" /></Imports>
  <Endpoints><InputEndpoint name="Https" protocol="https" port="443" /></Endpoints>
  <Certificates><Certificate name="Tls" storeLocation="LocalMachine" storeName="My" /></Certificates>
</WorkerRole></ServiceDefinition>`;
    assert.deepEqual(lines(outlineOf(parseCscfg(text))), [
      'service Shop (ServiceDefinition)',
      '  role Jobs (WorkerRole)',
      '    group Imports',
      '      other Caching (Import)',
      '    group Endpoints',
      '      endpoint Https (InputEndpoint https 443)',
      '    group Certificates',
      '      certificate Tls (My)',
    ]);
  });

  it('selects the name, within the element', () => {
    const text = '<ServiceConfiguration serviceName="Shop"><Role name=""/></ServiceConfiguration>';
    const [root] = outlineOf(parseCscfg(text));
    assert.equal(text.slice(root?.selection.start, root?.selection.end), 'Shop');
    const [role] = root?.children ?? [];
    assert.deepEqual([role?.label, text.slice(role?.selection.start, role?.selection.end)], ['Role', 'Role']);
  });

  it('has a label for everything while the text is being typed, and leaves out what has none yet', () => {
    assert.deepEqual(lines(outlineOf(parseCscfg('<ServiceConfiguration serviceName="S"><Role name="Web"><'))), [
      'service S (ServiceConfiguration)',
      '  role Web (Role)',
    ]);
    assert.deepEqual(outlineOf(parseCscfg('')), []);
  });

  it('is at most as deep as a real service', () => {
    const depth = 1000;
    const text = `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
    assert.equal(lines(outlineOf(parseCscfg(text))).length, 12);
  });
});
