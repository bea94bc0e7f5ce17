/** Contains the Azure SDK, so it is imported on first use: loading it would slow down activation. */
import { redactSdkLog } from './client/sdkLog';

redactSdkLog();

export { config as configureTranslations } from '@vscode/l10n';
export { createControlPlane } from './management/resourceManager';
export { createVaultReader } from './snapshot/reader';
