import assert from 'node:assert/strict';
import { serviceConfiguration } from '../../../src/cscfg/schema/configuration/serviceConfiguration';
import { serviceDefinition } from '../../../src/cscfg/schema/definition/serviceDefinition';
import type { AttributeType, ChildType, ElementType } from '../../../src/cscfg/schema/types';
import { everyType } from './everyType';

/**
 * The schemas of Azure SDK 2.4 as tables, written down apart from the data of the product: `name!` is required;
 * children stand in the order of the groups that `>` divides, `!` exactly once, `?` at most, `+` once or more, `*` any
 * number. In brackets what is newer than the schemas.
 */
const configuration: Readonly<Record<string, readonly [attributes: string, children: string]>> = {
  ServiceConfiguration: [
    'serviceName! xmlns! osFamily osVersion schemaVersion',
    'Role* > NetworkConfiguration? > GuestAgentSettings? > [ServiceSettings?]',
  ],
  Role: ['name! vmName', 'Instances! ConfigurationSettings? Certificates? OsImage? [SecurityConfigurations?]'],
  Instances: ['count!', ''],
  ConfigurationSettings: ['', 'Setting*'],
  Setting: ['name! value!', ''],
  Certificates: ['', 'Certificate*'],
  Certificate: ['name! thumbprint! thumbprintAlgorithm! sourceLocation', ''],
  OsImage: ['href!', ''],
  SecurityConfigurations: ['', ''],
  NetworkConfiguration: [
    '',
    'Dns? > VirtualNetworkSite? > AddressAssignments? > AccessControls? > EndpointAcls? > LoadBalancers? > NetworkSecurityGroupRefs?',
  ],
  Dns: ['', 'DnsServers?'],
  DnsServers: ['', 'DnsServer+'],
  DnsServer: ['name! IPAddress!', ''],
  VirtualNetworkSite: ['name!', ''],
  AddressAssignments: ['', 'InstanceAddress* > ReservedIPs? > [VirtualIPs?]'],
  InstanceAddress: ['roleName!', 'Subnets? > PublicIPs?'],
  Subnets: ['', 'Subnet*'],
  Subnet: ['name!', ''],
  PublicIPs: ['', 'PublicIP?'],
  PublicIP: ['name! idleTimeoutInMinutes domainNameLabel', ''],
  ReservedIPs: ['', 'ReservedIP!'],
  ReservedIP: ['name! virtualIpName', ''],
  VirtualIPs: ['', '[VirtualIP*]'],
  VirtualIP: ['', ''],
  AccessControls: ['', 'AccessControl*'],
  AccessControl: ['name!', 'Rule1-50'],
  Rule: ['order! action! remoteSubnet! description', ''],
  EndpointAcls: ['', 'EndpointAcl*'],
  EndpointAcl: ['role! endPoint! accessControl!', ''],
  LoadBalancers: ['', 'LoadBalancer+'],
  LoadBalancer: ['name!', 'FrontendIPConfiguration!'],
  FrontendIPConfiguration: ['type! subnet staticVirtualNetworkIPAddress', ''],
  NetworkSecurityGroupRefs: ['', 'NetworkSecurityGroupRef*'],
  NetworkSecurityGroupRef: ['roleName!', 'NetworkSecurityGroup!'],
  NetworkSecurityGroup: ['name!', ''],
  GuestAgentSettings: ['cleanupFirewallOnRoleRestart allowRoleProcessLocalDumps', ''],
  ServiceSettings: ['', ''],
};

