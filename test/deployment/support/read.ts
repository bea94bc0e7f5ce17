import assert from 'node:assert/strict';
import { type DeployedService, type Found, isKnown } from '../../../src/deployment/deployedService';
import { type Deployment, readDeployments } from '../../../src/deployment/deployments';

/** The texts of files by their names. */
export type Files = Readonly<Record<string, string>>;

export function read(files: Files): readonly Deployment[] {
  return readDeployments(Object.entries(files).map(([file, text]) => ({ file, text })));
}

/** The only Cloud Service that the files deploy. */
export function only(files: Files): DeployedService {
  const services = read(files).flatMap((deployment) => deployment.services);
  assert.equal(services.length, 1);
  return services[0]!;
}

/** `value (file, certain)`, or the reason why there is none. */
export function said(found: Found<unknown> | undefined): string {
  if (found === undefined) {
    return 'absent';
  }
  if (isKnown(found)) {
    return `${String(found.value)} (${found.file}, ${found.certain ? 'certain' : 'likely'})`;
  }
  const { notChecked } = found;
  return `not checked: ${notChecked.kind}${'name' in notChecked ? ` ${notChecked.name}` : ''}`;
}
