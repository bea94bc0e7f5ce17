import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Report } from '../../src/cli/formats/report';
import { temporaryFolder, type Ended } from './program';

export const thumbprint = '7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA';

/** A service configuration with one role and these `<Certificate>` elements, one per line from line 3. */
export function service(...certificates: readonly string[]): string {
  return [
    '<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">',
    '  <Role name="Web"><Instances count="1" />',
    '    <Certificates>',
    ...certificates.map((one) => `      ${one}`),
    '    </Certificates>',
    '  </Role>',
    '  <NetworkConfiguration>',
    '    <VirtualNetworkSite name="vnet" />',
    '    <AddressAssignments>',
    '      <InstanceAddress roleName="Web"><Subnets><Subnet name="web" /></Subnets></InstanceAddress>',
    '    </AddressAssignments>',
    '  </NetworkConfiguration>',
    '</ServiceConfiguration>',
    '',
  ].join('\n');
}

export function certificate(name: string, value: string): string {
  return `<Certificate name="${name}" thumbprint="${value}" thumbprintAlgorithm="sha1" />`;
}

export const sound = service(certificate('Tls', thumbprint));

/** A folder with these files, deleted when the tests end. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder('cscfg-files-');
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

export function reportOf({ stdout }: Ended): Report {
  return JSON.parse(stdout) as Report;
}
