import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { occurrencesIn, occurrencesInService, symbolAt, type ServiceSymbol } from '../../../src/cscfg/service/symbols';
import { renameInService, cannotRename, renameProblem } from '../../../src/cscfg/service/rename';
import { applyEdits } from '../../../src/text/span';
import { ccproj, cloud, csdef, entry, local, serviceOf, type Files } from './support';

const files: Files = {
  [csdef]: `<ServiceDefinition name="Shop">
  <LoadBalancerProbes><LoadBalancerProbe name="Probe" /></LoadBalancerProbes>
  <WebRole name="Web">
    <Startup><Task><Environment>
      <Variable name="V"><RoleInstanceValue xpath="/RoleEnvironment/CurrentInstance/ConfigurationSettings/ConfigurationSetting[@name='Queue']/@value" /></Variable>
      <Variable name="W"><RoleInstanceValue xpath="/RoleEnvironment/CurrentInstance/Endpoints/Endpoint[@name='Https']/@port" /></Variable>
      <Variable name="X"><RoleInstanceValue xpath="/RoleEnvironment/Deployment/@emulated" /></Variable>
    </Environment></Task></Startup>
    <Sites><Site name="Site"><Bindings><Binding name="B" endpointName="Https" /></Bindings></Site></Sites>
    <Endpoints><InputEndpoint name="Https" protocol="https" port="443" certificate="tls" loadBalancer="Inner" loadBalancerProbe="Probe" /></Endpoints>
    <ConfigurationSettings><Setting name="Queue" /></ConfigurationSettings>
    <Certificates><Certificate name="Tls" storeLocation="LocalMachine" storeName="My" /></Certificates>
  </WebRole>
  <WorkerRole name="Jobs">
    <ConfigurationSettings><Setting name="Queue" /></ConfigurationSettings>
    <Certificates><Certificate name="Tls" storeLocation="LocalMachine" storeName="My" /></Certificates>
  </WorkerRole>
  <NetworkTrafficRules><OnlyAllowTrafficTo>
    <Destinations><RoleEndpoint endpointName="Https" roleName="Web" /></Destinations>
    <WhenSource matches="AnyRule"><FromRole roleName="Jobs" /></WhenSource>
  </OnlyAllowTrafficTo></NetworkTrafficRules>
</ServiceDefinition>`,
  [cloud]: `<ServiceConfiguration serviceName="SHOP">
  <Role name="web">
    <ConfigurationSettings><Setting name="queue" value="Web" /></ConfigurationSettings>
    <Certificates>${entry('TLS')}</Certificates>
  </Role>
  <Role name="Jobs">
    <ConfigurationSettings><Setting name="Queue" value="" /></ConfigurationSettings>
    <Certificates>${entry('Tls')}</Certificates>
  </Role>
  <NetworkConfiguration>
    <AddressAssignments><InstanceAddress roleName="Web" /></AddressAssignments>
    <AccessControls><AccessControl name="Door" /></AccessControls>
    <EndpointAcls><EndpointAcl role="Web" endPoint="https" accessControl="door" /></EndpointAcls>
    <LoadBalancers><LoadBalancer name="inner" /></LoadBalancers>
    <NetworkSecurityGroupRefs><NetworkSecurityGroupRef roleName="Web" /></NetworkSecurityGroupRefs>
  </NetworkConfiguration>
</ServiceConfiguration>`,
  [local]: `<ServiceConfiguration serviceName='Shop'><Role name='Web'><Certificates>${entry('T&#108;s')}</Certificates></Role></ServiceConfiguration>`,
  [ccproj]: `<Project><ItemGroup>
    <ServiceDefinition Include="ServiceDefinition.csdef" /><ServiceConfiguration Include="*.cscfg" />
    <ProjectReference Include="..\\Web\\Web.csproj"><RoleName> Web </RoleName></ProjectReference>
    <ProjectReference Include="..\\Jobs\\Jobs.csproj"><RoleName>Jobs</RoleName></ProjectReference>
  </ItemGroup></Project>`,
};
const service = serviceOf(files, cloud);

/** `file: name (part)` of every place the symbol is written at. */
function places(symbol: ServiceSymbol): readonly string[] {
  return occurrencesInService(service, symbol).flatMap(({ file, occurrences }) =>
    occurrences.map(({ span, part }) => `${file.name}: ${file.document.text.slice(span.start, span.end)} (${part})`),
  );
}

/** The symbol at `|` in a text. */
function at(text: string): ServiceSymbol | undefined {
  return symbolAt(parseCscfg(text.replace('|', '')), text.indexOf('|'))?.symbol;
}

