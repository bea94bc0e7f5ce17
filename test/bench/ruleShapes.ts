import { parseCscfg } from '../../src/cscfg/document';
import { check, fixesFor } from '../../src/cscfg/rules/check';
import type { CheckContext } from '../../src/cscfg/rules/rule';
import type { Service } from '../../src/cscfg/service/service';
import type { PreparedShape } from './shapes';

interface Texts {
  readonly configuration: string;
  readonly definition?: string;
  readonly other?: string;
  /** The rule whose first finding is also fixed. */
  readonly fixes?: string;
  /** The definition is checked instead of the configuration. */
  readonly ofDefinition?: true;
}

function shape(name: string, base: number, make: (count: number) => Texts): PreparedShape {
  return {
    name,
    base,
    prepare: (count) => {
      const texts = make(count);
      return () => judge(texts);
    },
  };
}

/** Parses everything again, so that no result of an earlier run is reused. */
function judge({ configuration, definition, other, fixes, ofDefinition }: Texts): number {
  const document = parseCscfg(ofDefinition ? (definition ?? '') : configuration);
  const self = { file: 'a', name: 'a.cscfg', document };
  const service: Service = {
    self: 'a',
    ...(ofDefinition
      ? { definition: self }
      : definition === undefined
        ? {}
        : { definition: { file: 'b', name: 'b.csdef', document: parseCscfg(definition) } }),
    configurations: [
      ...(ofDefinition ? [] : [self]),
      ...(other === undefined ? [] : [{ file: 'c', name: 'c.cscfg', document: parseCscfg(other) }]),
    ],
    projects: [],
  };
  const context: CheckContext = {
    verdictOf: () => ({ kind: 'unverified', reason: { kind: 'noVault' } }),
    inventory: [],
    now: 0,
    levels: {},
    service,
  };
  const findings = check(document, context);
  const finding = fixes === undefined ? undefined : findings.find(({ code }) => code === fixes);
  if (fixes !== undefined && finding === undefined) {
    throw new Error(`no ${fixes}`);
  }
  return findings.length + (finding === undefined ? 0 : fixesFor(finding, document, context).length);
}

const space = 'http://schemas.microsoft.com/ServiceHosting/2008/10';

function configurationOf(inner: string): string {
  return `<ServiceConfiguration serviceName="Shop" xmlns="${space}/ServiceConfiguration">\n${inner}</ServiceConfiguration>\n`;
}

function definitionOf(inner: string): string {
  return `<ServiceDefinition name="Shop" xmlns="${space}/ServiceDefinition">\n${inner}</ServiceDefinition>\n`;
}

function each(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join('');
}

const role = (name: string, inner = ''): string =>
  `  <Role name="${name}">\n    <Instances count="1" />\n${inner}  </Role>\n`;
const worker = (name: string, inner = ''): string => `  <WorkerRole name="${name}">\n${inner}  </WorkerRole>\n`;
const list = (name: string, inner: string): string => `    <${name}>\n${inner}    </${name}>\n`;
const setting = (name: string, value = ' value=""'): string => `      <Setting name="${name}"${value} />\n`;
const entry = (name: string): string =>
  `      <Certificate name="${name}" thumbprint="7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA" thumbprintAlgorithm="sha1" />\n`;
const declared = (name: string): string =>
  `      <Certificate name="${name}" storeLocation="LocalMachine" storeName="My" />\n`;
const network = (inner: string): string =>
  `  <NetworkConfiguration>\n    <VirtualNetworkSite name="vnet" />\n${inner}  </NetworkConfiguration>\n`;
const address = (name: string): string =>
  `      <InstanceAddress roleName="${name}"><Subnets><Subnet name="s" /></Subnets></InstanceAddress>\n`;
const acl = (name: string, endpoint: string, control: string): string =>
  `      <EndpointAcl role="${name}" endPoint="${endpoint}" accessControl="${control}" />\n`;
/** Names with little in common, as in real services. */
const word = (index: number): string => `N${(index * 2_654_435_761).toString(36)}`;

