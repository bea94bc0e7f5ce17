import { present } from '../text/objects';
import { get, isValue, itemsOf, mostItems, type NotChecked, type Scope, unknown, type Value } from './evaluate';
import type { ListNode, ObjectNode, Place, SourceNode } from './node';
import { parseResourceId } from './resourceId';

export interface Known<T> extends Place {
  readonly value: T;
  /** False for what a pipeline may override: values of parameters, and resources with a condition. */
  readonly certain: boolean;
  /** The file has exactly this text at the span, so that it can be replaced there. */
  readonly literal: boolean;
}

export type Found<T> = Known<T> | NotChecked;

/** `notChecked`: what could be more items. `span`: of the whole list. */
export interface FoundList<T> extends Place {
  readonly items: readonly T[];
  readonly notChecked: readonly NotChecked[];
  readonly certain: boolean;
  /** Where the items are: several lists if a function joins them. */
  readonly written: readonly ListNode[];
}

/** What a deployment says about one Cloud Service. `span`: of the resource. */
export interface DeployedService extends Place {
  /** False if a condition decides whether it is deployed. */
  readonly certain: boolean;
  readonly name: Found<string>;
  /** As written; compare with `regionKey`. */
  readonly region: Found<string>;
  readonly allowModelOverride?: Found<boolean>;
  readonly configurationUrl?: Found<string>;
  readonly roles?: FoundList<DeployedRole>;
  readonly vaultGroups?: FoundList<VaultGroup>;
  /** Where a missing `osProfile.secrets` belongs: in `properties`, or in `osProfile`. */
  readonly holder?: SecretsHolder;
  /** Templates of the same deployment that were not read. */
  readonly notRead?: readonly NotChecked[];
}

export interface SecretsHolder {
  readonly object: ObjectNode;
  readonly isOsProfile: boolean;
}

export interface DeployedRole extends Place {
  readonly name: Found<string>;
  readonly size?: Found<string>;
  readonly capacity?: Found<number>;
}

/** An entry of `osProfile.secrets`: a vault and certificates of it. */
export interface VaultGroup extends Place {
  /** A resource ID, or a name if the deployment gives the subscription or resource group. */
  readonly vault: Found<string>;
  readonly certificates: FoundList<CertificateUrl>;
}

export interface CertificateUrl extends Place {
  /** The whole URL; exactly the text at the span if `literal`. */
  readonly text: string;
  readonly literal: boolean;
  readonly certain: boolean;
  /** The entry of `vaultCertificates` with the URL. */
  readonly entry: Place;
  /** Lower-case, without port and final slash. */
  readonly vault: string;
  /** Deployments accept only secrets. */
  readonly kind: 'secrets' | 'certificates';
  readonly name: string;
  /** 32 lower-case hexadecimal digits. */
  readonly version?: string;
}

export function isKnown<T>(found: Found<T> | undefined): found is Known<T> {
  return found !== undefined && 'value' in found;
}

/** `scope`: of the expressions. `certain`: whether it is certainly deployed. */
export function readService(resource: ObjectNode, scope: Scope | undefined, certain: boolean): DeployedService {
  const whole = valueOf(resource, scope, certain);
  const properties = within(whole, 'properties');
  const profile = within(properties, 'osProfile');
  const holder = profile ?? properties;
  return {
    file: resource.file,
    span: resource.span,
    certain,
    name: textFound(get(whole, 'name'), resource),
    region: textFound(get(whole, 'location'), resource),
    ...present('allowModelOverride', optional(within(properties, 'allowModelOverride'), flagFound)),
    ...present(
      'configurationUrl',
      optional(within(properties, 'configurationUrl'), (url) => textFound(url, resource)),
    ),
    ...present(
      'roles',
      optional(within(within(properties, 'roleProfile'), 'roles'), (list) => listFound(list, readRole)),
    ),
    ...present(
      'vaultGroups',
      optional(within(profile, 'secrets'), (list) => listFound(list, readGroup)),
    ),
    ...(holder !== undefined && isValue(holder) && holder.node.kind === 'object'
      ? { holder: { object: holder.node, isOsProfile: holder === profile } }
      : {}),
  };
}

type Result = Value | NotChecked | undefined;

function within(result: Result, name: string): Result {
  return result !== undefined && isValue(result) ? get(result, name) : result;
}

function optional<T>(result: Result, read: (result: Value | NotChecked) => T): T | undefined {
  return result === undefined ? undefined : read(result);
}

function valueOf(node: ObjectNode, scope: Scope | undefined, certain: boolean): Value {
  return { node, certain, ...present('scope', scope) };
}

function readRole(role: Value): DeployedRole {
  const sku = get(role, 'sku');
  return {
    file: role.node.file,
    span: role.node.span,
    name: textFound(get(role, 'name'), role.node),
    ...present(
      'size',
      optional(within(sku, 'name'), (size) => textFound(size, role.node)),
    ),
    ...present('capacity', optional(within(sku, 'capacity'), numberFound)),
  };
}

