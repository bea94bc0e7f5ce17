import { planRollOver } from '../../../src/check/rollOver/plan';
import { type RollOverFile, type RollOverRequest, textOf } from '../../../src/check/rollOver/request';
import type { CertificateVersion } from '../../../src/certificate/verdict';
import { parseCscfg } from '../../../src/cscfg/document';
import { readDeployments } from '../../../src/deployment/deployments';
import { writtenUrls } from '../../../src/deployment/writtenUrls';
import { applyEdits } from '../../../src/text/span';
import { LineIndex } from '../../../src/text/lines';
import { unreadSnapshot, type VaultSnapshot } from '../../../src/vault/snapshot/snapshot';

export const now = Date.UTC(2026, 10, 1);
const day = 86_400_000;

/** 40 digits that no other number gives. */
export function thumbprint(number: number): string {
  return `${String(number)}BCDEF7539D87BA7215357B9B9049DFF2D3FA59B`.slice(0, 40).padEnd(40, '7');
}

/** 32 digits that no other number gives. */
export function versionNumber(number: number): string {
  return String(number).padStart(32, 'ab12');
}

interface VersionSpec {
  /** Gives the thumbprint and the version number. */
  readonly number: number;
  /** Days from now. */
  readonly from?: number;
  readonly to?: number;
  readonly enabled?: boolean;
  readonly traits?: CertificateVersion['traits'];
}

/** A vault that was read whole. The versions of each certificate, the newest first. */
export function vaultOf(name: string, certificates: Readonly<Record<string, readonly VersionSpec[]>>): VaultSnapshot {
  const vault = `https://${name}.vault.azure.net`;
  const versions = new Map(
    Object.entries(certificates).map(([certificate, specs]) => [
      certificate,
      specs.map(({ number, from = -100, to = 300, enabled = true, traits }): CertificateVersion => ({
        vault,
        certificate,
        version: versionNumber(number),
        thumbprint: thumbprint(number),
        enabled,
        notBefore: now + from * day,
        expires: now + to * day,
        created: now + from * day,
        ...(traits === undefined ? {} : { traits }),
      })),
    ]),
  );
  return {
    ...unreadSnapshot(vault),
    newest: new Map([...versions].flatMap(([key, [newest]]) => (newest === undefined ? [] : [[key, newest]]))),
    versions,
    listedAt: now - day,
    deleted: { state: 'listed', certificates: [] },
    secrets: { state: 'listed', secrets: [] },
  };
}

/** The service configuration of two roles with these elements in them. */
export function configuration(web: string, worker = ''): string {
  const role = (name: string, content: string): string => `<Role name="${name}">${content}</Role>`;
  return `<ServiceConfiguration serviceName="Shop">${role('Web', web)}${role('Worker', worker)}</ServiceConfiguration>`;
}

export function certificates(...entries: readonly (readonly [name: string, value: string])[]): string {
  const elements = entries.map(([name, value]) => `<Certificate name="${name}" thumbprint="${value}" />`);
  return `<Certificates>${elements.join('')}</Certificates>`;
}

export function setting(name: string, value: string): string {
  return `<ConfigurationSettings><Setting name="${name}" value="${value}" /></ConfigurationSettings>`;
}

type Options = Partial<Omit<RollOverRequest, 'files'>>;

/** The files by their names: `.cscfg` are configurations, JSON texts with `$schema` templates or parameter files. */
export function requestFor(
  texts: Readonly<Record<string, string>>,
  snapshots: readonly VaultSnapshot[],
  options: Options = {},
): RollOverRequest {
  const files = Object.entries(texts).map(([path, text]): RollOverFile => {
    if (path.endsWith('.cscfg')) {
      return { kind: 'configuration', path, document: parseCscfg(text), snapshots };
    }
    return { kind: text.includes('$schema') ? 'template' : 'text', path, text };
  });
  const templates = files.filter(({ kind }) => kind === 'template');
  const deployed = writtenUrls(readDeployments(templates.map((file) => ({ file: file.path, text: textOf(file) }))));
  return { files, snapshots, now, deployed, ...options };
}

export interface Rolled {
  /** The whole texts after every change, by the names of the files that change. */
  readonly texts: Readonly<Record<string, string>>;
  /** `file:line label`, with the doubt about an uncertain change. */
  readonly changes: readonly string[];
  /** `file:line label: reason`, with `!` before what makes the roll-over incomplete. */
  readonly left: readonly string[];
}

export function rolled(
  texts: Readonly<Record<string, string>>,
  snapshots: readonly VaultSnapshot[],
  options: Options = {},
): Rolled {
  const plan = planRollOver(requestFor(texts, snapshots, options));
  const place = (path: string, start: number): string =>
    `${path}:${String(new LineIndex(texts[path] ?? '').positionAt(start).line + 1)}`;
  return {
    texts: Object.fromEntries(plan.files.map(({ file, edits }) => [file.path, applyEdits(textOf(file), edits)])),
    changes: plan.files.flatMap(({ file, edits }) =>
      edits.map(
        ({ start, label, doubt }) => `${place(file.path, start)} ${label}${doubt === undefined ? '' : ` (${doubt})`}`,
      ),
    ),
    left: plan.left.map(
      ({ path, span, label, reason, failed }) => `${failed ? '!' : ''}${place(path, span.start)} ${label}: ${reason}`,
    ),
  };
}
