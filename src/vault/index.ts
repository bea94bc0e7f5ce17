/**
 * The entry of the vault bundle, which contains the Azure SDK. It is imported dynamically on first use, because loading
 * the SDK would slow down activation.
 */
import { redactSdkLog } from './client/sdkLog';

redactSdkLog();

export { config as configureTranslations } from '@vscode/l10n';
export { createControlPlane } from './management/resourceManager';
export { createVaultReader } from './snapshot/reader';
