import { basename } from 'node:path';
import { type Judgement, judgeDocument } from '../check/judge';
import type { RuleLevels } from '../check/ruleLevels';
import { findingsInDeployments } from '../cscfg/rules/deployment/rules';
import { proposedFixes } from '../cscfg/rules/check';
import { findingSubject } from '../cscfg/rules/entries';
import type { Finding, Fix } from '../cscfg/rules/rule';
import { type DeployedService } from '../deployment/deployedService';
import { notCheckedIn } from '../deployment/notChecked';
import { present } from '../text/objects';
import type { VaultSnapshot } from '../vault/snapshot/snapshot';
import type { Baseline } from './baseline';
import type { ReadDeployments } from './deployments';
import type { Configuration } from './files';
import { fingerprintsIn } from './fingerprint';
import { type RangeOf, rangesIn } from './formats/finding';
import { certificatesOf } from './formats/report';
import type { CheckedFile, CheckedFinding, CheckedFix } from './formats/writer';
import type { ServiceOf } from './services';

export interface CheckOptions {
  /** The user asked not to read any vault. */
  readonly offline: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly expiryWarningDays: number;
  /** The user's levels for the file of this path. */
  readonly levelsOf: (path: string) => RuleLevels;
  readonly serviceOf: ServiceOf;
  readonly deployments: ReadDeployments;
  readonly baseline: Baseline;
}

/**
 * Checks the files one by one, with the vault data: first the configurations and definitions, then the files that
 * deploy them, in the order of their addresses.
 */
export function* checkedFiles(
  configurations: readonly Configuration[],
  snapshots: readonly VaultSnapshot[],
  options: CheckOptions,
): Iterable<CheckedFile> {
  const deployed = new DeploymentFindings();
  for (const configuration of configurations) {
    const judgement = judgementOf(configuration, snapshots, options);
    deployed.add(judgement);
    yield checkedFile(configuration.path, judgement, options.baseline);
  }
  yield* deployed.files(options);
}

function judgementOf(
  { path, document }: Configuration,
  snapshots: readonly VaultSnapshot[],
  { offline, now, expiryWarningDays, levelsOf, serviceOf, deployments }: CheckOptions,
): Judgement {
  const settings = { expiryWarningDays, levels: { 'thumbprint-unverified': 'off' as const, ...levelsOf(path) } };
  const [service, fileName] = [serviceOf(path), basename(path)];
  const deployment = present('deployment', deployments.deploymentOf(path));
  return judgeDocument({ cscfg: document, settings, snapshots, service, fileName, offline, ...deployment }, now);
}

function checkedFile(path: string, { cscfg, context, findings, fixesOf }: Judgement, baseline: Baseline): CheckedFile {
  const { text } = cscfg;
  const rangeOf = rangesIn(text);
  const fingerprintOf = fingerprintsIn(text);
  const checked = findings.map((finding): CheckedFinding => {
    const { code, severity, span } = finding;
    const subject = findingSubject(finding);
    const message = [...(subject === undefined ? [] : [subject]), finding.message].join(' ');
    const fixes = (): readonly CheckedFix[] => editsIn(fixesOf(finding), rangeOf);
    const nextStep = (): string | undefined => proposedFixes(finding, cscfg, context).find(isEdit)?.title;
    return { code, severity, message, range: rangeOf(span), fingerprint: fingerprintOf(finding), nextStep, fixes };
  });
  const certificates = certificatesOf(cscfg, context, rangeOf);
  return { path, text, certificates, ...baseline.divide(path, checked) };
}

/** Others need the editor, such as a choice of a certificate. */
function isEdit({ kind }: Fix): boolean {
  return kind === 'edit';
}

/** The fixes that are edits of this file alone. */
function editsIn(fixes: ReturnType<Judgement['fixesOf']>, rangeOf: RangeOf): readonly CheckedFix[] {
  return fixes.flatMap((fix) =>
    fix.kind === 'edit' && fix.elsewhere === undefined
      ? [
          {
            title: fix.title,
            edits: fix.edits.map((edit) => ({ range: rangeOf(edit), newText: edit.newText })),
          },
        ]
      : [],
  );
}

interface FoundInDeployment extends Pick<Finding, 'code' | 'severity' | 'span' | 'message'> {
  readonly file: string;
  readonly text: string;
}

/** The findings in the files that deploy the configurations, as far as no configuration has them. */
class DeploymentFindings {
  private readonly services = new Set<DeployedService>();
  private readonly texts = new Map<string, string>();
  private readonly found: FoundInDeployment[] = [];

  add({ cscfg, context }: Judgement): void {
    const { deployment } = context;
    if (deployment === undefined) {
      return;
    }
    for (const service of deployment.services) {
      this.services.add(service);
      this.texts.set(service.file, deployment.textOf(service.file) ?? '');
    }
    for (const { related, file, span, code, severity, message } of findingsInDeployments(cscfg, context)) {
      const text = deployment.textOf(file) ?? '';
      this.texts.set(file, text);
      if (related.length === 0) {
        this.found.push({ file, span, code, severity, message, text });
      }
    }
  }

  *files({ deployments, baseline }: CheckOptions): Iterable<CheckedFile> {
    for (const file of [...this.texts.keys()].sort()) {
      const text = this.texts.get(file) ?? '';
      const [rangeOf, fingerprintOf] = [rangesIn(text), fingerprintsIn(text)];
      const own = this.found.filter((one) => one.file === file).sort((a, b) => a.span.start - b.span.start);
      // Several configurations can have the same deployment.
      const different = new Map(
        own.map((one) => [JSON.stringify([one.code, one.severity, one.message, one.span]), one]),
      );
      const checked = [...different.values()].map((one): CheckedFinding => ({
        ...{ code: one.code, severity: one.severity, message: one.message },
        ...{ range: rangeOf(one.span), fingerprint: fingerprintOf(one), nextStep: () => undefined, fixes: () => [] },
      }));
      const unknown = notCheckedIn([...this.services].filter((service) => service.file === file));
      const path = deployments.nameOf(file);
      const notChecked = unknown.map((one) => one.notChecked);
      yield { path, text, certificates: [], ...baseline.divide(path, checked), notChecked };
    }
  }
}
