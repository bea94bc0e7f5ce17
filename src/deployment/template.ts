import { mostCharacters, parseJson, property, text } from '../text/json';
import { parseResourceId, regionKey } from './resourceId';

/** How far a value may refer to another that refers to another. */
const depth = 5;
/** The most characters of an expression. Source: learn.microsoft.com, "Best practices for ARM templates". */
const mostExpressionCharacters = 24_576;

/**
 * What a text of an ARM template says, as far as that stands in the template: a literal; a parameter's default or a
 * variable, where that is one; the name in a `resourceId('Microsoft.KeyVault/vaults', …)`. Undefined for all else.
 */
export function templateValue(template: unknown, value: unknown, left = depth): string | undefined {
  if (typeof value !== 'string' || left === 0 || value.length > mostExpressionCharacters) {
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

/** What a deployment's template or parameters say of Cloud Services and the vaults they take certificates from. */
export interface DeploymentFile {
  readonly services: readonly TemplateService[];
  /** Every vault that is named in it, as a name, a URL or a resource id; each once. */
  readonly vaults: readonly string[];
}

export interface TemplateService {
  readonly name?: string;
  /** Lower-case, without spaces; absent where only the deployment knows. */
  readonly region?: string;
  /** Where its resource id is written somewhere in the file. */
  readonly subscription?: string;
  /** The vaults in its `osProfile`, as names, URLs or resource ids. */
  readonly vaults: readonly string[];
}

/** What such files have to hold to be worth reading: a cheap look before the costly one. */
export function mayDescribeDeployment(text: string): boolean {
  return /Microsoft\.KeyVault\/vaults|\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn)|Microsoft\.Compute\/cloudServices/i.test(
    text,
  );
}

/** The most vaults that one service is taken to have: a group of secrets each. */
const mostVaults = 100;

/**
 * Reads a template, its parameters, or anything else that names vaults; nothing of what is longer than Resource Manager
 * would take. Never throws, whatever the text is. Takes a time that grows with the length of the text.
 */
export function readDeploymentFile(content: string): DeploymentFile {
  if (content.length > mostCharacters) {
    return { services: [], vaults: [] };
  }
  const template = parseJson(content);
  const subscriptions = subscriptionsIn(content);
  const vaultsOf = vaultsOfTexts();
  const services = resourcesOf(template, template)
    .filter(({ resource }) => text(resource, 'type')?.toLowerCase() === 'microsoft.compute/cloudservices')
    .map((found) => serviceOf(found, subscriptions, vaultsOf));
  return { services, vaults: unique([...services.flatMap(({ vaults }) => vaults), ...vaultsIn(content)]) };
}

interface FoundResource {
  readonly resource: unknown;
  /** The template whose parameters and variables its expressions mean. */
  readonly within: unknown;
}

/** A template's resources, those of nested deployments and children among them; named ones too (languageVersion 2.0). */
function resourcesOf(holder: unknown, within: unknown): readonly FoundResource[] {
  const resources = property(holder, 'resources');
  const list: readonly unknown[] = typeof resources === 'object' && resources !== null ? Object.values(resources) : [];
  return list.flatMap((resource) => {
    const nested = property(property(resource, 'properties'), 'template');
    return [{ resource, within }, ...resourcesOf(resource, within), ...resourcesOf(nested, nested)];
  });
}

function serviceOf(
  { resource, within }: FoundResource,
  subscriptions: ReadonlyMap<string, string>,
  vaultsOf: (text: string) => readonly string[],
): TemplateService {
  const name = templateValue(within, property(resource, 'name'));
  const location = templateValue(within, property(resource, 'location'));
  const subscription = subscriptions.get(name?.toLowerCase() ?? '');
  const texts = textsIn(property(property(resource, 'properties'), 'osProfile'));
  const vaults = texts.flatMap((one) => {
    const value = templateValue(within, one) ?? '';
    const isBareName = value !== one && /^[a-z][a-z0-9-]{2,23}$/i.test(value);
    return isBareName ? [value] : vaultsOf(value);
  });
  return {
    ...(name === undefined ? {} : { name }),
    ...(location === undefined ? {} : { region: regionKey(location) }),
    ...(subscription === undefined ? {} : { subscription }),
    vaults: unique(vaults).slice(0, mostVaults),
  };
}

/** Gives the vaults that a text names. Thousands of services may refer to one long variable, which is read once. */
function vaultsOfTexts(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (one) => {
    const vaults = known.get(one) ?? vaultsIn(one).slice(0, mostVaults);
    known.set(one, vaults);
    return vaults;
  };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const resourceIds = /\/subscriptions\/[^/\s"']+\/resourceGroups\/[^/\s"']+\/providers\/[a-z.]+\/[a-z]+\/[^/\s"'?#]+/gi;
const vaultUrls = /https:\/\/[a-z0-9-]+\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn)/gi;
const vaultNames = /resourceId\([^()]*'Microsoft\.KeyVault\/vaults'\s*,\s*'([a-z0-9-]+)'\s*\)/gi;

function vaultsIn(content: string): readonly string[] {
  return unique([
    ...[...content.matchAll(resourceIds)]
      .map(([id]) => id)
      .filter((id) => parseResourceId(id)?.type === 'microsoft.keyvault/vaults'),
    ...[...content.matchAll(vaultUrls)].map(([url]) => url),
    ...[...content.matchAll(vaultNames)].map(([, name = '']) => name),
  ]);
}

/** The subscriptions of the Cloud Services whose ids are written in the text, by the services' names in lower case. */
function subscriptionsIn(content: string): ReadonlyMap<string, string> {
  const subscriptions = new Map<string, string>();
  for (const [text] of content.matchAll(resourceIds)) {
    const id = parseResourceId(text);
    const key = id?.name.toLowerCase();
    if (id?.type === 'microsoft.compute/cloudservices' && key !== undefined && !subscriptions.has(key)) {
      subscriptions.set(key, id.subscription);
    }
  }
  return subscriptions;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
