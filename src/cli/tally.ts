import type { Severity } from '../cscfg/rules/rule';
import type { CheckedFile, RuleCount } from './formats/writer';

const order: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Counts what a check finds, file by file. */
export class Tally {
  private readonly rules = new Map<string, RuleCount>();
  private readonly severities = new Map<Severity, number>();
  files = 0;
  certificates = 0;
  unverified = 0;

  add({ certificates, findings }: Pick<CheckedFile, 'certificates' | 'findings'>): void {
    this.files++;
    this.certificates += certificates.length;
    this.unverified += certificates.filter(({ verdict }) => verdict.kind === 'unverified').length;
    const own = new Set<string>();
    for (const { code, severity } of findings) {
      const key = `${code} ${severity}`;
      const known = this.rules.get(key) ?? { code, severity, findings: 0, files: 0 };
      const files = known.files + (own.has(key) ? 0 : 1);
      own.add(key);
      this.rules.set(key, { ...known, findings: known.findings + 1, files });
      this.severities.set(severity, this.count(severity) + 1);
    }
  }

  count(severity: Severity): number {
    return this.severities.get(severity) ?? 0;
  }

  /** The most severe first, then by rule. */
  get counts(): readonly RuleCount[] {
    return [...this.rules.values()].sort(
      (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || (a.code < b.code ? -1 : 1),
    );
  }
}
