import * as l10n from '@vscode/l10n';
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

function role(name: string, doc: string, source: Source, own: readonly ChildType[]): ElementType {
  const shared = [imports, startup, localStorage, localResources, settings, endpoints, certificates, contents];
  return element(name, doc, source, {
    attributes: [
      required('name', identifier, l10n.t('The name of the role, as used in the configurations.'), {
        sample: 'RoleName',
      }),
      optional('vmsize', sizes, l10n.t('The size of the virtual machines of the role.'), {
        fallback: defaultSize,
        sample: 'Standard_D2_v3',
      }),
      optional('enableNativeCodeExecution', boolean, l10n.t('Whether native code and full trust are allowed.'), {
        fallback: 'true',
      }),
    ],
    groups: inAnyOrder(...shared.map(maybe), ...own),
  });
}

export const webRole = role('WebRole', l10n.t('A role that hosts websites in IIS.'), sources.webRole, [
  maybe(inputEndpoints),
  maybe(internalEndpoint),
  expected(sites),
  maybe(webRuntime),
]);

export const workerRole = role('WorkerRole', l10n.t('A role that runs code without IIS.'), sources.workerRole, [
  maybe(workerRuntime),
]);

/** Which roles may call which internal endpoints. */

const roleName = (doc: string) => required('roleName', identifier, doc, { refersTo: 'role', sample: 'RoleName' });

const roleEndpoint = element('RoleEndpoint', l10n.t('An internal endpoint of a role.'), sources.traffic, {
  attributes: [
    required('endpointName', identifier, l10n.t('The name of the endpoint.'), {
      refersTo: 'roleEndpoint',
      sample: 'EndpointName',
    }),
    roleName(l10n.t('The role of the endpoint.')),
  ],
});

const destinations = element('Destinations', l10n.t('The endpoints of the rule.'), sources.traffic, {
  groups: inAnyOrder(many(roleEndpoint, undefined, { least: 1 })),
});

const fromRole = element('FromRole', l10n.t('A role that can call the endpoints.'), sources.traffic, {
  attributes: [roleName(l10n.t('The name of the role.'))],
});

const whenSource = element('WhenSource', l10n.t('The roles that can call the endpoints.'), sources.traffic, {
  attributes: [required('matches', choice('AnyRule'), l10n.t('Always AnyRule.'))],
  groups: inAnyOrder(many(fromRole)),
});

const onlyAllowTrafficTo = element(
  'OnlyAllowTrafficTo',
  l10n.t('Limits which roles can call internal endpoints.'),
  sources.traffic,
  {
    groups: [
      [one(destinations)],
      [
        maybe(element('AllowAllTraffic', l10n.t('Every role can call the endpoints.'), sources.traffic)),
        usually(maybe(whenSource)),
      ],
    ],
    exactlyOneOf: ['AllowAllTraffic', 'WhenSource'],
  },
);

export const networkTrafficRules = element(
  'NetworkTrafficRules',
  l10n.t('The roles that can call internal endpoints.'),
  sources.traffic,
  { groups: inAnyOrder(many(onlyAllowTrafficTo)) },
);

/** https://learn.microsoft.com/azure/cloud-services-extended-support/schema-csdef-file */

const probe = element(
  'LoadBalancerProbe',
  l10n.t('A custom health probe that replaces the default probe of the platform.'),
  sources.probe,
  {
    attributes: [
      required('name', name, l10n.t('The name that the loadBalancerProbe attribute of an InputEndpoint refers to.'), {
        sample: 'ProbeName',
      }),
      required(
        'protocol',
        choices([
          { value: 'http', doc: l10n.t('A healthy instance responds with status 200.') },
          { value: 'tcp', doc: l10n.t('A healthy instance accepts the connection.') },
        ]),
        l10n.t('The protocol of the probe.'),
      ),
      optional('path', text, l10n.t('The path of the HTTP request. Used only for http.'), { sample: '/health' }),
      optional('port', port, l10n.t('The port of the probe. By default, the port of the endpoint.'), { sample: '80' }),
      optional('intervalInSeconds', integer(5), l10n.t('Seconds between probes. At least 5.'), {
        fallback: '15',
      }),
      optional(
        'timeoutInSeconds',
        integer(11),
        l10n.t('Seconds without a response before an instance stops receiving traffic. At least 11.'),
        { fallback: '31' },
      ),
    ],
  },
);

const probes = element('LoadBalancerProbes', l10n.t('The custom health probes of the service.'), sources.probe, {
  groups: inAnyOrder(many(probe, 'name')),
});

const virtualMachineRole = element(
  'VirtualMachineRole',
  l10n.t('VM role (no longer supported).'),
  sources.sdkDefinition,
  { open: true },
);

export const definitionNamespace = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition';

export const serviceDefinition = element(
  'ServiceDefinition',
  l10n.t('The definition of a cloud service: its roles and their endpoints, settings and certificates.'),
  sources.definition,
  {
    attributes: [
      required('name', identifier, l10n.t('The name of the service. The configurations use it as serviceName.'), {
        sample: 'ServiceName',
      }),
      required('xmlns', choice(definitionNamespace), l10n.t('The namespace of a service definition.')),
      optional('upgradeDomainCount', positive, l10n.t('The number of update domains. At most 20.'), {
        fallback: '5',
      }),
      optional('schemaVersion', schemaVersion, l10n.t('The version of the SDK schema.'), {
        sample: '2015-04.2.6',
      }),
      optional(
        'topologyChangeDiscovery',
        choices([
          { value: 'UpgradeDomainWalk', doc: l10n.t('One update domain at a time.') },
          { value: 'Blast', doc: l10n.t('All instances at once.') },
        ]),
        l10n.t('How instances are notified when the number of instances changes.'),
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
