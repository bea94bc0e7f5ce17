import { mostCharacters } from '../text/json';
import { present, uniqueBy } from '../text/objects';
import { folderOf, nameOf } from '../text/paths';
import { readBicep } from './bicep';
import type { CertificateUrl, DeployedService } from './deployedService';
import { evaluate, type NotChecked, type Scope, unknown, type Value } from './evaluate';
import { type ObjectNode, propertyOf, readJson, type SourceNode } from './node';
import { pairParameterFiles } from './pairing';
import { resolveAddress, type Template, TemplateResources } from './resources';
import { templateScope } from './scope';
import { readTerraform } from './terraform';

export interface DeploymentText {
  /** A URI or a path with `/`; the `file` of all places in it. */
  readonly file: string;
  readonly text: string;
}

/** A template with one of its parameter files, such as that of an environment. */
export interface Deployment {
  readonly template: string;
  /** Absent without a parameter file. */
  readonly parameters?: string;
  readonly services: readonly DeployedService[];
}

const mostParameterFiles = 64;

interface ParameterFile {
  /** `{ value }` by parameter name. */
  readonly values: SourceNode | undefined;
  /** Absent in JSON, whose values have no expressions. */
  readonly scope?: Scope;
  readonly template?: string;
}

/** What such files must contain to be worth reading: a cheap look before the costly one. */
export function mayDescribeDeployment({ file, text }: DeploymentText): boolean {
  return (
    /param/i.test(nameOf(file)) ||
    /Microsoft\.KeyVault\/vaults|\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn)|Microsoft\.Compute\/cloudServices|Microsoft\.Resources\/deployments|^module\s/im.test(
      text,
    )
  );
}

/** By address; a file with the same text is not read again. */
export type KnownFiles = Map<string, { readonly text: string; readonly read: Template | ParameterFile | undefined }>;

/**
 * One deployment for each template with a Cloud Service and each of its parameter files: JSON, Bicep (`.bicep`,
 * `.bicepparam`) and Terraform (`.tf`). Never throws. `known`: what an earlier call read; it is updated.
 */
export function readDeployments(
  files: readonly DeploymentText[],
  known: KnownFiles = new Map(),
): readonly Deployment[] {
  const templates = new Map<string, Template>();
  const parameters = new Map<string, ParameterFile>();
  for (const { file, text } of files) {
    const before = known.get(file);
    const read = before?.text === text ? before.read : text.length > mostCharacters ? undefined : readFile(file, text);
    known.set(file, { text, read });
    if (read !== undefined && 'node' in read) {
      templates.set(file, read);
    } else if (read !== undefined) {
      parameters.set(file, read);
    }
  }
  const filesOf = pairs(templates, parameters);
  const linked = new Set<string>();
  const all = [...templates].flatMap(([file, template]) => {
    const own = (filesOf.get(file) ?? []).slice(0, mostParameterFiles);
    const given = own.length === 0 ? [undefined] : own;
    return given.map((path): Deployment => {
      const resources = new TemplateResources(
        templates,
        valuesOf(path === undefined ? undefined : parameters.get(path)),
      );
      const services = resources.services(template);
      resources.linked.forEach((one) => linked.add(one));
      return { template: file, ...present('parameters', path), services };
    });
  });
  // A linked template has the values that the other template passes: alone it is not deployed.
  return all.filter(
    ({ template, parameters: given, services }) =>
      services.length > 0 && (given !== undefined || !linked.has(template)),
  );
}

function readFile(file: string, text: string): Template | ParameterFile | undefined {
  if (/\.tf$/i.test(file)) {
    return { node: readTerraform(file, text), readsTexts: false };
  }
  if (/\.bicep(?:param)?$/i.test(file)) {
    const { template, using } = readBicep(file, text);
    if (!/param$/i.test(file)) {
      return { node: template, readsTexts: false };
    }
    const options = { certain: false, readsTexts: false, following: { level: 0 } };
    const scope = templateScope(template, () => undefined, options);
    const path = using === undefined ? undefined : resolveAddress(folderOf(file), using);
    return { values: propertyOf(template, 'parameters'), scope, ...present('template', path) };
  }
  const node = readJson(file, text);
  if (node?.kind !== 'object') {
    return undefined;
  }
  if (propertyOf(node, 'resources') !== undefined) {
    return { node, readsTexts: true };
  }
  const values = parametersOf(node);
  return values && { values };
}

/** By the template that they name, or that matches their own name. */
function pairs(
  templates: ReadonlyMap<string, Template>,
  parameters: ReadonlyMap<string, ParameterFile>,
): ReadonlyMap<string, readonly string[]> {
  const unnamed = [...parameters].filter(([, { template }]) => template === undefined).map(([file]) => file);
  const paired = new Map(pairParameterFiles([...templates.keys()], unnamed));
  for (const [file, { template }] of parameters) {
    if (template !== undefined) {
      paired.set(template, [...(paired.get(template) ?? []), file]);
    }
  }
  return paired;
}

/** Each once: several deployments share the texts of one template. */
export function certificateUrlsOf(deployments: readonly Pick<Deployment, 'services'>[]): readonly CertificateUrl[] {
  const urls = deployments
    .flatMap(({ services }) => services)
    .flatMap(({ vaultGroups }) => vaultGroups?.items ?? [])
    .flatMap(({ certificates }) => certificates.items);
  return uniqueBy(urls, ({ file, span, text }) => `${file} ${String(span.start)} ${text}`);
}

/** By resource ID, name or URL; undefined for vaults that the files do not determine. */
export function vaultsOf(services: readonly DeployedService[]): readonly (string | undefined)[] {
  const groups = services.flatMap(({ vaultGroups }) => vaultGroups ?? []);
  return [
    ...groups.flatMap(({ notChecked }) => notChecked.map(() => undefined)),
    ...groups.flatMap(({ items }) =>
      items.flatMap(({ vault, certificates }) =>
        'value' in vault ? [vault.value] : certificates.items.length === 0 ? [undefined] : [],
      ),
    ),
    ...certificateUrlsOf([{ services }]).map(({ vault }) => vault),
  ];
}

/** Some files omit the level `parameters`, as `az deployment` allows. */
function parametersOf(file: ObjectNode): ObjectNode | undefined {
  const declared = propertyOf(file, 'parameters');
  if (declared !== undefined) {
    return declared.kind === 'object' ? declared : undefined;
  }
  const values = [...file.properties.values()];
  return values.length > 0 && values.every((one) => propertyOf(one, 'value') !== undefined) ? file : undefined;
}

/** Values by parameter name. */
function valuesOf(parameters: ParameterFile | undefined): (name: string) => Value | NotChecked | undefined {
  return (name) => {
    const declared = propertyOf(parameters?.values, name);
    const value = propertyOf(declared, 'value');
    // The value is a reference to a secret of a vault.
    const missing = declared === undefined ? undefined : unknown(declared, { kind: 'parameter', name });
    return value === undefined ? missing : evaluate(value, parameters?.scope, false);
  };
}
