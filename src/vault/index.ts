/**
 * The entry of the vault bundle with the Azure SDK, which is imported on first use because it would slow down
 * activation.
 */
import { redactSdkLog } from './client/sdkLog';

redactSdkLog();

export { config as configureTranslations } from '@vscode/l10n';
export { createControlPlane } from './management/resourceManager';
export { createVaultReader } from './snapshot/reader';