describe('The names of a service', () => {
  const written: readonly (readonly [symbol: ServiceSymbol, places: readonly string[]])[] = [
    [
      { kind: 'service', name: 'shop' },
      [
        'ServiceDefinition.csdef: Shop (definition)',
        'ServiceConfiguration.Cloud.cscfg: SHOP (entry)',
        'ServiceConfiguration.Local.cscfg: Shop (entry)',
      ],
    ],
    [
      { kind: 'role', name: 'WEB' },
      [
        'ServiceDefinition.csdef: Web (definition)',
        'ServiceDefinition.csdef: Web (reference)',
        'ServiceConfiguration.Cloud.cscfg: web (entry)',
        'ServiceConfiguration.Cloud.cscfg: Web (reference)',
        'ServiceConfiguration.Cloud.cscfg: Web (reference)',
        'ServiceConfiguration.Cloud.cscfg: Web (reference)',
        'ServiceConfiguration.Local.cscfg: Web (entry)',
        'Svc.ccproj: Web (reference)',
      ],
    ],
    [
      { kind: 'certificate', name: 'Tls', role: 'Web' },
      [
        'ServiceDefinition.csdef: tls (reference)',
        'ServiceDefinition.csdef: Tls (definition)',
        'ServiceConfiguration.Cloud.cscfg: TLS (entry)',
        'ServiceConfiguration.Local.cscfg: T&#108;s (entry)',
      ],
    ],
    [
      { kind: 'setting', name: 'Queue', role: 'web' },
      [
        'ServiceDefinition.csdef: Queue (reference)',
        'ServiceDefinition.csdef: Queue (definition)',
        'ServiceConfiguration.Cloud.cscfg: queue (entry)',
      ],
    ],
    [
      { kind: 'setting', name: 'Queue', role: 'Jobs' },
      ['ServiceDefinition.csdef: Queue (definition)', 'ServiceConfiguration.Cloud.cscfg: Queue (entry)'],
    ],
    [
      { kind: 'endpoint', name: 'Https', role: 'Web' },
      [
        'ServiceDefinition.csdef: Https (reference)',
        'ServiceDefinition.csdef: Https (reference)',
        'ServiceDefinition.csdef: Https (definition)',
        'ServiceDefinition.csdef: Https (reference)',
        'ServiceConfiguration.Cloud.cscfg: https (reference)',
      ],
    ],
    [
      { kind: 'loadBalancer', name: 'Inner' },
      ['ServiceDefinition.csdef: Inner (reference)', 'ServiceConfiguration.Cloud.cscfg: inner (definition)'],
    ],
    [
      { kind: 'loadBalancerProbe', name: 'Probe' },
      ['ServiceDefinition.csdef: Probe (definition)', 'ServiceDefinition.csdef: Probe (reference)'],
    ],
    [
      { kind: 'accessControl', name: 'Door' },
      ['ServiceConfiguration.Cloud.cscfg: Door (definition)', 'ServiceConfiguration.Cloud.cscfg: door (reference)'],
    ],
    [{ kind: 'certificate', name: 'Tls', role: 'Nobody' }, []],
  ];
  for (const [symbol, expected] of written) {
    const { kind, name, role = 'the service' } = symbol;
    it(`has the ${kind} ${name} of ${role} where it is written`, () => {
      assert.deepEqual(places(symbol), expected);
    });
  }

  const found: readonly (readonly [text: string, symbol: ServiceSymbol | undefined])[] = [
    ['<ServiceConfiguration><Role name="|Web" /></ServiceConfiguration>', { kind: 'role', name: 'Web' }],
    ['<ServiceConfiguration><Role name="Web|" /></ServiceConfiguration>', { kind: 'role', name: 'Web' }],
    ['<ServiceConfiguration><Role |name="Web" /></ServiceConfiguration>', undefined],
    ['<ServiceConfiguration><Role name="|" /></ServiceConfiguration>', undefined],
    [
      '<ServiceConfiguration><Role name="Web"><Certificates><Certificate name="T|ls"',
      { kind: 'certificate', name: 'Tls', role: 'Web' },
    ],
    ['<ServiceConfiguration><Certificate name="T|ls" /></ServiceConfiguration>', undefined],
    ['<ServiceConfiguration><WebRole name="W|eb" /></ServiceConfiguration>', undefined],
    ['<ServiceDefinition><WebRole name="W|eb" /></ServiceDefinition>', { kind: 'role', name: 'Web' }],
    ['<Project><RoleName>W|eb</RoleName></Project>', { kind: 'role', name: 'Web' }],
    ['<Project><RoleName>|</RoleName></Project>', undefined],
    ['<Other><Role name="W|eb" /></Other>', undefined],
    ['|', undefined],
  ];
  for (const [text, symbol] of found) {
    it(`finds ${symbol === undefined ? 'nothing' : symbol.kind} at ${text}`, () => {
      assert.deepEqual(at(text), symbol);
    });
  }

  it('come in the order of the text', () => {
    const starts = occurrencesIn(parseCscfg(files[csdef]!)).map(({ span }) => span.start);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    assert.equal(starts.length, 18);
  });
});