export const ruleShapes: readonly PreparedShape[] = [
  shape('letters in the names of two roles', 800, (count) => ({
    configuration: configurationOf(
      role(`${'ab'.repeat(count / 2)}x`) + network(list('AddressAssignments', address('ab'.repeat(count / 2)))),
    ),
    definition: definitionOf(worker(`${'ab'.repeat(count / 2)}y`)),
  })),
  shape('roles with addresses of others', 30, (count) => ({
    configuration: configurationOf(
      each(count, (index) => role(`Role${String(index)}`)) +
        network(
          list(
            'AddressAssignments',
            each(count, (index) => address(`Address${String(index)}`)),
          ),
        ),
    ),
  })),
  shape('roles with misspelt addresses', 30, (count) => ({
    configuration: configurationOf(
      each(count, (index) => role(word(index))) +
        network(
          list(
            'AddressAssignments',
            each(count, (index) => address(`${word(index)}x`)),
          ),
        ),
    ),
    definition: definitionOf(each(count, (index) => worker(word(index)))),
  })),
  shape('misspelt settings', 30, (count) => ({
    configuration: configurationOf(
      role(
        'Web',
        list(
          'ConfigurationSettings',
          each(count, (index) => setting(`Setting${String(index)}x`)),
        ),
      ),
    ),
    definition: definitionOf(
      worker(
        'Web',
        list(
          'ConfigurationSettings',
          each(count, (index) => setting(`Setting${String(index)}`, '')),
        ),
      ),
    ),
    fixes: 'setting-undeclared',
  })),
  shape('settings that are declared by other names', 30, (count) => ({
    configuration: configurationOf(
      role(
        'Web',
        list(
          'ConfigurationSettings',
          each(count, (index) => setting(word(index))),
        ),
      ),
    ),
    definition: definitionOf(
      worker(
        'Web',
        list(
          'ConfigurationSettings',
          each(count, (index) => setting(word(index + count), '')),
        ),
      ),
    ),
    fixes: 'setting-missing',
  })),
  shape('certificates that are declared by other names', 30, (count) => ({
    configuration: configurationOf(
      role(
        'Web',
        list(
          'Certificates',
          each(count, (index) => entry(word(index))),
        ),
      ),
    ),
    definition: definitionOf(
      worker(
        'Web',
        list(
          'Certificates',
          each(count, (index) => declared(word(index + count))),
        ),
      ),
    ),
    fixes: 'certificate-undeclared',
  })),
  shape('roles that are declared by other names', 30, (count) => ({
    configuration: configurationOf(each(count, (index) => role(`Role${String(index)}`))),
    definition: definitionOf(each(count, (index) => worker(`Worker${String(index)}`))),
    fixes: 'role-missing',
  })),
  shape('misspelt roles', 30, (count) => ({
    configuration: configurationOf(each(count, (index) => role(`${word(index)}x`))),
    definition: definitionOf(each(count, (index) => worker(word(index)))),
    fixes: 'role-undeclared',
  })),
  shape('roles in no network', 30, (count) => ({
    configuration: configurationOf(each(count, (index) => role(`Role${String(index)}`))),
    fixes: 'network-missing',
  })),
  shape('roles in no subnet', 30, (count) => ({
    configuration: configurationOf(
      each(count, (index) => role(`Role${String(index)}`)) + network('    <AddressAssignments />\n'),
    ),
    fixes: 'instance-address-missing',
  })),
  shape('https endpoints with misspelt certificates', 30, (count) => ({
    configuration: '',
    definition: definitionOf(
      worker(
        'Web',
        list(
          'Endpoints',
          each(
            count,
            (index) =>
              `      <InputEndpoint name="E${String(index)}" protocol="https" port="443" certificate="${word(index)}x" />\n`,
          ),
        ) +
          list(
            'Certificates',
            each(count, (index) => declared(word(index))),
          ),
      ),
    ),
    ofDefinition: true,
    fixes: 'endpoint-certificate-unknown',
  })),
  shape('endpoints behind misspelt load balancers', 30, (count) => ({
    configuration: configurationOf(
      role('Web') +
        network(
          list(
            'LoadBalancers',
            each(
              count,
              (index) =>
                `      <LoadBalancer name="${word(index)}x"><FrontendIPConfiguration type="private" subnet="s" /></LoadBalancer>\n`,
            ),
          ),
        ),
    ),
    definition: definitionOf(
      worker(
        'Web',
        list(
          'Endpoints',
          each(
            count,
            (index) =>
              `      <InputEndpoint name="E${String(index)}" protocol="tcp" port="1" loadBalancer="${word(index)}" />\n`,
          ),
        ),
      ),
    ),
    fixes: 'reference-unresolved',
  })),
  shape('access lists of roles and endpoints that are not there', 30, (count) => ({
    configuration: configurationOf(
      role('Web') +
        network(
          list(
            'AccessControls',
            each(
              count,
              (index) =>
                `      <AccessControl name="C${String(index)}"><Rule order="1" action="permit" remoteSubnet="10.0.0.0/8" /></AccessControl>\n`,
            ),
          ) +
            list(
              'EndpointAcls',
              each(count, (index) => acl(`Role${String(index)}`, 'E', word(index))),
            ),
        ),
    ),
    definition: definitionOf(each(count, (index) => worker(`Role${String(index)}`))),
    fixes: 'reference-unresolved',
  })),
  shape('parts of plugins', 30, (count) => ({
    configuration: configurationOf(
      each(count, (index) =>
        role(
          `Role${String(index)}`,
          list('ConfigurationSettings', setting('Microsoft.WindowsAzure.Plugins.RemoteAccess.Enabled')),
        ),
      ),
    ),
    fixes: 'remote-access-plugin',
  })),
  shape('roles and certificates of another configuration', 30, (count) => ({
    configuration: configurationOf(role('Web')),
    other: configurationOf(
      each(count, (index) => role(`Role${String(index)}`)) +
        role(
          'Web',
          list(
            'Certificates',
            each(count, (index) => entry(word(index))),
          ),
        ),
    ),
    fixes: 'configuration-drift',
  })),
  shape('certificates of one name', 30, (count) => ({
    configuration: configurationOf(role('Web', list('Certificates', entry('Web').repeat(count)))),
    fixes: 'certificate-duplicate-name',
  })),
  shape('roles of one name', 30, (count) => ({
    configuration: configurationOf(role('Web').repeat(count)),
    fixes: 'schema-duplicate',
  })),
  shape('misspelt elements', 30, (count) => ({
    configuration: configurationOf(role('Web').replaceAll('Role', 'Rol').repeat(count)),
    fixes: 'schema-unknown-element',
  })),
  shape('unknown attributes of one element', 30, (count) => ({
    configuration: configurationOf(
      `  <Role ${each(count, (index) => `nam${String(index)}="" `)}>\n    <Instances count="1" />\n  </Role>\n`,
    ),
    fixes: 'schema-unknown-attribute',
  })),
];
