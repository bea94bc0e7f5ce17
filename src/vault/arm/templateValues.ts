import { property, text } from './json';

/** How far a value may refer to another that refers to another. */
const depth = 5;

const reference = /^(parameters|variables)\(\s*'([^']+)'\s*\)$/i;
const vaultId = /^resourceId\((?:[\s\S]*,)?\s*'Microsoft\.KeyVault\/vaults'\s*,\s*([\s\S]+)\)$/i;

/**
 * What a text of an ARM template says, as far as that stands in the template: a literal; a parameter's default or a
 * variable, where that is one; the name in a `resourceId('Microsoft.KeyVault/vaults', …)`. Undefined for all else.
 */
export function templateValue(template: unknown, value: unknown, left = depth): string | undefined {
  if (typeof value !== 'string' || left === 0) {
    return undefined;
  }
  const expression = /^\[(?!\[)([\s\S]*)\]$/.exec(value)?.[1]?.trim();
  return expression === undefined ? value.replace(/^\[\[/, '[') : evaluated(template, expression, left - 1);
}

function evaluated(template: unknown, expression: string, left: number): string | undefined {
  const literal = /^'((?:[^']|'')*)'$/.exec(expression)?.[1];
  if (literal !== undefined) {
    return literal.replaceAll("''", "'");
  }
  const [, kind, name = ''] = reference.exec(expression) ?? [];
  if (kind !== undefined) {
    const values = property(template, kind.toLowerCase());
    const found = property(values, name);
    return templateValue(template, kind.toLowerCase() === 'parameters' ? text(found, 'defaultValue') : found, left);
  }
  const vault = vaultId.exec(expression)?.[1];
  return vault === undefined || left === 0 ? undefined : evaluated(template, vault.trim(), left - 1);
}
