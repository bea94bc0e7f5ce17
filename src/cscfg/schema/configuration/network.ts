import { message } from '../../../text/message';
import { element, inAnyOrder, inOrder, many, maybe, one, optional, required, usually, sources } from '../types';
import { choices, identifier, ipv4, name, positive, text } from '../values';
import { accessControls, endpointAcls } from './access';

/** https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-networkconfiguration */

const dnsServer = element('DnsServer', message('A DNS server that the instances ask.'), sources.network, {
  attributes: [
    required('name', name, message('A name for the server.'), { sample: 'dns1' }),
    required('IPAddress', ipv4, message('The server’s IPv4 address.')),
  ],
});

const dns = element('Dns', message('The DNS servers of the deployment.'), sources.network, {
  groups: inOrder(
    maybe(
      element('DnsServers', message('The DNS servers of the deployment.'), sources.network, {
        groups: inAnyOrder(many(dnsServer, undefined, { least: 1 })),
      }),
    ),
  ),
});

const virtualNetworkSite = element(
  'VirtualNetworkSite',
  message('The virtual network that the service is deployed into. Extended support requires one.'),
  sources.network,
  {
    attributes: [
      required(
        'name',
        name,
        message(
          'Its name where it is in the service’s resource group; else “Group RESOURCEGROUP NAME”, or its whole resource id.',
        ),
        { sample: 'VirtualNetworkName' },
      ),
    ],
  },
);

const subnet = element('Subnet', message('A subnet of the virtual network.'), sources.network, {
  attributes: [required('name', name, message('The subnet’s name.'), { refersTo: 'subnet', sample: 'SubnetName' })],
});

const publicIp = element(
  'PublicIP',
  message('Gives each instance of the role a public IP address of its own.'),
  sources.sdkConfiguration,
  {
    attributes: [
      required('name', name, message('A name for the address.'), { sample: 'PublicIPName' }),
      optional('idleTimeoutInMinutes', positive, message('Minutes after which an idle connection is closed.'), {
        sample: '4',
      }),
      optional(
        'domainNameLabel',
        text,
        message('What the addresses’ DNS names begin with. Newer than the published schema.'),
        { sample: 'label' },
      ),
    ],
  },
);

const instanceAddress = element(
  'InstanceAddress',
  message('Puts a role into subnets of the virtual network. Extended support requires one for every role.'),
  sources.network,
  {
    attributes: [
      required('roleName', name, message('The name of a role of this file.'), { refersTo: 'role', sample: 'RoleName' }),
    ],
    groups: inOrder(
      usually(
        maybe(
          element('Subnets', message('The subnets that the role’s instances are in.'), sources.network, {
            groups: inAnyOrder(usually(many(subnet))),
          }),
        ),
      ),
      maybe(
        element('PublicIPs', message('A public IP address for each instance of the role.'), sources.sdkConfiguration, {
          groups: inOrder(maybe(publicIp)),
        }),
      ),
    ),
  },
);

const reservedIp = element(
  'ReservedIP',
  message('The public IP address of the deployment: static, IPv4, of the SKU Basic, and used by nothing else.'),
  sources.network,
  {
    attributes: [
      required(
        'name',
        name,
        message('Its name, or “Group RESOURCEGROUP NAME” where it is in another resource group.'),
        {
          sample: 'ReservedIPName',
        },
      ),
      optional(
        'virtualIpName',
        text,
        message('The VirtualIP that has the address, for a swap of two services. Seen in Microsoft’s own files only.'),
        { sample: 'VirtualIPName' },
      ),
    ],
  },
);

/** Seen in Microsoft’s own sample of a swap; no published schema says what else it can hold. */
const virtualIps = element(
  'VirtualIPs',
  message('The public addresses of the deployment by name. Seen in Microsoft’s own files only.'),
  sources.samples,
  {
    open: true,
    groups: inAnyOrder(
      many(
        element(
          'VirtualIP',
          message('A public address of the deployment. Seen in Microsoft’s own files only.'),
          sources.samples,
          {
            open: true,
          },
        ),
      ),
    ),
  },
);

const addressAssignments = element(
  'AddressAssignments',
  message('Where the roles are in the virtual network, and the deployment’s public address.'),
  sources.network,
  {
    groups: inOrder(
      usually(many(instanceAddress)),
      maybe(
        element('ReservedIPs', message('The deployment’s public IP address: one at most.'), sources.network, {
          groups: inOrder(one(reservedIp)),
        }),
      ),
      maybe(virtualIps),
    ),
  },
);

const frontend = element(
  'FrontendIPConfiguration',
  message('The address that the load balancer is reached at, in the virtual network.'),
  sources.sdkConfiguration,
  {
    attributes: [
      required(
        'type',
        choices([{ value: 'private', doc: message('An address of the virtual network.') }]),
        message('Always private: the address is one of the virtual network.'),
      ),
      optional('subnet', identifier, message('The subnet that the address is in.'), {
        refersTo: 'subnet',
        sample: 'SubnetName',
      }),
      optional('staticVirtualNetworkIPAddress', ipv4, message('An IPv4 address that stays the same.')),
    ],
  },
);

const loadBalancer = element(
  'LoadBalancer',
  message('An internal load balancer, to which input endpoints of the service definition (.csdef) refer.'),
  sources.sdkConfiguration,
  {
    attributes: [
      required('name', identifier, message('What an InputEndpoint’s loadBalancer names.'), {
        refersTo: 'loadBalancer',
        sample: 'LoadBalancerName',
      }),
    ],
    groups: inOrder(one(frontend)),
  },
);

export const loadBalancers = element(
  'LoadBalancers',
  message('The internal load balancers of the deployment.'),
  sources.sdkConfiguration,
  { groups: inAnyOrder(many(loadBalancer, 'name', { least: 1 })) },
);

const networkSecurityGroupRef = element(
  'NetworkSecurityGroupRef',
  message('Puts a role behind a network security group.'),
  sources.sdkConfiguration,
  {
    attributes: [
      required('roleName', name, message('The name of a role of this file.'), { refersTo: 'role', sample: 'RoleName' }),
    ],
    groups: inOrder(
      one(
        element('NetworkSecurityGroup', message('A network security group.'), sources.sdkConfiguration, {
          attributes: [required('name', name, message('The group’s name.'), { sample: 'SecurityGroupName' })],
        }),
      ),
    ),
  },
);

export const networkConfiguration = element(
  'NetworkConfiguration',
  message('The virtual network of the service, its addresses, and who may reach its endpoints.'),
  sources.network,
  {
    groups: inOrder(
      maybe(dns),
      usually(maybe(virtualNetworkSite)),
      usually(maybe(addressAssignments)),
      maybe(accessControls),
      maybe(endpointAcls),
      maybe(loadBalancers),
      maybe(
        element(
          'NetworkSecurityGroupRefs',
          message('The network security groups of the roles.'),
          sources.sdkConfiguration,
          { groups: inAnyOrder(many(networkSecurityGroupRef)) },
        ),
      ),
    ),
  },
);
