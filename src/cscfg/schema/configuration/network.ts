import * as l10n from '@vscode/l10n';
import { element, inAnyOrder, inOrder, many, maybe, one, optional, required, usually, sources } from '../types';
import { choices, identifier, ipv4, name, positive, text } from '../values';
import { accessControls, endpointAcls } from './access';

/** https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-networkconfiguration */

const dnsServer = element('DnsServer', l10n.t('A DNS server that the instances use.'), sources.network, {
  attributes: [
    required('name', name, l10n.t('The name of the DNS server.'), { sample: 'dns1' }),
    required('IPAddress', ipv4, l10n.t('The IPv4 address of the DNS server.')),
  ],
});

const dns = element('Dns', l10n.t('The DNS servers of the deployment.'), sources.network, {
  groups: inOrder(
    maybe(
      element('DnsServers', l10n.t('The DNS servers of the deployment.'), sources.network, {
        groups: inAnyOrder(many(dnsServer, undefined, { least: 1 })),
      }),
    ),
  ),
});

const virtualNetworkSite = element(
  'VirtualNetworkSite',
  l10n.t('The virtual network of the deployment. Required by Cloud Services (extended support).'),
  sources.network,
  {
    attributes: [
      required(
        'name',
        name,
        l10n.t(
          'The name of the virtual network. For a network in another resource group, use "Group RESOURCEGROUP NAME" or its resource ID.',
        ),
        { sample: 'VirtualNetworkName' },
      ),
    ],
  },
);

const subnet = element('Subnet', l10n.t('A subnet of the virtual network.'), sources.network, {
  attributes: [required('name', name, l10n.t('The name of the subnet.'), { refersTo: 'subnet', sample: 'SubnetName' })],
});

const publicIp = element(
  'PublicIP',
  l10n.t('Assigns a public IP address to each instance of the role.'),
  sources.sdkConfiguration,
  {
    attributes: [
      required('name', name, l10n.t('The name of the public IP address.'), { sample: 'PublicIPName' }),
      optional('idleTimeoutInMinutes', positive, l10n.t('Minutes before an idle connection is closed.'), {
        sample: '4',
      }),
      optional(
        'domainNameLabel',
        text,
        l10n.t('The prefix of the DNS names of the addresses. Newer than the published schema.'),
        { sample: 'label' },
      ),
    ],
  },
);

const instanceAddress = element(
  'InstanceAddress',
  l10n.t(
    'Assigns a role to subnets of the virtual network. Cloud Services (extended support) requires one for each role.',
  ),
  sources.network,
  {
    attributes: [
      required('roleName', name, l10n.t('The name of a role in this file.'), { refersTo: 'role', sample: 'RoleName' }),
    ],
    groups: inOrder(
      usually(
        maybe(
          element('Subnets', l10n.t('The subnets of the role instances.'), sources.network, {
            groups: inAnyOrder(usually(many(subnet))),
          }),
        ),
      ),
      maybe(
        element('PublicIPs', l10n.t('The public IP addresses of the role instances.'), sources.sdkConfiguration, {
          groups: inOrder(maybe(publicIp)),
        }),
      ),
    ),
  },
);

const reservedIp = element(
  'ReservedIP',
  l10n.t(
    'The public IP address of the deployment. It must be a static IPv4 address with the Basic SKU that is not in use.',
  ),
  sources.network,
  {
    attributes: [
      required(
        'name',
        name,
        l10n.t(
          'The name of the reserved IP. For an address in another resource group, use "Group RESOURCEGROUP NAME".',
        ),
        {
          sample: 'ReservedIPName',
        },
      ),
      optional(
        'virtualIpName',
        text,
        l10n.t('The VirtualIP with the address, used to swap two services. Not part of the published schema.'),
        { sample: 'VirtualIPName' },
      ),
    ],
  },
);

/** Occurs in Microsoft’s own sample of a swap; no published schema describes its other content. */
const virtualIps = element(
  'VirtualIPs',
  l10n.t('The named public IP addresses of the deployment. Not part of the published schema.'),
  sources.samples,
  {
    open: true,
    groups: inAnyOrder(
      many(
        element(
          'VirtualIP',
          l10n.t('A public IP address of the deployment. Not part of the published schema.'),
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
  l10n.t('The subnets of the roles and the public IP address of the deployment.'),
  sources.network,
  {
    groups: inOrder(
      usually(many(instanceAddress)),
      maybe(
        element(
          'ReservedIPs',
          l10n.t('The public IP address of the deployment. At most one is allowed.'),
          sources.network,
          {
            groups: inOrder(one(reservedIp)),
          },
        ),
      ),
      maybe(virtualIps),
    ),
  },
);

const frontend = element(
  'FrontendIPConfiguration',
  l10n.t('The address of the load balancer in the virtual network.'),
  sources.sdkConfiguration,
  {
    attributes: [
      required(
        'type',
        choices([{ value: 'private', doc: l10n.t('An address in the virtual network.') }]),
        l10n.t('The type of the address. Always private.'),
      ),
      optional('subnet', identifier, l10n.t('The subnet of the address.'), {
        refersTo: 'subnet',
        sample: 'SubnetName',
      }),
      optional('staticVirtualNetworkIPAddress', ipv4, l10n.t('A static IPv4 address.')),
    ],
  },
);

const loadBalancer = element(
  'LoadBalancer',
  l10n.t('An internal load balancer for input endpoints of the service definition (.csdef).'),
  sources.sdkConfiguration,
  {
    attributes: [
      required('name', identifier, l10n.t('The name that the loadBalancer attribute of an InputEndpoint refers to.'), {
        refersTo: 'loadBalancer',
        sample: 'LoadBalancerName',
      }),
    ],
    groups: inOrder(one(frontend)),
  },
);

export const loadBalancers = element(
  'LoadBalancers',
  l10n.t('The internal load balancers of the deployment.'),
  sources.sdkConfiguration,
  { groups: inAnyOrder(many(loadBalancer, 'name', { least: 1 })) },
);

const networkSecurityGroupRef = element(
  'NetworkSecurityGroupRef',
  l10n.t('Applies a network security group to a role.'),
  sources.sdkConfiguration,
  {
    attributes: [
      required('roleName', name, l10n.t('The name of a role in this file.'), { refersTo: 'role', sample: 'RoleName' }),
    ],
    groups: inOrder(
      one(
        element('NetworkSecurityGroup', l10n.t('A network security group.'), sources.sdkConfiguration, {
          attributes: [
            required('name', name, l10n.t('The name of the network security group.'), { sample: 'SecurityGroupName' }),
          ],
        }),
      ),
    ),
  },
);

export const networkConfiguration = element(
  'NetworkConfiguration',
  l10n.t('The virtual network, IP addresses and access rules of the service.'),
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
          l10n.t('The network security groups of the roles.'),
          sources.sdkConfiguration,
          { groups: inAnyOrder(many(networkSecurityGroupRef)) },
        ),
      ),
    ),
  },
);
