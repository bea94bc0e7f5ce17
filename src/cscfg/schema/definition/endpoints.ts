import * as l10n from '@vscode/l10n';
import { element, inAnyOrder, inOrder, many, one, optional, required, sources } from '../types';
import { boolean, choice, identifier, port, portOrAny, positive } from '../values';

const endpointName = required('name', identifier, l10n.t('The unique name of the endpoint.'), {
  sample: 'EndpointName',
});

const idleTimeout = optional(
  'idleTimeoutInMinutes',
  positive,
  l10n.t('Minutes before an idle TCP connection is closed.'),
  { sample: '4' },
);

const inputEndpoint = element('InputEndpoint', l10n.t('A public port of the service.'), sources.webRole, {
  attributes: [
    endpointName,
    required(
      'protocol',
      choice('http', 'https', 'tcp', 'udp'),
      l10n.t('The protocol of the endpoint. An HTTPS endpoint requires a certificate.'),
    ),
    required('port', port, l10n.t('The public port, from 1 to 65535.'), { sample: '80' }),
    optional('certificate', identifier, l10n.t('The name of a certificate of the role, for an HTTPS endpoint.'), {
      refersTo: 'certificate',
      sample: 'CertificateName',
    }),
    optional('localPort', portOrAny, l10n.t('The port on the virtual machine. Use * for any port.'), {
      fallback: '*',
    }),
    optional(
      'ignoreRoleInstanceStatus',
      boolean,
      l10n.t('Whether the load balancer also sends traffic to instances that are not ready.'),
      { fallback: 'false' },
    ),
    optional('loadBalancerProbe', identifier, l10n.t('The name of a LoadBalancerProbe.'), {
      refersTo: 'probe',
      sample: 'ProbeName',
    }),
    optional('loadBalancer', identifier, l10n.t('The name of an internal LoadBalancer in the configurations.'), {
      refersTo: 'loadBalancer',
      sample: 'LoadBalancerName',
    }),
    idleTimeout,
    optional(
      'loadBalancerDistribution',
      choice('none', 'sourceIP', 'sourceIPProtocol'),
      l10n.t('How the load balancer distributes requests from the same address.'),
    ),
  ],
});

const range = element('FixedPortRange', l10n.t('A range of ports.'), sources.webRole, {
  attributes: [
    required('min', port, l10n.t('The first port, from 1 to 65535.'), { sample: '10000' }),
    required('max', port, l10n.t('The last port, from 1 to 65535.'), { sample: '10010' }),
  ],
});

const fixedPort = element('FixedPort', l10n.t('One port.'), sources.webRole, {
  attributes: [required('port', port, l10n.t('The port, from 1 to 65535.'), { sample: '10000' })],
});

/** Also directly in a web role, from before there were `Endpoints`. */
export const internalEndpoint = element(
  'InternalEndpoint',
  l10n.t('A port that only instances of the service can reach.'),
  sources.webRole,
  {
    attributes: [
      endpointName,
      required(
        'protocol',
        choice('http', 'tcp', 'udp', 'any'),
        l10n.t('The protocol of the endpoint. Use any to allow every protocol and port.'),
      ),
      optional('port', portOrAny, l10n.t('The port. By default, the platform chooses one.'), { sample: '8080' }),
    ],
    groups: inAnyOrder(many(fixedPort), many(range)),
  },
);

const allocatePublicPortFrom = element(
  'AllocatePublicPortFrom',
  l10n.t('The range of public ports for the instances.'),
  sources.webRole,
  { groups: inOrder(one(range)) },
);

const instanceInputEndpoint = element(
  'InstanceInputEndpoint',
  l10n.t('A public port for each instance.'),
  sources.webRole,
  {
    attributes: [
      endpointName,
      required('localPort', port, l10n.t('The port that each instance listens on.'), { sample: '8080' }),
      required('protocol', choice('tcp', 'udp'), l10n.t('The protocol of the endpoint. Use tcp for HTTP and HTTPS.')),
      idleTimeout,
    ],
    groups: inOrder(one(allocatePublicPortFrom)),
  },
);

export const endpoints = element(
  'Endpoints',
  l10n.t('The public and internal endpoints of the role.'),
  sources.webRole,
  {
    groups: inAnyOrder(
      many(inputEndpoint, 'name'),
      many(internalEndpoint, 'name'),
      many(instanceInputEndpoint, 'name'),
    ),
  },
);

export const inputEndpoints = element(
  'InputEndpoints',
  l10n.t('The input endpoints of a web role in older definitions. Use Endpoints instead.'),
  sources.sdkDefinition,
  { groups: inAnyOrder(many(inputEndpoint, 'name')) },
);
