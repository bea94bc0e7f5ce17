/** A well-formed configuration of about this many UTF-16 units, with the roles and network of a large service. */
export function largeConfiguration(length: number): string {
  const head = `<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Large" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration" osFamily="7" osVersion="*" schemaVersion="2015-04.2.6">
`;
  const roles: string[] = [];
  const addresses: string[] = [];
  for (
    let written = head.length;
    written < length;
    written += (roles.at(-1) ?? '').length + (addresses.at(-1) ?? '').length
  ) {
    addresses.push(address(roles.length));
    roles.push(role(roles.length));
  }
  return `${head}${roles.join('')}  <NetworkConfiguration>
    <VirtualNetworkSite name="large-vnet" />
    <AddressAssignments>
${addresses.join('')}    </AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>
`;
}

function address(index: number): string {
  return `      <InstanceAddress roleName="Role${String(index)}">
        <Subnets>
          <Subnet name="roles" />
        </Subnets>
      </InstanceAddress>
`;
}

function role(index: number): string {
  const name = `Role${String(index)}`;
  const settings = numbers(20).map(
    (number) =>
      `      <Setting name="${name}.Setting${String(number)}" value="DefaultEndpointsProtocol=https;AccountName=account${String(number)};EndpointSuffix=core.windows.net" />\n`,
  );
  const certificates = numbers(5).map(
    (number) =>
      `      <Certificate name="certificate${String(number)}" thumbprint="${thumbprint(index * 5 + number)}" thumbprintAlgorithm="sha1" />\n`,
  );
  return `  <Role name="${name}">
    <Instances count="2" />
    <ConfigurationSettings>
${settings.join('')}    </ConfigurationSettings>
    <Certificates>
${certificates.join('')}    </Certificates>
  </Role>
`;
}

function thumbprint(seed: number): string {
  return (seed * 2_654_435_761).toString(16).toUpperCase().padStart(40, '7CB8B7539D');
}

function numbers(count: number): readonly number[] {
  return [...Array(count).keys()];
}
