/**
 * The entry of the vault bundle: everything that pulls in the Azure SDK, and what is only used along with it. Loaded by
 * `await import('../vault/door')` on first use, never at start-up.
 */
import { redactSdkLog } from './sdk/sdkLog';

redactSdkLog();

export { createControlPlane } from './arm/askControlPlane';
export { isWorthReading, readDeploymentFile } from './arm/deploymentFile';
export { createVaultReader } from './reading/reader';
export { mostCharacters as mostTemplateBytes } from './arm/templateJson';
