import type { ServiceText } from '../../src/cscfg/service/compose';

const space = 'http://schemas.microsoft.com/ServiceHosting/2008/10';
const thumbprint = '7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA';

export const configurationPath = 'svc/ServiceConfiguration.Cloud.cscfg';
export const definitionPath = 'svc/ServiceDefinition.csdef';

/** A service without any problem, whose files have a bit of everything that rules compare. */
export const sampleService: readonly ServiceText[] = [
  {
    path: configurationPath,
    text: `<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Shop" xmlns="${space}/ServiceConfiguration" osFamily="7" osVersion="*" schemaVersion="2015-04.2.6">
  <Role name="WebRole">
    <Instances count="2" />
    <ConfigurationSettings>
      <Setting name="Storage" value="orders" />
      <Setting name="ShopUrl" value="https://www.contoso.com/" />
    </ConfigurationSettings>
    <Certificates>
      <!-- Renewed every year -->
      <Certificate name="Web" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />
      <Certificate name="Api" thumbprint="#{Api}#" thumbprintAlgorithm="sha1" />
    </Certificates>
  </Role>
  <Role name="Worker">
    <Instances count="1" />
    <ConfigurationSettings>
      <Setting name="Storage" value="orders" />
    </ConfigurationSettings>
  </Role>
  <NetworkConfiguration>
    <VirtualNetworkSite name="shop-vnet" />
    <AddressAssignments>
      <InstanceAddress roleName="WebRole">
        <Subnets>
          <Subnet name="web" />
        </Subnets>
      </InstanceAddress>
      <InstanceAddress roleName="Worker">
        <Subnets>
          <Subnet name="worker" />
        </Subnets>
      </InstanceAddress>
      <ReservedIPs>
        <ReservedIP name="shop-ip" />
      </ReservedIPs>
    </AddressAssignments>
    <AccessControls>
      <AccessControl name="Office">
        <Rule order="1" action="permit" remoteSubnet="10.0.0.0/8" />
      </AccessControl>
    </AccessControls>
    <EndpointAcls>
      <EndpointAcl role="WebRole" endPoint="Https" accessControl="Office" />
    </EndpointAcls>
    <LoadBalancers>
      <LoadBalancer name="Inner">
        <FrontendIPConfiguration type="private" subnet="web" />
      </LoadBalancer>
    </LoadBalancers>
  </NetworkConfiguration>
</ServiceConfiguration>
`,
  },
  {
    path: 'svc/ServiceConfiguration.Staging.cscfg',
    text: `<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Shop" xmlns="${space}/ServiceConfiguration" osFamily="7" osVersion="*" schemaVersion="2015-04.2.6">
  <Role name="WebRole">
    <Instances count="1" />
    <ConfigurationSettings>
      <Setting name="Storage" value="staging" />
      <Setting name="ShopUrl" value="https://staging.contoso.com/" />
    </ConfigurationSettings>
    <Certificates>
      <Certificate name="Web" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />
      <Certificate name="Api" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />
    </Certificates>
  </Role>
</ServiceConfiguration>
`,
  },
  {
    path: definitionPath,
    text: `<?xml version="1.0" encoding="utf-8"?>
<ServiceDefinition name="Shop" xmlns="${space}/ServiceDefinition" schemaVersion="2015-04.2.6">
  <WebRole name="WebRole" vmsize="Standard_D2_v3">
    <Sites>
      <Site name="Web">
        <Bindings>
          <Binding name="Https" endpointName="Https" />
        </Bindings>
      </Site>
    </Sites>
    <Endpoints>
      <InputEndpoint name="Https" protocol="https" port="443" certificate="Web" />
      <InputEndpoint name="Api" protocol="https" port="8443" certificate="Api" />
    </Endpoints>
    <ConfigurationSettings>
      <Setting name="Storage" />
      <Setting name="ShopUrl" />
    </ConfigurationSettings>
    <Certificates>
      <Certificate name="Web" storeLocation="LocalMachine" storeName="My" />
      <Certificate name="Api" storeLocation="LocalMachine" storeName="My" />
    </Certificates>
  </WebRole>
  <WorkerRole name="Worker" vmsize="Standard_D2_v3">
    <Endpoints>
      <InputEndpoint name="Queue" protocol="tcp" port="9999" loadBalancer="Inner" />
    </Endpoints>
    <ConfigurationSettings>
      <Setting name="Storage" />
    </ConfigurationSettings>
  </WorkerRole>
</ServiceDefinition>
`,
  },
];
