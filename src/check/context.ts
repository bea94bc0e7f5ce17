import type { CscfgDocument } from '../cscfg/document';
import type { CheckContext, DeploymentKnowledge } from '../cscfg/rules/rule';
import type { Service } from '../cscfg/service/service';
import type { Thumbprint, Verdict } from '../certificate/verdict';
import { once, present } from '../text/objects';
import { knownVersions, usableCertificates } from '../vault/snapshot/inventory';
import { judge } from '../vault/snapshot/judge';
import type { VaultSnapshot } from '../vault/snapshot/snapshot';
import type { RuleLevels } from './ruleLevels';

export interface CheckSettings {
  readonly expiryWarningDays: number;
  readonly levels: RuleLevels;
}

/** Everything except the time that a judgement depends on, as immutable data. */
export interface DocumentState<Settings extends CheckSettings = CheckSettings> {
  readonly cscfg: CscfgDocument;
  readonly settings: Settings;
  readonly snapshots: readonly VaultSnapshot[];
  /** Undefined if the other files of the service are unknown. */
  readonly service: Service | undefined;
  readonly fileName: string;
  /** The file names vaults that are not read because its workspace is not trusted. */
  readonly untrusted?: boolean;
  readonly offline?: boolean;
  /** What certainly deploys the file; the same object until it changes. */
  readonly deployment?: DeploymentKnowledge;
}

/** `now`: milliseconds since 1970. */
export function checkContext(state: DocumentState, now: number): CheckContext {
  const { snapshots, settings, service, fileName, untrusted = false } = state;
  // Only fixes read these. A certificate of a vault that does not belong to the file is never proposed.
  const inventory = once(() => (untrusted ? [] : usableCertificates(snapshots, now)));
  const known = once(() => (untrusted ? [] : knownVersions(snapshots)));
  return {
    verdictOf: verdicts(state, now),
    get inventory() {
      return inventory();
    },
    known,
    now,
    levels: settings.levels,
    fileName,
    ...present('service', service),
    ...present('deployment', state.deployment),
  };
}

function verdicts(state: DocumentState, now: number): CheckContext['verdictOf'] {
  const { snapshots, settings, untrusted = false, offline = false } = state;
  const { expiryWarningDays } = settings;
  const known = new Map<Thumbprint, Verdict>();
  return (thumbprint) => {
    let verdict = known.get(thumbprint);
    if (verdict === undefined) {
      verdict = offline
        ? { kind: 'unverified', reason: { kind: 'notAsked' } }
        : judge(thumbprint, snapshots, { now, expiryWarningDays, untrusted });
      known.set(thumbprint, verdict);
    }
    return verdict;
  };
}
