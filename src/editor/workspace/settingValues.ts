import type { VaultCredential } from '../../vault/options';

/** As in package.json. VS Code underlines an invalid value but still returns it. */

interface NumberSetting {
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

/** By key without `cscfg.`. */
export const numberSettings = {
  expiryWarningDays: { minimum: 0, maximum: 3650, default: 30 },
  requestTimeout: { minimum: 1, maximum: 600, default: 20 },
  cacheMinutes: { minimum: 1, maximum: 1440, default: 15 },
} as const satisfies Readonly<Record<string, NumberSetting>>;

export const booleanSettings = { inlayHints: true, codeLens: false, closeTags: true, checkWorkspace: false } as const;

export const credentialKinds = [
  'auto',
  'vscode',
  'azureCli',
  'default',
] as const satisfies readonly VaultCredential['kind'][];

/** The nearest whole number within the bounds; the default if the value is not a number. */
export function numberSetting(key: keyof typeof numberSettings, value: unknown): number {
  const { minimum, maximum, default: usual } = numberSettings[key];
  return typeof value === 'number' && !Number.isNaN(value)
    ? Math.min(maximum, Math.max(minimum, Math.round(value)))
    : usual;
}

export function booleanSetting(key: keyof typeof booleanSettings, value: unknown): boolean {
  return typeof value === 'boolean' ? value : booleanSettings[key];
}

export function credentialKind(value: unknown): VaultCredential['kind'] {
  return credentialKinds.find((one) => one === value) ?? 'auto';
}

/** Everything except a list counts as empty. */
export function textList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Everything except lists of strings counts as empty. */
export function textLists(value: unknown): Readonly<Record<string, readonly string[]>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, list]) => [key, textList(list)]))
    : {};
}
