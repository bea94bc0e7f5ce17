/**
 * The entry of the vault bundle: everything that pulls in the Azure SDK, and what is only used along with it. Loaded by
 * `await import('../vault/index')` on first use, never at start-up.
 */
import { redactSdkLog } from './client/sdkLog';

redactSdkLog();

export { createControlPlane } from './management/resourceManager';
export { mayDescribeDeployment, readDeploymentFile } from '../deployment/template';
export { createVaultReader } from './snapshot/reader';
export { mostCharacters as mostTemplateBytes } from '../text/json';
