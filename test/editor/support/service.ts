const namespace = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration';

/** A service configuration without other findings, with one line per `<Certificate>` element. */
export function service(roles: Readonly<Record<string, readonly string[]>>): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<ServiceConfiguration serviceName="Shop" xmlns="${namespace}">`,
    ...Object.entries(roles).flatMap(([name, certificates]) => [
      `  <Role name="${name}"><Instances count="1" />`,
      '    <Certificates>',
      ...certificates.map((one) => `      ${one}`),
      '    </Certificates>',
      '  </Role>',
    ]),
    '  <NetworkConfiguration>',
    '    <VirtualNetworkSite name="vnet" />',
    '    <AddressAssignments>',
    ...Object.keys(roles).map(
      (name) => `      <InstanceAddress roleName="${name}"><Subnets><Subnet name="s" /></Subnets></InstanceAddress>`,
    ),
    '    </AddressAssignments>',
    '  </NetworkConfiguration>',
    '</ServiceConfiguration>',
    '',
  ].join('\n');
}

export function web(...certificates: readonly string[]): string {
  return service({ Web: certificates });
}

export function entry(name: string, thumbprint: string, algorithm = 'sha1'): string {
  return `<Certificate name="${name}" thumbprint="${thumbprint}" thumbprintAlgorithm="${algorithm}" />`;
}

/** A well-formed thumbprint that is in no vault. */
export const stranger = '0123456789ABCDEF0123456789ABCDEF01234567';
