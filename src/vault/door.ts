/**
 * The entry of the vault bundle: everything that pulls in the Azure SDK. Loaded by `await import('../vault/door')`
 * on first use, never at start-up.
 */
export { createControlPlane } from './arm/askControlPlane';
export { createVaultReader } from './reading/reader';
