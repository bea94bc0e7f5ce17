import { message, type Message } from '../../../text/message';
import {
  type ChildType,
  element,
  type ElementType,
  expected,
  inAnyOrder,
  many,
  maybe,
  one,
  optional,
  required,
  type Source,
  sources,
  usually,
} from '../types';
import { boolean, choice, choices, identifier, integer, name, port, positive, schemaVersion, text } from '../values';
import { certificates, contents, imports, localResources, localStorage, settings } from './declarations';
import { endpoints, inputEndpoints, internalEndpoint } from './endpoints';
import { defaultSize, usualSizes } from './roleSizes';
import { sites } from './sites';
import { startup, webRuntime, workerRuntime } from './tasks';

/**
 * https://learn.microsoft.com/azure/cloud-services-extended-support/schema-csdef-webrole and, for the sizes,
 * …/available-sizes and …/deploy-prerequisite.
 */
const sizes = choices(
  usualSizes.map((value) => ({ value })),
  text,
);

function role(name: string, doc: Message, source: Source, own: readonly ChildType[]): ElementType {
  const shared = [imports, startup, localStorage, localResources, settings, endpoints, certificates, contents];
  return element(name, doc, source, {
    attributes: [
      required('name', identifier, message('The role’s name; the configurations use it too.'), { sample: 'RoleName' }),
      optional('vmsize', sizes, message('The size of the machines that the role’s instances run on.'), {
        fallback: defaultSize,
        sample: 'Standard_D2_v3',
      }),
      optional('enableNativeCodeExecution', boolean, message('Whether native code and full trust are allowed.'), {
        fallback: 'true',
      }),
    ],
    groups: inAnyOrder(...shared.map(maybe), ...own),
  });
}

export const webRole = role('WebRole', message('A role that serves web sites with IIS.'), sources.webRole, [
  maybe(inputEndpoints),
  maybe(internalEndpoint),
  expected(sites),
  maybe(webRuntime),
]);

export const workerRole = role('WorkerRole', message('A role that runs code without IIS.'), sources.workerRole, [
  maybe(workerRuntime),
]);

/** Which roles may call which internal endpoints. */

const roleName = (doc: Message) => required('roleName', identifier, doc, { refersTo: 'role', sample: 'RoleName' });

const roleEndpoint = element('RoleEndpoint', message('An internal endpoint of a role.'), sources.traffic, {
  attributes: [
    required('endpointName', identifier, message('The endpoint’s name.'), {
      refersTo: 'roleEndpoint',
      sample: 'EndpointName',
    }),
    roleName(message('The role that has the endpoint.')),
  ],
});

const destinations = element('Destinations', message('The endpoints that the rule is for.'), sources.traffic, {
  groups: inAnyOrder(many(roleEndpoint, undefined, { least: 1 })),
});

const fromRole = element('FromRole', message('A role that may call the endpoints.'), sources.traffic, {
  attributes: [roleName(message('The role’s name.'))],
});

const whenSource = element('WhenSource', message('The roles that may call the endpoints.'), sources.traffic, {
  attributes: [required('matches', choice('AnyRule'), message('Always AnyRule.'))],
  groups: inAnyOrder(many(fromRole)),
});

const onlyAllowTrafficTo = element(
  'OnlyAllowTrafficTo',
  message('Says who may call some internal endpoints; nobody else may.'),
  sources.traffic,
  {
    groups: [
      [one(destinations)],
      [
        maybe(element('AllowAllTraffic', message('Every role may call the endpoints.'), sources.traffic)),
        usually(maybe(whenSource)),
      ],
    ],
    exactlyOneOf: ['AllowAllTraffic', 'WhenSource'],
  },
);

export const networkTrafficRules = element(
  'NetworkTrafficRules',
  message('Which roles may call which internal endpoints.'),
  sources.traffic,
  { groups: inAnyOrder(many(onlyAllowTrafficTo)) },
);

/** https://learn.microsoft.com/azure/cloud-services-extended-support/schema-csdef-file */

const probe = element(
  'LoadBalancerProbe',
  message('Asks the instances for their health in place of the platform’s own probe.'),
  sources.probe,
  {
    attributes: [
      required('name', name, message('What an InputEndpoint’s loadBalancerProbe names.'), { sample: 'ProbeName' }),
      required(
        'protocol',
        choices([
          { value: 'http', doc: message('A healthy instance answers 200.') },
          { value: 'tcp', doc: message('A healthy instance accepts the connection.') },
        ]),
        message('How the instances are asked.'),
      ),
      optional('path', text, message('What is asked for over http, and only there.'), { sample: '/health' }),
      optional('port', port, message('The port that is asked, where it is not the endpoint’s own.'), { sample: '80' }),
      optional('intervalInSeconds', integer(5), message('Seconds between two questions; 5 at least.'), {
        fallback: '15',
      }),
      optional(
        'timeoutInSeconds',
        integer(11),
        message('Seconds without an answer after which an instance gets no more traffic; 11 at least.'),
        { fallback: '31' },
      ),
    ],
  },
);

const probes = element('LoadBalancerProbes', message('The health probes of the service’s own.'), sources.probe, {
  groups: inAnyOrder(many(probe, 'name')),
});

const virtualMachineRole = element(
  'VirtualMachineRole',
  message('A role of the kind VM role, which is long gone.'),
  sources.sdkDefinition,
  { open: true },
);

export const definitionNamespace = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition';

export const serviceDefinition = element(
  'ServiceDefinition',
  message(
    'What the cloud service is made of: its roles, their endpoints, and the settings and certificates they need.',
  ),
  sources.definition,
  {
    attributes: [
      required('name', identifier, message('The name of the service, as the serviceName of its configurations.'), {
        sample: 'ServiceName',
      }),
      required('xmlns', choice(definitionNamespace), message('The namespace of a service definition.')),
      optional(
        'upgradeDomainCount',
        positive,
        message('Into how many groups an update takes the instances; 20 at most.'),
        {
          fallback: '5',
        },
      ),
      optional('schemaVersion', schemaVersion, message('The version of the SDK’s schema that the file follows.'), {
        sample: '2015-04.2.6',
      }),
      optional(
        'topologyChangeDiscovery',
        choices([
          { value: 'UpgradeDomainWalk', doc: message('One group of instances after the other.') },
          { value: 'Blast', doc: message('All instances at once.') },
        ]),
        message('When the instances learn of a change of their number.'),
        { fallback: 'UpgradeDomainWalk' },
      ),
    ],
    groups: [
      [maybe(probes)],
      [many(webRole, 'name'), many(workerRole, 'name'), many(virtualMachineRole)],
      [maybe(networkTrafficRules)],
    ],
  },
);
