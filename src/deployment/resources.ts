import { folderOf, resolvePath } from '../text/paths';
import { type DeployedService, readService } from './deployedService';
import { evaluate, isValue, type NotChecked, type Scope, unknown, type Value } from './evaluate';
import { type ObjectNode, propertyOf, type SourceNode } from './node';
import { type Following, templateScope } from './scope';

export interface Template {
  readonly node: ObjectNode;
  /** Texts in brackets are expressions, as in JSON templates. */
  readonly readsTexts: boolean;
}

const mostLevels = 10;
const mostLinks = 1000;

type Given = (name: string) => Value | NotChecked | undefined;

/** The Cloud Services of a template and of its nested and linked templates. */
export class TemplateResources {
  /** Templates that were read because another one links them. */
  readonly linked = new Set<string>();
  private readonly following: Following = { level: 0 };
  private readonly notRead: NotChecked[] = [];
  private links = 0;

  /** `templates`: by address. `given`: parameter values from outside. */
  constructor(
    private readonly templates: ReadonlyMap<string, Template>,
    private readonly given: Given,
  ) {}

  services({ node, readsTexts }: Template): readonly DeployedService[] {
    const scope = templateScope(node, this.given, { certain: false, readsTexts, following: this.following });
    const services = [...this.resourcesOf(node, scope, true, 0)];
    const { notRead } = this;
    return notRead.length === 0 ? services : services.map((service) => ({ ...service, notRead }));
  }

  private *resourcesOf(holder: SourceNode, scope: Scope, certain: boolean, level: number): Generator<DeployedService> {
    for (const resource of itemsOf(propertyOf(holder, 'resources'))) {
      const condition = isDeployed(resource, scope);
      if (resource.kind !== 'object' || condition === 'no') {
        continue;
      }
      const isCertain = certain && condition === 'yes';
      const type = typeOf(resource);
      if (type === 'microsoft.compute/cloudservices') {
        yield readService(resource, scope, isCertain);
      }
      yield* this.resourcesOf(resource, scope, isCertain, level);
      const properties = propertyOf(resource, 'properties');
      const nested = propertyOf(properties, 'template');
      const link = propertyOf(properties, 'templateLink');
      if (nested?.kind === 'object') {
        yield* this.resourcesOf(nested, this.nestedScope(properties, nested, scope), isCertain, level);
      } else if (type === 'microsoft.resources/deployments' && link !== undefined) {
        yield* this.linkedServices(properties, link, scope, isCertain, level + 1);
      }
    }
  }

  /** A relative path links a file of the workspace. */
  private *linkedServices(
    properties: SourceNode | undefined,
    link: SourceNode,
    scope: Scope,
    certain: boolean,
    level: number,
  ): Generator<DeployedService> {
    const written = propertyOf(link, 'relativePath') ?? propertyOf(link, 'uri') ?? propertyOf(link, 'id') ?? link;
    const path = evaluate(written, scope, true);
    const text = isValue(path) && path.node.kind === 'text' && path.missing === undefined ? path.node.text : undefined;
    const isRelative = text !== undefined && !/^(?:[a-z][a-z0-9+.-]*:|[\\/])/i.test(text);
    const file = isRelative ? resolveAddress(folderOf(written.file), text) : '';
    const template = this.templates.get(file);
    this.links++;
    if (template === undefined || level > mostLevels || this.links > mostLinks) {
      const name = text ?? '';
      this.notRead.push(isValue(path) ? unknown(written, { kind: 'link', name }) : path);
      return;
    }
    this.linked.add(file);
    const { node, readsTexts } = template;
    const given = passedIn(properties, scope);
    const inner = templateScope(node, given, { certain: true, readsTexts, following: this.following });
    yield* this.resourcesOf(node, inner, certain, level);
  }

  /** Expressions are those of the outer template unless the deployment says otherwise. */
  private nestedScope(properties: SourceNode | undefined, nested: ObjectNode, outer: Scope): Scope {
    const scope = propertyOf(propertyOf(properties, 'expressionEvaluationOptions'), 'scope');
    const { readsTexts } = outer;
    return scope?.kind === 'text' && scope.text.toLowerCase() === 'inner'
      ? templateScope(nested, passedIn(properties, outer), { certain: true, readsTexts, following: this.following })
      : outer;
  }
}

function itemsOf(resources: SourceNode | undefined): readonly SourceNode[] {
  return resources?.kind === 'list'
    ? resources.items
    : resources?.kind === 'object'
      ? [...resources.properties.values()]
      : [];
}

function typeOf(resource: SourceNode): string | undefined {
  const type = propertyOf(resource, 'type');
  return type?.kind === 'text' ? type.text.toLowerCase() : undefined;
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

/** Parameter values that a deployment passes to its template. */
function passedIn(properties: SourceNode | undefined, outer: Scope): Given {
  return (name) => {
    const value = propertyOf(propertyOf(propertyOf(properties, 'parameters'), name), 'value');
    return value === undefined ? undefined : evaluate(value, outer, true);
  };
}

/** Keeps the scheme and authority of a URI. */
export function resolveAddress(folder: string, path: string): string {
  const [origin = ''] = /^[a-z][a-z0-9+.-]+:\/\/[^/]*/i.exec(folder) ?? [];
  const inUri = origin === '' ? path : path.split('/').map(encodeURIComponent).join('/');
  return origin + resolvePath(folder.slice(origin.length), inUri);
}
