import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { wholeRoot } from '../network/deployment';
import {
  type CheckContext,
  type Finding,
  type Problem,
  references,
  type Related,
  type Rule,
  type Severity,
} from '../rule';
import { type DeploymentProblem, reserved } from './problem';
import { roleProblems } from './roleProfile';
import { secretProblems } from './secrets';
import { isSuppressedInDeployment } from '../suppressions';
import { groupProblems } from './vaultGroups';
import { uniqueBy } from '../../../text/objects';

function deploymentProblems(document: CscfgDocument, context: CheckContext): readonly DeploymentProblem[] {
  return document.derive(compareWithDeployment, context);
}

function compareWithDeployment(document: CscfgDocument, context: CheckContext): readonly DeploymentProblem[] {
  const { deployment } = context;
  if (deployment === undefined || wholeRoot(document) === undefined) {
    return [];
  }
  const all = deployment.services.flatMap((service) => {
    const comparison = { document, context, deployment, service };
    return [...groupProblems(comparison), ...secretProblems(comparison), ...roleProblems(comparison)];
  });
  // Deployments with different parameter files share the texts of one template.
  return uniqueBy(all, ({ code, here, there }) =>
    JSON.stringify([code, here?.span, there.file, there.span, there.message]),
  );
}

interface Row {
  readonly code: string;
  readonly summary: string;
  readonly remedy: string;
  readonly reference?: string;
}

const rows: readonly Row[] = [
  {
    code: 'osprofile-missing',
    summary: 'The deployment template does not contain a certificate of the configuration in osProfile.secrets',
    remedy: 'Add the secret identifier to the template',
  },
  {
    code: 'osprofile-outdated-version',
    summary: 'The deployment template contains another version of a certificate than the configuration',
    remedy: 'Use the version of the configuration in the template, or the other way around',
  },
  {
    code: 'osprofile-unversioned',
    summary: 'A secret identifier in the deployment template has no version',
    remedy: 'Add the version',
  },
  {
    code: 'osprofile-certificate-id',
    summary: 'The deployment template contains a certificate identifier where a secret identifier is required',
    remedy: 'Use the secret identifier',
  },
  {
    code: 'osprofile-repeated-vault',
    summary: 'osProfile.secrets of the deployment template contains a vault more than once',
    remedy: 'Merge the groups',
  },
  {
    code: 'osprofile-other-vault',
    summary: 'A secret in the deployment template is not in the vault of its group',
    remedy: 'Move the secret to the group of its vault',
  },
  {
    code: 'role-profile-mismatch',
    summary: 'Names, sizes or numbers of instances of roles differ between the deployment template and the service',
    remedy: 'Use the value of the service in the template, or the other way around',
    reference: references.overrideSku,
  },
];

/** `findingsInDeployments` reports their problems in deployment files. */
export const deploymentRules: readonly Rule[] = rows.map(({ code, summary, remedy, reference }) => ({
  code,
  severity: 'error',
  summary,
  remedy,
  reference: reference ?? references.keyVault,
  *check(document, context) {
    for (const problem of deploymentProblems(document, context)) {
      if (problem.code === code && problem.here !== undefined) {
        yield problemHere(problem, problem.here);
      }
    }
  },
  *fixes({ proposals }) {
    yield* proposals ?? [];
  },
}));

function problemHere(problem: DeploymentProblem, here: NonNullable<DeploymentProblem['here']>): Problem {
  const { there, fixes } = problem;
  const { message, ...place } = here;
  return {
    ...place,
    message: reserved(message, problem),
    related: [{ file: there.file, span: there.span, message: l10n.t('The deployment') }],
    proposals: fixes,
    ...severityOf(problem),
  };
}

/** Only likely if a pipeline may override it. */
function severityOf({ certain }: DeploymentProblem): { readonly severity?: Severity } {
  return certain ? {} : { severity: 'warning' };
}

/** Fixes edit the configuration first. */
export interface DeploymentFinding extends Pick<Finding, 'code' | 'severity' | 'span' | 'message'> {
  readonly file: string;
  readonly related: readonly Omit<Related, 'file'>[];
  readonly fixes: DeploymentProblem['fixes'];
}

export function findingsInDeployments(document: CscfgDocument, context: CheckContext): readonly DeploymentFinding[] {
  return deploymentProblems(document, context).flatMap((problem) => {
    const { code, here, there, fixes } = problem;
    const level = context.levels[code] ?? 'error';
    const text = context.deployment?.textOf(there.file) ?? '';
    if (level === 'off' || isSuppressedInDeployment(text, { code, span: there.span })) {
      return [];
    }
    const severity = level === 'error' ? (severityOf(problem).severity ?? level) : level;
    const related = here === undefined ? [] : [{ span: here.span, message: l10n.t('The configuration') }];
    return [
      { file: there.file, span: there.span, message: reserved(there.message, problem), code, severity, related, fixes },
    ];
  });
}
