import { present } from '../text/objects';
import { type DeployedService, readService, type CertificateUrl } from './deployedService';
import { evaluate, isValue, type NotChecked, type Scope, type Value } from './evaluate';
import { type ObjectNode, propertyOf, readJson, type SourceNode } from './node';
import { pairParameterFiles } from './pairing';
import { type Following, templateScope } from './scope';

/** A file that may be a template or a parameter file. */
export interface DeploymentText {
  /** Its address with `/`: a URI or a path. It is the `file` of all places in it. */
  readonly file: string;
  readonly text: string;
}

/** A template with one of its parameter files: one deployment, such as that of an environment. */
export interface Deployment {
  readonly template: string;
  /** Absent if no parameter file goes with the template. */
  readonly parameters?: string;
  /** The Cloud Services that it deploys. */
  readonly services: readonly DeployedService[];
}

/** The most parameter files that go with one template. */
const mostParameterFiles = 64;

/**
 * The deployments that the files describe: one for each template with a Cloud Service and each of its parameter files.
 * Never throws, whatever the texts are.
 */
export function readDeployments(files: readonly DeploymentText[]): readonly Deployment[] {
  const templates = new Map<string, ObjectNode>();
  const parameters = new Map<string, ObjectNode>();
  for (const { file, text } of files) {
    const node = readJson(file, text);
    const given = node?.kind === 'object' ? parametersOf(node) : undefined;
    if (node?.kind === 'object' && propertyOf(node, 'resources') !== undefined) {
      templates.set(file, node);
    } else if (given !== undefined) {
      parameters.set(file, given);
    }
  }
  const pairs = pairParameterFiles([...templates.keys()], [...parameters.keys()]);
  return [...templates].flatMap(([file, template]) => {
    const own = (pairs.get(file) ?? []).slice(0, mostParameterFiles);
    const given = own.length === 0 ? [undefined] : own;
    return given
      .map((path) => ({
        template: file,
        ...present('parameters', path),
        services: servicesOf(template, path === undefined ? undefined : parameters.get(path)),
      }))
      .filter(({ services }) => services.length > 0);
  });
}

/** Each certificate URL of the deployments once: several deployments share the texts of one template. */
export function certificateUrlsOf(deployments: readonly Deployment[]): readonly CertificateUrl[] {
  const urls = deployments
    .flatMap(({ services }) => services)
    .flatMap(({ vaultGroups }) => vaultGroups?.items ?? [])
    .flatMap(({ certificates }) => certificates.items);
  return [...new Map(urls.map((url) => [`${url.file} ${String(url.span.start)} ${url.text}`, url])).values()];
}

/** The parameters with their values. Some files leave out the level `parameters`, as `az deployment` allows. */
function parametersOf(file: ObjectNode): ObjectNode | undefined {
  const declared = propertyOf(file, 'parameters');
  if (declared !== undefined) {
    return declared.kind === 'object' ? declared : undefined;
  }
  const values = [...file.properties.values()];
  return values.length > 0 && values.every((one) => propertyOf(one, 'value') !== undefined) ? file : undefined;
}

function servicesOf(template: ObjectNode, parameters: ObjectNode | undefined): readonly DeployedService[] {
  const following: Following = { level: 0 };
  const given = (name: string): Value | undefined => {
    const value = propertyOf(propertyOf(parameters, name), 'value');
    return value === undefined || value.kind === 'expression' ? undefined : { node: value, certain: false };
  };
  const scope = templateScope(template, given, { certain: false, following });
  return [...resourcesOf(template, scope, true, following)];
}

/** The Cloud Services among the resources, those of nested deployments included. */
function* resourcesOf(
  holder: SourceNode,
  scope: Scope,
  certain: boolean,
  following: Following,
): Generator<DeployedService> {
  const resources = propertyOf(holder, 'resources');
  const list =
    resources?.kind === 'list'
      ? resources.items
      : resources?.kind === 'object'
        ? [...resources.properties.values()]
        : [];
  for (const resource of list) {
    const condition = isDeployed(resource, scope);
    if (resource.kind !== 'object' || condition === 'no') {
      continue;
    }
    const isCertain = certain && condition === 'yes';
    if (isCloudService(propertyOf(resource, 'type'))) {
      yield readService(resource, scope, isCertain);
    }
    yield* resourcesOf(resource, scope, isCertain, following);
    const nested = propertyOf(propertyOf(resource, 'properties'), 'template');
    if (nested?.kind === 'object') {
      yield* resourcesOf(nested, nestedScope(resource, nested, scope, following), isCertain, following);
    }
  }
}

function isCloudService(type: SourceNode | undefined): boolean {
  return type?.kind === 'text' && type.text.toLowerCase() === 'microsoft.compute/cloudservices';
}

function isDeployed(resource: SourceNode, scope: Scope): 'yes' | 'no' | 'perhaps' {
  const condition = propertyOf(resource, 'condition');
  if (condition === undefined) {
    return 'yes';
  }
  const result = evaluate(condition, scope, true);
  const value = isValue(result) && result.node.kind === 'scalar' ? result.node.value : undefined;
  const isFinal = isValue(result) && result.certain;
  return value === undefined || !isFinal ? 'perhaps' : value === false ? 'no' : 'yes';
}

/** The expressions of a nested template are those of the outer one unless the deployment says otherwise. */
function nestedScope(deployment: ObjectNode, nested: ObjectNode, outer: Scope, following: Following): Scope {
  const properties = propertyOf(deployment, 'properties');
  const scope = propertyOf(propertyOf(properties, 'expressionEvaluationOptions'), 'scope');
  if (scope?.kind !== 'text' || scope.text.toLowerCase() !== 'inner') {
    return outer;
  }
  const given = (name: string): Value | NotChecked | undefined => {
    const value = propertyOf(propertyOf(propertyOf(properties, 'parameters'), name), 'value');
    return value === undefined ? undefined : evaluate(value, outer, true);
  };
  return templateScope(nested, given, { certain: true, following });
}
