import * as l10n from '@vscode/l10n';
import { normalizedThumbprint } from '../../certificate/thumbprint';
import type { Thumbprint } from '../../certificate/verdict';
import { parseVaultReference, type VaultAddress } from '../../vault/address';
import { type ArgumentSchema, type ToolDefinition, toolDefinitions, toolNames } from './definitions';

/** A call that cannot be answered, with what to do instead. The message is for the agent. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** The arguments of all tools; those that a tool requires are there, and no others. */
export interface ToolArguments {
  readonly paths?: readonly string[];
  readonly vaults?: readonly string[];
  readonly vault?: string;
  readonly name?: string;
  readonly thumbprint?: string;
  readonly path?: string;
  readonly fix?: string;
}

/** Throws a `ToolError` if there is no tool with this name. */
export function toolNamed(name: string): ToolDefinition {
  const tool = toolDefinitions.find((one) => one.name === name);
  if (tool === undefined) {
    throw new ToolError(l10n.t('Unknown tool "{0}". The tools are {1}.', name, toolNames.join(', ')));
  }
  return tool;
}

/** The arguments of a call, checked against the schema of the tool. Throws a `ToolError` that names the mistake. */
export function readArguments({ name, inputSchema }: ToolDefinition, value: unknown): ToolArguments {
  const { properties, required = [] } = inputSchema;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ToolError(l10n.t('The arguments of {0} must be an object.', name));
  }
  for (const [key, given] of Object.entries(value)) {
    const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (schema === undefined) {
      const known = Object.keys(properties).join(', ');
      throw new ToolError(l10n.t('Unknown argument "{0}". The arguments of {1} are {2}.', key, name, known));
    }
    if (!matches(schema, given)) {
      throw new ToolError(
        schema.type === 'string'
          ? l10n.t('The argument "{0}" of {1} must be a string that is not empty.', key, name)
          : l10n.t('The argument "{0}" of {1} must be a list of strings that are not empty.', key, name),
      );
    }
  }
  const missing = required.find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) {
    throw new ToolError(l10n.t('The argument "{0}" of {1} is missing.', missing, name));
  }
  return value;
}

function matches({ type }: ArgumentSchema, given: unknown): boolean {
  return type === 'string' ? isText(given) : Array.isArray(given) && given.every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** The vaults, each once. Throws a `ToolError` if one is not a key vault of a known cloud. */
export function vaultsNamed(references: readonly string[]): readonly VaultAddress[] {
  const addresses = new Map<string, VaultAddress>();
  for (const reference of references) {
    const parsed = parseVaultReference(reference);
    if (!parsed.ok) {
      throw new ToolError(parsed.message);
    }
    addresses.set(parsed.address.url, parsed.address);
  }
  return [...addresses.values()];
}

/** Throws a `ToolError` for what is no thumbprint. */
export function thumbprintNamed(text: string): Thumbprint {
  const thumbprint = normalizedThumbprint(text);
  if (thumbprint === undefined) {
    throw new ToolError(l10n.t('"{0}" is not a thumbprint of 40 hexadecimal digits.', text));
  }
  return thumbprint;
}
