/** The output of `npm audit --json`: a report, or an error such as an unreachable registry. */
export interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
  readonly message?: string;
}

/**
 * One line for each vulnerable package that dist/THIRD-PARTY-NOTICES.txt names, with its severity and its vulnerable
 * versions. Throws if the report contains no result.
 */
export function bundledVulnerabilities({ vulnerabilities, message }: AuditReport, notices: string): readonly string[] {
  if (vulnerabilities === undefined) {
    throw new Error(`npm did not audit the packages: ${message ?? 'it gave no reason'}.`);
  }
  const bundled = new Set([...notices.matchAll(/^(\S+) \d\S* \(.*\), in /gm)].map(([, name]) => name));
  return Object.entries(vulnerabilities)
    .filter(([name]) => bundled.has(name))
    .map(([name, { severity, range }]) => `${name} ${range}: ${severity}`);
}
