import { property, text } from './json';

/** How far a value may refer to another that refers to another. */
const depth = 5;
/** The most characters of an expression. Source: learn.microsoft.com, "Best practices for ARM templates". */
const mostCharacters = 24_576;

/**
 * What a text of an ARM template says, as far as that stands in the template: a literal; a parameter's default or a
 * variable, where that is one; the name in a `resourceId('Microsoft.KeyVault/vaults', …)`. Undefined for all else.
 */
export function templateValue(template: unknown, value: unknown, left = depth): string | undefined {
  if (typeof value !== 'string' || left === 0 || value.length > mostCharacters) {
    return undefined;
  }
  if (value.startsWith('[[')) {
    return value.slice(1);
  }
  const isExpression = value.startsWith('[') && value.endsWith(']');
  return isExpression ? evaluated(template, value.slice(1, -1).trim(), left - 1) : value;
}

function evaluated(template: unknown, expression: string, left: number): string | undefined {
  const literal = literalOf(expression);
  if (literal !== undefined || left === 0) {
    return literal;
  }
  const { name, inputs } = callOf(expression) ?? { name: '', inputs: [] };
  switch (name) {
    case 'parameters':
    case 'variables': {
      const found = property(property(template, name), literalOf(inputs[0]) ?? '');
      return templateValue(template, name === 'parameters' ? text(found, 'defaultValue') : found, left);
    }
    case 'resourceid': {
      const [type, vault] = inputs.slice(-2);
      const isVault = literalOf(type)?.toLowerCase() === 'microsoft.keyvault/vaults';
      return isVault && vault !== undefined ? evaluated(template, vault, left - 1) : undefined;
    }
    default:
      return undefined;
  }
}

/** `It's` of `'It''s'`. */
function literalOf(expression: string | undefined): string | undefined {
  const inside = /^'([\s\S]*)'$/.exec(expression ?? '')?.[1];
  const isOne = inside !== undefined && !inside.replaceAll("''", '').includes("'");
  return isOne ? inside.replaceAll("''", "'") : undefined;
}

interface Call {
  /** Lower-case: functions are named regardless of case. */
  readonly name: string;
  readonly inputs: readonly string[];
}

/** The function that the whole expression calls, and the texts of its inputs. Looks at each character once. */
function callOf(expression: string): Call | undefined {
  const name = /^[a-z]+(?=\()/i.exec(expression)?.[0];
  if (name === undefined) {
    return undefined;
  }
  const inputs: string[] = [];
  let [level, start, isText] = [0, name.length + 1, false];
  for (let index = name.length; index < expression.length; index++) {
    const character = expression[index];
    if (character === "'") {
      isText = !isText;
    } else if (!isText) {
      level += character === '(' ? 1 : character === ')' ? -1 : 0;
      const isEnd = character === ')' && level === 0;
      if (isEnd || (character === ',' && level === 1)) {
        inputs.push(expression.slice(start, index).trim());
        start = index + 1;
      }
      if (isEnd) {
        return start === expression.length ? { name: name.toLowerCase(), inputs } : undefined;
      }
    }
  }
  return undefined;
}
