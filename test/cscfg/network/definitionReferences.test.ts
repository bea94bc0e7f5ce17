import assert from 'node:assert/strict';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import { fileOf } from '../../../src/cscfg/service/service';
import { context, fixes, fixedText, networkFindings, schemaFindings, shown, words } from '../schema/judge';
import { cloud, csdef, fixed, serviceOf, type Files } from '../service/support';

interface Names {
  readonly binding?: string;
  readonly probe?: string;
  readonly from?: string;
  readonly to?: string;
  readonly endpoint?: string;
  readonly xpath?: string;
  readonly imports?: string;
}

const current = '/RoleEnvironment/CurrentInstance';
const setting = (name: string) => `${current}/ConfigurationSettings/ConfigurationSetting[@name='${name}']/@value`;
const port = (name: string) => `${current}/Endpoints/Endpoint[@name='${name}']/@port`;

/** A definition whose every name resolves, but for those that are given. */
function named({ binding = 'Http', probe = 'Health', from = 'Web', to = 'Jobs', endpoint = 'Work', ...more }: Names) {
  const { xpath = setting('Queue'), imports = '' } = more;
  return `<ServiceDefinition name="Shop">
  <LoadBalancerProbes>
    <LoadBalancerProbe name="Health" protocol="tcp" />
  </LoadBalancerProbes>
  <WebRole name="Web" vmsize="Standard_D2_v3">
    ${imports}<Startup><Task commandLine="a.cmd"><Environment><Variable name="V"><RoleInstanceValue xpath="${xpath}" /></Variable></Environment></Task></Startup>
    <Sites><Site name="Web"><Bindings><Binding name="B" endpointName="${binding}" /></Bindings></Site></Sites>
    <Endpoints><InputEndpoint name="Http" protocol="http" port="80" loadBalancerProbe="${probe}" /></Endpoints>
    <ConfigurationSettings><Setting name="Queue" /></ConfigurationSettings>
  </WebRole>
  <WorkerRole name="Jobs" vmsize="Standard_D2_v3">
    <Endpoints><InternalEndpoint name="Work" protocol="tcp" /></Endpoints>
  </WorkerRole>
  <NetworkTrafficRules>
    <OnlyAllowTrafficTo>
      <Destinations><RoleEndpoint endpointName="${endpoint}" roleName="${to}" /></Destinations>
      <WhenSource matches="AnyRule"><FromRole roleName="${from}" /></WhenSource>
    </OnlyAllowTrafficTo>
  </NetworkTrafficRules>
</ServiceDefinition>
`;
}

const code = 'reference-unresolved';

describe('A name within a service definition', () => {
  it('resolves in any case', () => {
    assert.deepEqual(networkFindings(named({})), []);
    assert.deepEqual(
      networkFindings(named({ binding: 'http', probe: 'HEALTH', from: 'web', to: 'jobs', xpath: port('HTTP') })),
      [],
    );
  });

  const role = (name: string) => `There is no role named "${name}". Declare it, or use a declared one.`;
  const endpoint = (of: string, name: string) =>
    `Role "${of}" has no endpoint named "${name}". Declare it, or use a declared one.`;
  for (const [names, underlined, problem, meant] of [
    [{ binding: 'Htp' }, 'Htp', endpoint('Web', 'Htp'), {}],
    [
      { probe: 'Healt' },
      'Healt',
      'There is no LoadBalancerProbe named "Healt". Declare it, or use a declared one.',
      {},
    ],
    [{ from: 'Weeb' }, 'Weeb', role('Weeb'), {}],
    [{ to: 'Job' }, 'Job', role('Job'), {}],
    [{ endpoint: 'Wrk' }, 'Wrk', endpoint('Jobs', 'Wrk'), {}],
    [{ xpath: port('Htp') }, 'Htp', endpoint('Web', 'Htp'), { xpath: port('Http') }],
    [
      { xpath: setting('Queu') },
      'Queu',
      'Role "Web" has no setting named "Queu". Declare it, or use a declared one.',
      {},
    ],
  ] as const) {
    it(`is reported where nothing has it, and the likely one is written: ${underlined}`, () => {
      const text = named(names);
      const found = networkFindings(text);
      assert.deepEqual(shown(text, found), [`${code}: ${underlined}`]);
      assert.deepEqual(words(found), [problem]);
      assert.equal(found[0]?.severity, 'error');
      assert.equal(fixedText(text, code), named(meant));
    });
  }

  it('of an endpoint that is the only one of its list is not removed', () => {
    assert.deepEqual(Object.keys(fixes(named({ binding: 'Other' }), code)), ['Set endpointName="Http"']);
    assert.deepEqual(Object.keys(fixes(named({ from: 'Other' }), code)), [
      'Set roleName="Web"',
      'Set roleName="Jobs"',
      'Remove this <FromRole>',
    ]);
  });

  for (const [why, text] of [
    ['a pipeline fills it in', named({ binding: '#{Endpoint}' })],
    ['a pipeline names an endpoint', named({ binding: 'Other' }).replace('name="Http"', 'name="#{Endpoint}#"')],
    [
      'a module brings it',
      named({ binding: 'Vendor.Http', imports: '<Imports><Import moduleName="Vendor" /></Imports>' }),
    ],
    ['it selects something else', named({ xpath: '/RoleEnvironment/Deployment/@emulated' })],
    ['the text is not well-formed', named({ binding: 'Other' }).replace('</WebRole>', '')],
    [
      'only a transformation is written',
      named({ binding: 'Other' }).replace(
        'name="Shop"',
        'name="Shop" xmlns:xdt="http://schemas.microsoft.com/XML-Document-Transform"',
      ),
    ],
    ['the endpoint itself is misspelt', named({}).replace('<InputEndpoint ', '<InputEndpont ')],
  ] as const) {
    it(`is not reported where ${why}`, () => {
      assert.deepEqual(networkFindings(text), []);
    });
  }
});

