import { escapeAttribute, insertAfter } from '../xml/edit';
import { parseCscfg, type CscfgDocument } from './document';
import type { ServiceDefinition } from './model/definition';
import { networkLines } from './rules/network/skeleton';
import { configurationNamespace } from './schema/configuration/serviceConfiguration';
import { definitionNamespace } from './schema/definition/serviceDefinition';
import { recommendedFamily } from './schema/osFamilies';
import { addRole } from './service/edits';
import { plainlyNamed } from './service/names';

/** The two files of a service that a person writes. */
export type SkeletonKind = 'configuration' | 'definition';

const prolog = '<?xml version="1.0" encoding="utf-8"?>\n';
const schemaVersion = '2015-04.2.6';

/** With sample names; has no problems. */
export function skeleton(kind: SkeletonKind): string {
  return textOf(kind, (_, sample) => sample);
}

export function skeletonSnippet(kind: SkeletonKind): string {
  return textOf(kind, (stop, sample) => `\${${String(stop)}:${sample}}`);
}

/** With the service name and all roles of the definition. */
export function configurationFor({ name, roles }: ServiceDefinition): string {
  const root = configurationRoot(escapeAttribute(name?.value ?? ''));
  const withRoles = plainlyNamed(roles).reduce<CscfgDocument>(
    (document, role) => document.edited(addRole(document, role)),
    parseCscfg(`${root}\n</ServiceConfiguration>\n`),
  );
  const { text, model } = withRoles;
  const last = model.roles.at(-1);
  const network = networkLines(text, model);
  const { text: whole } = last === undefined ? withRoles : withRoles.edited([insertAfter(text, last.element, network)]);
  return prolog + whole;
}

/** For the number of its tab stop, and a sample. */
type Value = (stop: number, sample: string) => string;

function textOf(kind: SkeletonKind, value: Value): string {
  const service = value(1, 'MyService');
  const role = value(2, 'WebRole');
  return prolog + (kind === 'configuration' ? configuration(service, role, value) : definition(service, role, value));
}

function configurationRoot(service: string): string {
  return `<ServiceConfiguration serviceName="${service}" osFamily="${recommendedFamily}" osVersion="*" schemaVersion="${schemaVersion}" xmlns="${configurationNamespace}">`;
}

function configuration(service: string, role: string, value: Value): string {
  return `${configurationRoot(service)}
  <Role name="${role}">
    <Instances count="${value(3, '2')}" />
    <ConfigurationSettings />
    <Certificates />
  </Role>
  <NetworkConfiguration>
    <VirtualNetworkSite name="${value(4, 'VirtualNetworkName')}" />
    <AddressAssignments>
      <InstanceAddress roleName="${role}">
        <Subnets>
          <Subnet name="${value(5, 'SubnetName')}" />
        </Subnets>
      </InstanceAddress>
    </AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>
`;
}

function definition(service: string, role: string, value: Value): string {
  return `<ServiceDefinition name="${service}" schemaVersion="${schemaVersion}" xmlns="${definitionNamespace}">
  <WebRole name="${role}" vmsize="${value(3, 'Standard_D2_v3')}">
    <Sites>
      <Site name="Web">
        <Bindings>
          <Binding name="HttpIn" endpointName="HttpIn" />
        </Bindings>
      </Site>
    </Sites>
    <Endpoints>
      <InputEndpoint name="HttpIn" protocol="http" port="80" />
    </Endpoints>
    <ConfigurationSettings />
    <Certificates />
  </WebRole>
</ServiceDefinition>
`;
}