const definition: Readonly<Record<string, readonly [attributes: string, children: string]>> = {
  ServiceDefinition: [
    'name! xmlns! upgradeDomainCount schemaVersion topologyChangeDiscovery',
    'LoadBalancerProbes? > WebRole* WorkerRole* [VirtualMachineRole*] > NetworkTrafficRules?',
  ],
  LoadBalancerProbes: ['', 'LoadBalancerProbe*'],
  LoadBalancerProbe: ['name! protocol! path port intervalInSeconds timeoutInSeconds', ''],
  WebRole: [
    'name! vmsize enableNativeCodeExecution',
    'Imports? Startup? LocalStorage? LocalResources? ConfigurationSettings? Endpoints? Certificates? Contents? InputEndpoints? InternalEndpoint? Sites! Runtime?',
  ],
  WorkerRole: [
    'name! vmsize enableNativeCodeExecution',
    'Imports? Startup? LocalStorage? LocalResources? ConfigurationSettings? Endpoints? Certificates? Contents? Runtime?',
  ],
  VirtualMachineRole: ['', ''],
  Imports: ['', 'Import*'],
  Import: ['moduleName', ''],
  Startup: ['priority', 'Task*'],
  Task: ['commandLine! executionContext taskType', 'Environment?'],
  Environment: ['', 'Variable*'],
  Variable: ['name! value', 'RoleInstanceValue?'],
  RoleInstanceValue: ['xpath!', ''],
  LocalResources: ['', 'LocalStorage*'],
  LocalStorage: ['name! sizeInMB cleanOnRoleRecycle', ''],
  ConfigurationSettings: ['', 'Setting*'],
  Setting: ['name!', ''],
  Endpoints: ['', 'InputEndpoint* InternalEndpoint* InstanceInputEndpoint*'],
  InputEndpoints: ['', 'InputEndpoint*'],
  InputEndpoint: [
    'name! protocol! port! certificate localPort ignoreRoleInstanceStatus loadBalancerProbe loadBalancer idleTimeoutInMinutes loadBalancerDistribution',
    '',
  ],
  InternalEndpoint: ['name! protocol! port', 'FixedPort* FixedPortRange*'],
  FixedPort: ['port!', ''],
  FixedPortRange: ['min! max!', ''],
  InstanceInputEndpoint: ['name! localPort! protocol! idleTimeoutInMinutes', 'AllocatePublicPortFrom!'],
  AllocatePublicPortFrom: ['', 'FixedPortRange!'],
  Certificates: ['', 'Certificate*'],
  Certificate: ['name! storeLocation! storeName! permissionLevel', ''],
  Sites: ['', 'Site+'],
  Site: ['name! physicalDirectory', 'VirtualDirectory* VirtualApplication* > Bindings!'],
  VirtualDirectory: ['name! physicalDirectory', 'VirtualDirectory* VirtualApplication* > '],
  VirtualApplication: ['name! physicalDirectory', 'VirtualDirectory* VirtualApplication* > '],
  Bindings: ['', 'Binding+'],
  Binding: ['name! endpointName! hostHeader', ''],
  Runtime: ['executionContext', 'Environment? > EntryPoint?'],
  EntryPoint: ['', '*'],
  NetFxEntryPoint: ['assemblyName! targetFrameworkVersion', ''],
  ProgramEntryPoint: ['commandLine! setReadyOnProcessStart!', ''],
  Contents: ['', 'Content*'],
  Content: ['destination!', 'SourceDirectory!'],
  SourceDirectory: ['path!', ''],
  NetworkTrafficRules: ['', 'OnlyAllowTrafficTo*'],
  OnlyAllowTrafficTo: ['', 'Destinations! > AllowAllTraffic? WhenSource?'],
  Destinations: ['', 'RoleEndpoint+'],
  RoleEndpoint: ['endpointName! roleName!', ''],
  AllowAllTraffic: ['', ''],
  WhenSource: ['matches!', 'FromRole*'],
  FromRole: ['roleName!', ''],
};

const tables = [
  ['configuration', serviceConfiguration, configuration],
  ['definition', serviceDefinition, definition],
] as const;

for (const [name, root, table] of tables) {
  describe(`The schema of a service ${name}`, () => {
    const types = everyType(root);

    it('knows the elements of the SDK’s schema and no other', () => {
      assert.deepEqual([...new Set(types.map((type) => type.name))].sort(), Object.keys(table).sort());
    });

    for (const type of types) {
      it(`has the attributes and the children of <${type.name}>`, () => {
        const [attributes, children] = table[type.name] ?? ['', ''];
        assert.equal(type.attributes.map(attribute).join(' '), attributes);
        if (children !== '*') {
          assert.equal(type.groups.map((group) => group.map(child).join(' ')).join(' > '), children);
        }
      });

      it(`explains <${type.name}> and each of its attributes in a sentence, and says where that is stated`, () => {
        for (const { doc } of [type, ...type.attributes]) {
          const sentence = doc;
          assert.match(sentence, /^[\p{L}“].*\.$/u);
          assert.ok(sentence.length <= 130, sentence);
        }
        assert.ok(type.source.name !== '');
      });
    }
  });
}

function attribute({ name, required }: AttributeType): string {
  return required ? `${name}!` : name;
}

function child({ type, least, most }: ChildType): string {
  const bounds = `${String(least)}-${String(most)}`;
  const sign = { '1-1': '!', '0-1': '?', '1-Infinity': '+', '0-Infinity': '*' }[bounds] ?? bounds;
  return type.open ? `[${type.name}${sign}]` : `${type.name}${sign}`;
}

describe('The entry point of a role', () => {
  const entryPoints = (role: string) => {
    const type = everyType(serviceDefinition).find(({ name }) => name === role);
    const inside = type === undefined ? [] : everyType(type).filter(({ name }) => name.endsWith('EntryPoint'));
    return inside.map(({ name }: ElementType) => name);
  };

  it('is an assembly of a web role, and an assembly or a program of a worker role', () => {
    assert.deepEqual(entryPoints('WebRole'), ['EntryPoint', 'NetFxEntryPoint']);
    assert.deepEqual(entryPoints('WorkerRole'), ['EntryPoint', 'ProgramEntryPoint', 'NetFxEntryPoint']);
  });
});