describe('A value from a certificate', () => {
  const xpathCode = 'xpath-certificate-unsupported';
  for (const xpath of [
    `${current}/Certificates/Certificate[@name='web']/@thumbprint`,
    `${current}/certificates/certificate/@thumbprint`,
    '//Certificate[@name="web"]',
  ]) {
    it(`is not supported: ${xpath}`, () => {
      const text = named({}).replace(setting('Queue'), xpath.replaceAll('"', '&quot;'));
      assert.deepEqual(
        networkFindings(text).map((one) => one.code),
        [xpathCode],
      );
      assert.deepEqual(words(networkFindings(text)), [
        '<RoleInstanceValue> cannot read certificates. Store the thumbprint in a setting and select the setting instead.',
      ]);
    });
  }

  it('is another than one from a setting with that name', () => {
    const text = named({ xpath: setting('/Certificates/') }).replace(
      '<Setting name="Queue"',
      '<Setting name="/Certificates/"',
    );
    assert.deepEqual(networkFindings(text), []);
  });
});

describe('A reserved IP', () => {
  const reserved = '      <ReservedIPs>\n        <ReservedIP name="shop-ip" />\n      </ReservedIPs>\n';
  const configured = (content = reserved) => `<ServiceConfiguration serviceName="Shop">
  <Role name="Jobs">
    <Instances count="1" />
  </Role>
  <NetworkConfiguration>
    <VirtualNetworkSite name="vnet" />
    <AddressAssignments>
      <InstanceAddress roleName="Jobs">
        <Subnets>
          <Subnet name="jobs" />
        </Subnets>
      </InstanceAddress>
${content}    </AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>
`;
  const declaring = (content: string) =>
    `<ServiceDefinition name="Shop"><WorkerRole name="Jobs" vmsize="Standard_D2_v3">${content}</WorkerRole></ServiceDefinition>`;
  const internal = '<Endpoints><InternalEndpoint name="Work" protocol="tcp" /></Endpoints>';
  const files = (content: string, path = cloud): Files => ({ [csdef]: declaring(content), [path]: configured() });
  const found = (all: Files, path = cloud) => {
    const service = serviceOf(all, path);
    return check(fileOf(service, path)!.document, { ...context, service }).filter(
      (one) => one.code === 'reserved-ip-unmapped',
    );
  };

  it('maps to no endpoint where the definition has no input endpoint, and can be removed', () => {
    const all = files(internal);
    assert.deepEqual(shown(all[cloud]!, found(all)), ['reserved-ip-unmapped: shop-ip']);
    assert.deepEqual(
      found(all).map(({ message }) => message),
      [
        'Reserved IP "shop-ip" is not mapped to an input endpoint because ServiceDefinition.csdef declares none. Declare an InputEndpoint, or remove the reserved IP.',
      ],
    );
    const service = serviceOf(all, cloud);
    const [fix] = fixesFor(found(all)[0]!, fileOf(service, cloud)!.document, { ...context, service });
    assert.ok(fix?.kind === 'edit');
    assert.equal(fixed(all, cloud, fix)[cloud], configured(''));
  });

  for (const [why, content] of [
    ['an input endpoint', '<Endpoints><InputEndpoint name="In" protocol="tcp" port="80" /></Endpoints>'],
    [
      'an endpoint for each instance',
      '<Endpoints><InstanceInputEndpoint name="In" protocol="tcp" localPort="80" /></Endpoints>',
    ],
    ['a module that can bring one', '<Imports><Import moduleName="RemoteForwarder" /></Imports>'],
  ] as const) {
    it(`is not reported with ${why}`, () => {
      assert.deepEqual(found(files(content)), []);
    });
  }

  it('is not reported without a definition, and for the emulators', () => {
    assert.deepEqual(found({ [cloud]: configured() }), []);
    const local = 'svc/ServiceConfiguration.Local.cscfg';
    assert.deepEqual(found(files(internal, local), local), []);
  });

  it('and virtual IPs as in Microsoft’s sample are known to the schema', () => {
    const swap = '      <VirtualIPs>\n        <VirtualIP name="shop-vip" />\n      </VirtualIPs>\n';
    const named = reserved.replace('name="shop-ip"', 'name="shop-ip" virtualIpName="shop-vip"');
    for (const content of [named + swap, swap + named, named, swap]) {
      const namespace = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration';
      const text = configured(content).replace('serviceName', `xmlns="${namespace}" serviceName`);
      assert.deepEqual(schemaFindings(text), []);
    }
  });
});
