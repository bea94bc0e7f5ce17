import { parseCscfg } from '../../src/cscfg/document';

/** A service definition that declares all values of the configuration. */
export function definitionOf(configuration: string): string {
  const { model } = parseCscfg(configuration);
  const roles = model.roles.map(
    ({ name, settings, certificates }) => `  <WorkerRole name="${name?.value ?? ''}">
    <ConfigurationSettings>
${settings.map((one) => `      <Setting name="${one.name?.value ?? ''}" />\n`).join('')}    </ConfigurationSettings>
    <Certificates>
${certificates.map((one) => `      <Certificate name="${one.name?.value ?? ''}" storeLocation="LocalMachine" storeName="My" />\n`).join('')}    </Certificates>
  </WorkerRole>
`,
  );
  return `<ServiceDefinition name="${model.serviceName?.value ?? ''}" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
${roles.join('')}</ServiceDefinition>
`;
}