function readGroup(group: Value): VaultGroup {
  const certificates = get(group, 'vaultCertificates');
  const { certain } = group;
  const none = { file: group.node.file, span: group.node.span, items: [], notChecked: [], certain, written: [] };
  return {
    file: group.node.file,
    span: group.node.span,
    vault: vaultFound(within(get(group, 'sourceVault'), 'id'), group.node),
    certificates:
      optional(certificates, (list) =>
        listFound(list, (one) => certificateUrl(get(one, 'certificateUrl'), one.node)),
      ) ?? none,
  };
}

function listFound<T extends Place>(result: Value | NotChecked, read: (item: Value) => T | NotChecked): FoundList<T> {
  if (!isValue(result) || result.node.kind !== 'list') {
    const notChecked = isValue(result) ? unknown(result.node, result.missing ?? { kind: 'form' }) : result;
    const { file, span } = notChecked;
    return { file, span, items: [], notChecked: [notChecked], certain: false, written: [] };
  }
  const { node, certain, joined } = result;
  const items: T[] = [];
  const notChecked: NotChecked[] = [];
  for (const value of itemsOf(result).slice(0, mostItems)) {
    const isObject = isValue(value) && value.node.kind === 'object';
    const found = isObject ? read(value) : isValue(value) ? unknown(value.node, { kind: 'form' }) : value;
    if (isNotChecked(found)) {
      notChecked.push(found);
    } else {
      items.push(found);
    }
  }
  return { file: node.file, span: node.span, items, notChecked, certain, written: joined?.lists ?? [node] };
}

function isNotChecked(found: object): found is NotChecked {
  return 'notChecked' in found;
}

function found<T>(result: Value | NotChecked, take: (value: Value) => T | undefined): Found<T> {
  if (!isValue(result)) {
    return result;
  }
  const { node, certain, missing } = result;
  const value = take(result);
  return value === undefined
    ? unknown(node, missing ?? { kind: 'form' })
    : { file: node.file, span: node.span, value, certain, literal: node.kind !== 'text' || node.literal };
}

function textFound(result: Result, at: SourceNode): Found<string> {
  return found(result ?? unknown(at, { kind: 'form' }), wholeText);
}

function wholeText({ node, missing }: Value): string | undefined {
  return node.kind === 'text' && missing === undefined && node.text !== '' ? node.text : undefined;
}

function flagFound(result: Value | NotChecked): Found<boolean> {
  return found(result, ({ node }) =>
    node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined,
  );
}

/** Resource Manager converts numbers that templates write as texts. */
function numberFound(result: Value | NotChecked): Found<number> {
  return found(result, ({ node }) => {
    const text = node.kind === 'text' && /^\d{1,9}$/.test(node.text) ? Number(node.text) : undefined;
    return node.kind === 'scalar' && typeof node.value === 'number' ? node.value : text;
  });
}

const vaultIds = /\/providers\/Microsoft\.KeyVault\/vaults\/([a-z][a-z0-9-]{2,23})\/?$/i;

/** The ID in `sourceVault`, or the name of the vault if only its subscription or resource group is unknown. */
function vaultFound(result: Result, at: SourceNode): Found<string> {
  return found(result ?? unknown(at, { kind: 'form' }), (value) => {
    const text = value.node.kind === 'text' ? value.node.text : '';
    const [, name] = vaultIds.exec(text) ?? [];
    // Documentation and unfinished files name the parts in braces.
    const isWhole = parseResourceId(text) !== undefined && !/[{}<>]/.test(text);
    return value.missing !== undefined ? name : isWhole && name !== undefined ? text : undefined;
  });
}

const identifier =
  /^https:\/\/([a-z][a-z0-9-]{1,22}[a-z0-9]\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn))(?::443)?\/(secrets|certificates)\/([0-9a-z-]{1,127})(?:\/([0-9a-f]{32})?)?$/i;

function certificateUrl(result: Result, at: SourceNode): CertificateUrl | NotChecked {
  const url = textFound(result, at);
  if (!isKnown(url)) {
    return url;
  }
  const { value: text, file, span, literal, certain } = url;
  const [, host, kind, name, version] = identifier.exec(text) ?? [];
  if (host === undefined || kind === undefined || name === undefined) {
    return unknown(url, { kind: 'form' });
  }
  return {
    file,
    span,
    text,
    literal,
    certain,
    entry: { file: at.file, span: at.span },
    vault: `https://${host.toLowerCase()}`,
    kind: kind.toLowerCase() === 'secrets' ? 'secrets' : 'certificates',
    name,
    ...present('version', version?.toLowerCase()),
  };
}
