import * as l10n from '@vscode/l10n';
import type { DeployedService } from '../../../deployment/deployedService';
import { isKnown } from '../../../deployment/deployedService';
import type { DeploymentEdits } from '../../../deployment/edits';
import type { Place } from '../../../deployment/node';
import { nameOf } from '../../../text/paths';
import type { Span } from '../../../text/span';
import type { CscfgDocument } from '../../document';
import type { CertificateEntry, Role } from '../../model/configuration';
import { textFix } from '../fixes';
import type { CheckContext, DeploymentKnowledge, TextFix } from '../rule';

export interface DeploymentProblem {
  readonly code: string;
  /** False if a deployment pipeline may override what the deployment files say. */
  readonly certain: boolean;
  /** In the configuration; absent for a mistake of the deployment alone. */
  readonly here?: {
    readonly span: Span;
    readonly message: string;
    readonly entry?: CertificateEntry;
    readonly role?: Role;
  };
  readonly there: Place & { readonly message: string };
  readonly fixes: readonly TextFix[];
}

export interface Comparison {
  readonly document: CscfgDocument;
  readonly context: CheckContext;
  readonly deployment: DeploymentKnowledge;
  readonly service: DeployedService;
}

export function startOf({ file, span }: Place): Place {
  return { file, span: { start: span.start, end: Math.min(span.start + 1, span.end) } };
}

export function nameOfService({ name, file, span }: DeployedService): Place {
  return isKnown(name) ? name : startOf({ file, span });
}

export function fileName({ file }: Place): string {
  return decodeURIComponent(nameOf(file).replace(/%(?![0-9a-f]{2})/gi, '%25'));
}

/** Adds that a pipeline may override it, unless the problem is certain. */
export function reserved(message: string, { certain }: Pick<DeploymentProblem, 'certain'>): string {
  return certain ? message : l10n.t('{0} A deployment pipeline can override this value.', message);
}

/** `Cloud.cscfg`: how messages in a deployment file refer to the configuration. */
export function configurationFile({ fileName, service }: CheckContext): string {
  return fileName ?? nameOf(service?.self ?? '');
}

export function editDeployment(title: string, edits: DeploymentEdits): TextFix {
  return { ...textFix(title, [], { preferred: true }), elsewhere: [edits] };
}
