import { message } from '../../text/message';
import { element, inAnyOrder, many, maybe, optional, required } from '../build';
import { schemaVersion } from '../schemaVersion';
import { sources } from '../sources';
import { choice, choices, identifier, integer, name, port, positive, text } from '../valueType';
import { webRole, workerRole } from './roles';
import { networkTrafficRules } from './traffic';

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
