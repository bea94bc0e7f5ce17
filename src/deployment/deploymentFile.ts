import { type Deployment, type DeploymentText, mayDescribeDeployment } from './deployments';
import { writtenUrls } from './writtenUrls';

const schema = /"\$schema"\s*:\s*"[^"]*\/deployment(?:Template|Parameters)\.json/i;

/** A fast test for what `isDeploymentFile` may accept, before the files are read together. */
export function mayBeDeploymentFile(file: DeploymentText): boolean {
  return mayDescribeDeployment(file) || schema.test(file.text);
}

/** Recognizes templates and parameter files among files with the URL of a vault. `deployments`: of all these files. */
export function deploymentFileTest(deployments: readonly Deployment[]): (file: DeploymentText) => boolean {
  const { urls, unresolved } = writtenUrls(deployments);
  const known = new Set([
    ...deployments.flatMap(({ template, parameters }) => [template, ...(parameters === undefined ? [] : [parameters])]),
    ...[...urls, ...unresolved].map(({ file }) => file),
  ]);
  return (file) =>
    known.has(file.file) ||
    schema.test(file.text) ||
    (/\.(?:bicep(?:param)?|tf)$/i.test(file.file) && mayDescribeDeployment(file));
}
