import type { Judgement } from '../../check/judge';
import { findingsInDeployments } from '../../cscfg/rules/deployment/rules';
import { notCheckedIn } from '../../deployment/notChecked';
import { rangesIn, type ReportedFinding, type ReportedReason } from './finding';

export interface ReportedDeploymentFile {
  readonly path: string;
  readonly certificates: readonly [];
  readonly findings: readonly ReportedFinding[];
  readonly notChecked: readonly ReportedReason[];
}

/**
 * The files that deploy the judged configurations, in the order of their addresses, with the findings that no
 * configuration has. `nameOf` gives the path in the report.
 */
export function deploymentFiles(
  judged: readonly Pick<Judgement, 'cscfg' | 'context'>[],
  nameOf: (file: string) => string,
): readonly ReportedDeploymentFile[] {
  const services = judged.flatMap(({ context }) => context.deployment?.services ?? []);
  const found = judged.flatMap(({ cscfg, context }) =>
    findingsInDeployments(cscfg, context)
      .filter(({ related }) => related.length === 0)
      .map(({ file, span, code, severity, message }) => {
        const range = rangesIn(context.deployment?.textOf(file) ?? '')(span);
        return { file, start: span.start, finding: { code, severity, message, range } };
      }),
  );
  const files = [...new Set([...services, ...found].map(({ file }) => file))].sort();
  return files.map((file) => {
    const own = found.filter((one) => one.file === file).sort((a, b) => a.start - b.start);
    // Several configurations can have the same deployment.
    const findings = new Map(own.map(({ finding }) => [JSON.stringify(finding), finding]));
    const unknown = notCheckedIn(services.filter((service) => service.file === file));
    return {
      path: nameOf(file),
      certificates: [],
      findings: [...findings.values()],
      notChecked: unknown.map(({ notChecked }) => notChecked),
    };
  });
}
