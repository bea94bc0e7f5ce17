import assert from 'node:assert/strict';
import {
  configurationNamespace,
  serviceConfiguration,
} from '../../../src/cscfg/schema/configuration/serviceConfiguration';
import { definitionNamespace, serviceDefinition } from '../../../src/cscfg/schema/definition/serviceDefinition';
import { everyType } from './everyType';
import { schemaFindings } from './judge';
import { sampleText } from './sampleText';

/** Values that an attribute may have, values that it must not have, and what holds where it is absent. */
interface Values {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly fallback?: string;
}

const values = (right: readonly string[], wrong: readonly string[], fallback?: string): Values =>
  fallback === undefined ? { right, wrong } : { right, wrong, fallback };

const any = values(['', 'x', 'a b/c:é'], []);
const named = values(['Web', 'Group rg name', '/subscriptions/s', '1'], ['', ' ']);
/** NamedElementNameString of the SDK’s schemas. */
const identifier = values(['Web', '_a.b', 'Group rg name', 'Käse'], ['', '1a', 'a.', 'a ', 'a/b', 'a:b']);
const filled = values(['x', 'x'.repeat(256)], ['', 'x'.repeat(257)]);
const boolean = (fallback?: string): Values =>
  values(['true', 'false', '1', '0'], ['', 'True', 'yes', 'Wahr'], fallback);
const integer = (least: number, most: number, fallback?: string): Values =>
  values([String(least), String(most)], ['', 'x', '1.5', String(least - 1), String(most + 1)], fallback);
const most = 2_147_483_647;
const port = integer(1, 65_535);
const oneOf = (right: readonly string[], fallback?: string): Values =>
  values(
    right,
    ['', 'other', ...right.map((value) => value.toUpperCase()).filter((one) => !right.includes(one))],
    fallback,
  );
const address = values(['10.0.0.4', '255.255.255.255'], ['', '10.0.0', '10.0.0.256', '::1', 'host']);
const folder = values(['Web', '_a b'], ['', '1a', 'a/b', 'a?', 'a.']);
const version = values(['2015-04.2.6', 'unspecified'], ['', '2.9', 'newest']);
/** Separate rules check it, case by case. */
const elsewhere = values([], []);

const configuration: Readonly<Record<string, Values>> = {
  'ServiceConfiguration serviceName': named,
  'ServiceConfiguration xmlns': oneOf([configurationNamespace]),
  'ServiceConfiguration osFamily': values(['7', '6', '5', '1', ''], []),
  'ServiceConfiguration osVersion': { ...any, right: ['*', 'WA-GUEST-OS-6.19_202005-02', ''], fallback: '*' },
  'ServiceConfiguration schemaVersion': version,
  'Role name': named,
  'Role vmName': values(['a', 'web-1', 'ABCDEFGHIJ'], ['', '-a', 'a-', 'a_b', 'ABCDEFGHIJK']),
  'Instances count': integer(0, most),
  'Setting name': named,
  'Setting value': any,
  'Certificate name': elsewhere,
  'Certificate thumbprint': elsewhere,
  'Certificate thumbprintAlgorithm': elsewhere,
  'Certificate sourceLocation': elsewhere,
  'OsImage href': any,
  'DnsServer name': named,
  'DnsServer IPAddress': address,
  'VirtualNetworkSite name': named,
  'InstanceAddress roleName': named,
  'Subnet name': named,
  'PublicIP name': named,
  'PublicIP idleTimeoutInMinutes': integer(1, most),
  'PublicIP domainNameLabel': any,
  'ReservedIP name': named,
  'ReservedIP virtualIpName': any,
  'AccessControl name': identifier,
  'Rule order': integer(0, 65_535),
  'Rule action': oneOf(['permit', 'deny']),
  'Rule remoteSubnet': values(
    ['0.0.0.0/0', '203.0.113.0/24', '10.1.2.3/32', '10.0.0.4', '2001:db8::/32'],
    ['', 'any', '10.0.0/24', '10.0.0.0/33', '10.0.0.256/8', '10.0.0.0/', '10.0.0.0.0/8'],
  ),
  'Rule description': values(['', 'x'.repeat(256)], ['x'.repeat(257)]),
  'EndpointAcl role': identifier,
  'EndpointAcl endPoint': identifier,
  'EndpointAcl accessControl': identifier,
  'LoadBalancer name': identifier,
  'FrontendIPConfiguration type': oneOf(['private']),
  'FrontendIPConfiguration subnet': identifier,
  'FrontendIPConfiguration staticVirtualNetworkIPAddress': address,
  'NetworkSecurityGroupRef roleName': named,
  'NetworkSecurityGroup name': named,
  'GuestAgentSettings cleanupFirewallOnRoleRestart': boolean('true'),
  'GuestAgentSettings allowRoleProcessLocalDumps': boolean('false'),
};

const size = values(['Standard_D2_v3', 'Small', 'Any'], [], 'Small');
const context = oneOf(['limited', 'elevated'], 'limited');

