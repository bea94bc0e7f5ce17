/** Texts of service configurations, as short as they can be. */

/** The text with each role's `Certificate` elements on lines of their own. */
export function service(roles: Readonly<Record<string, readonly string[]>>): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<ServiceConfiguration serviceName="Shop">',
    ...Object.entries(roles).flatMap(([name, certificates]) => [
      `  <Role name="${name}">`,
      '    <Certificates>',
      ...certificates.map((one) => `      ${one}`),
      '    </Certificates>',
      '  </Role>',
    ]),
    '</ServiceConfiguration>',
    '',
  ].join('\n');
}

/** The same with one role. */
export function web(...certificates: readonly string[]): string {
  return service({ Web: certificates });
}

export function entry(name: string, thumbprint: string, algorithm = 'sha1'): string {
  return `<Certificate name="${name}" thumbprint="${thumbprint}" thumbprintAlgorithm="${algorithm}" />`;
}

/** Well-formed, and in no vault. */
export const stranger = '0123456789ABCDEF0123456789ABCDEF01234567';
