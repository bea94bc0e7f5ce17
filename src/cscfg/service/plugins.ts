import { isSameName } from './names';
import type { DefinedRole } from './serviceDefinition';

/** How the names of everything that a plugin of the platform adds to a role begin; then comes the plugin's own name. */
const prefix = 'microsoft.windowsazure.plugins.';

/**
 * The plugin that a setting, certificate or endpoint of that name belongs to, in lower case: `remoteaccess` of
 * `Microsoft.WindowsAzure.Plugins.RemoteAccess.Enabled`. Undefined for names of one's own.
 */
export function pluginOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  return lower.startsWith(prefix) ? lower.slice(prefix.length).split('.')[0] : undefined;
}

/**
 * The plugins that Cloud Services (extended support) does without. Rules of their own ask to remove them, so nothing
 * else is said of what belongs to them.
 * Source: https://learn.microsoft.com/azure/cloud-services-extended-support/deploy-prerequisite
 */
export const retiredPlugins = {
  remoteAccess: ['remoteaccess', 'remoteforwarder'],
  diagnostics: ['diagnostics'],
} as const;

/**
 * Whether the role has the name without declaring it: an import of its plugin adds it, or the plugin is one that must
 * go anyway.
 */
export function isImplicit(name: string, role: DefinedRole): boolean {
  const plugin = pluginOf(name);
  return (
    plugin !== undefined &&
    ([...retiredPlugins.remoteAccess, ...retiredPlugins.diagnostics].some((one) => one === plugin) ||
      role.imports.some(({ moduleName }) => moduleName !== undefined && isSameName(moduleName.value, plugin)))
  );
}