describe('Renaming', () => {
  /** The files after the renaming. */
  function renamed(symbol: ServiceSymbol, newName: string): Files {
    const result: Record<string, string> = { ...files };
    for (const { file, edits } of renameInService(service, symbol, newName)) {
      result[file] = applyEdits(files[file]!, edits);
    }
    return result;
  }

  it('a role changes every file of the service, the project too, and no value that happens to read the same', () => {
    const after = renamed({ kind: 'role', name: 'Web' }, 'Front');
    assert.deepEqual(after, {
      [csdef]: files[csdef]!.replace('<WebRole name="Web"', '<WebRole name="Front"').replace(
        'roleName="Web"',
        'roleName="Front"',
      ),
      [cloud]: files[cloud]!.replace('<Role name="web"', '<Role name="Front"')
        .replaceAll('roleName="Web"', 'roleName="Front"')
        .replace('role="Web"', 'role="Front"'),
      [local]: files[local]!.replace("<Role name='Web'", "<Role name='Front'"),
      [ccproj]: files[ccproj]!.replace(' Web <', ' Front <'),
    });
  });

  it('a certificate takes the endpoints along, and leaves another role’s certificate of that name', () => {
    const after = renamed({ kind: 'certificate', name: 'Tls', role: 'Web' }, 'Site');
    assert.equal(
      after[csdef],
      files[csdef]!.replace('certificate="tls"', 'certificate="Site"').replace(
        '<Certificate name="Tls"',
        '<Certificate name="Site"',
      ),
    );
    assert.equal(after[cloud], files[cloud]!.replace('"TLS"', '"Site"'));
    assert.equal(after[local], files[local]!.replace('T&#108;s', 'Site'));
    assert.equal(after[ccproj], files[ccproj]);
  });

  it('a setting changes the expressions that read it', () => {
    const after = renamed({ kind: 'setting', name: 'Queue', role: 'Web' }, 'Q & A');
    assert.equal(
      after[csdef],
      files[csdef]!.replace("@name='Queue'", "@name='Q &amp; A'").replace('name="Queue"', 'name="Q &amp; A"'),
    );
    assert.equal(after[cloud], files[cloud]!.replace('"queue"', '"Q &amp; A"'));
  });

  const problems: readonly (readonly [symbol: ServiceSymbol, newName: string, problem: RegExp | undefined])[] = [
    [{ kind: 'role', name: 'Web' }, 'Front.End-2', undefined],
    [{ kind: 'role', name: 'Web' }, '_Front', undefined],
    [{ kind: 'role', name: 'Web' }, 'WEB', undefined],
    [{ kind: 'role', name: 'Web' }, '', /Enter a name/],
    [{ kind: 'role', name: 'Web' }, ' Front', /space/],
    [{ kind: 'role', name: 'Web' }, '2Front', /must start with a letter/],
    [{ kind: 'role', name: 'Web' }, 'Front.', /cannot end/],
    [{ kind: 'role', name: 'Web' }, 'Front/End', /must start with a letter/],
    [{ kind: 'role', name: 'Web' }, 'jobs', /The name "jobs" is already in use/],
    [{ kind: 'role', name: 'Web' }, 'shop', /cannot have the same name/],
    [{ kind: 'service', name: 'Shop' }, 'Jobs', /cannot have the same name/],
    [{ kind: 'service', name: 'Shop' }, 'Store', undefined],
    [{ kind: 'certificate', name: 'Tls', role: 'Web' }, 'Ümläut', undefined],
    [{ kind: 'certificate', name: 'Tls', role: 'Web' }, 'a*b', /must start with a letter/],
    [{ kind: 'certificate', name: 'Tls', role: 'Web' }, 'Microsoft.WindowsAzure.Plugins.X.Y', /plugins/],
    [{ kind: 'setting', name: 'Queue', role: 'Web' }, 'What? Any: name/is (fine)', undefined],
    [{ kind: 'setting', name: 'Queue', role: 'Web' }, 'Queue ', /space/],
    [{ kind: 'accessControl', name: 'Door' }, 'Door 2', undefined],
  ];
  for (const [symbol, newName, problem] of problems) {
    it(`${symbol.kind} ${symbol.name} to “${newName}” is ${problem === undefined ? 'fine' : 'refused'}`, () => {
      const found = renameProblem(service, symbol, newName);
      assert.match(found ?? '', problem ?? /^$/);
    });
  }

  it('is refused for what a plugin looks for', () => {
    const name = 'Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString';
    assert.match(cannotRename({ kind: 'setting', name, role: 'Web' })!, /cannot be renamed/);
    assert.equal(cannotRename({ kind: 'setting', name: 'Queue', role: 'Web' }), undefined);
  });
});