const definition: Readonly<Record<string, Values>> = {
  'ServiceDefinition name': identifier,
  'ServiceDefinition xmlns': oneOf([definitionNamespace]),
  'ServiceDefinition upgradeDomainCount': integer(1, most, '5'),
  'ServiceDefinition schemaVersion': version,
  'ServiceDefinition topologyChangeDiscovery': oneOf(['UpgradeDomainWalk', 'Blast'], 'UpgradeDomainWalk'),
  'LoadBalancerProbe name': named,
  'LoadBalancerProbe protocol': oneOf(['http', 'tcp']),
  'LoadBalancerProbe path': any,
  'LoadBalancerProbe port': port,
  'LoadBalancerProbe intervalInSeconds': integer(5, most, '15'),
  'LoadBalancerProbe timeoutInSeconds': integer(11, most, '31'),
  'WebRole name': identifier,
  'WebRole vmsize': size,
  'WebRole enableNativeCodeExecution': boolean('true'),
  'WorkerRole name': identifier,
  'WorkerRole vmsize': size,
  'WorkerRole enableNativeCodeExecution': boolean('true'),
  'Import moduleName': values(['RemoteAccess', 'Caching'], []),
  'Startup priority': values(['0', '-1', '5'], ['', 'first'], '0'),
  'Task commandLine': filled,
  'Task executionContext': context,
  'Task taskType': oneOf(['simple', 'background', 'foreground'], 'simple'),
  'Variable name': filled,
  'Variable value': any,
  'RoleInstanceValue xpath': any,
  'LocalStorage name': identifier,
  'LocalStorage sizeInMB': integer(1, most),
  'LocalStorage cleanOnRoleRecycle': boolean('true'),
  'Setting name': identifier,
  'InputEndpoint name': identifier,
  'InputEndpoint protocol': oneOf(['http', 'https', 'tcp', 'udp']),
  'InputEndpoint port': port,
  'InputEndpoint certificate': identifier,
  'InputEndpoint localPort': values(['1', '65535', '*'], ['', '0', '65536', '**'], '*'),
  'InputEndpoint ignoreRoleInstanceStatus': boolean('false'),
  'InputEndpoint loadBalancerProbe': identifier,
  'InputEndpoint loadBalancer': identifier,
  'InputEndpoint idleTimeoutInMinutes': integer(1, most),
  'InputEndpoint loadBalancerDistribution': oneOf(['none', 'sourceIP', 'sourceIPProtocol']),
  'InternalEndpoint name': identifier,
  'InternalEndpoint protocol': oneOf(['http', 'tcp', 'udp', 'any']),
  'InternalEndpoint port': values(['1', '65535', '*'], ['', '0', '65536']),
  'FixedPort port': port,
  'FixedPortRange min': port,
  'FixedPortRange max': port,
  'InstanceInputEndpoint name': identifier,
  'InstanceInputEndpoint localPort': port,
  'InstanceInputEndpoint protocol': oneOf(['tcp', 'udp']),
  'InstanceInputEndpoint idleTimeoutInMinutes': integer(1, most),
  'Certificate name': identifier,
  'Certificate storeLocation': oneOf(['LocalMachine', 'CurrentUser']),
  'Certificate storeName': values(
    ['My', 'Root', 'CA', 'Trust', 'Disallowed', 'TrustedPeople', 'TrustedPublisher', 'AuthRoot', 'AddressBook', 'Own'],
    ['', 'x'.repeat(257)],
  ),
  'Certificate permissionLevel': oneOf(['limitedOrElevated', 'elevated'], 'limitedOrElevated'),
  'Site name': folder,
  'Site physicalDirectory': any,
  'VirtualDirectory name': folder,
  'VirtualDirectory physicalDirectory': any,
  'VirtualApplication name': folder,
  'VirtualApplication physicalDirectory': any,
  'Binding name': identifier,
  'Binding endpointName': identifier,
  'Binding hostHeader': any,
  'Runtime executionContext': context,
  'NetFxEntryPoint assemblyName': filled,
  'NetFxEntryPoint targetFrameworkVersion': filled,
  'ProgramEntryPoint commandLine': filled,
  'ProgramEntryPoint setReadyOnProcessStart': boolean(),
  'Content destination': filled,
  'SourceDirectory path': filled,
  'RoleEndpoint endpointName': identifier,
  'RoleEndpoint roleName': identifier,
  'WhenSource matches': oneOf(['AnyRule']),
  'FromRole roleName': identifier,
};

for (const [root, table] of [
  [serviceConfiguration, configuration],
  [serviceDefinition, definition],
] as const) {
  describe(`The values in a <${root.name}>`, () => {
    const attributes = everyType(root).flatMap((type) => type.attributes.map((attribute) => ({ type, attribute })));
    const keyOf = ({ type, attribute }: (typeof attributes)[number]) => `${type.name} ${attribute.name}`;

    it('are reported for every required attribute and for no other', () => {
      assert.deepEqual([...new Set(attributes.map(keyOf))].sort(), Object.keys(table).sort());
    });

    for (const one of attributes) {
      const { type, attribute } = one;
      it(`are right or wrong for the ${attribute.name} of <${type.name}>`, () => {
        const { right = [], wrong = [], fallback } = table[keyOf(one)] ?? {};
        const found = (value: string) =>
          schemaFindings(sampleText(root, { type, values: { [attribute.name]: value } })).map(({ code, message }) => [
            code,
            message.includes(attribute.name),
          ]);
        for (const value of right) {
          assert.deepEqual(found(value), [], value);
        }
        for (const value of wrong) {
          const findings = found(value);
          assert.ok(findings.length > 0, value);
          assert.ok(
            findings.every(([code, isNamed]) => code === 'schema-value' && isNamed === true),
            `${value}: ${findings.join()}`,
          );
        }
        assert.equal(attribute.fallback, fallback);
      });
    }
  });
}
