import * as l10n from '@vscode/l10n';
import type { CertificateVersion } from '../../certificate/verdict';
import { isoDate, vaultName } from '../../certificate/verdictMessages';
import { LineIndex } from '../../text/lines';
import { present } from '../../text/objects';
import { holdersOf, withKnownDetails } from '../../vault/snapshot/inventory';
import { secretUrl } from '../../vault/identifiers';
import { textOf, type FilePlan, type Left, type RollOverRequest } from './request';

/** For a person to read. Lines are one-based. */
export interface RollOverSummary {
  readonly changed: readonly SummaryLine[];
  readonly left: readonly SummaryLine[];
  readonly deployment: RollOverDeployment;
}

export interface SummaryLine {
  readonly path: string;
  readonly line: number;
  readonly label: string;
  readonly detail: string;
}

/** What must be deployed for the changes to take effect. */
export interface RollOverDeployment {
  readonly configurations: readonly { readonly path: string; readonly service?: string }[];
  readonly certificates: readonly DeployedCertificate[];
}

/** A certificate that `osProfile.secrets` must contain before the configurations can be deployed. */
export interface DeployedCertificate {
  readonly version: CertificateVersion;
  /** Absent if the vault did not list the number of the version. */
  readonly url?: string;
  /** The templates and parameter files that contain the identifier after the changes. */
  readonly templates: readonly string[];
}

/** `files`: the changes that were made. `left`: everything that was found and not changed. */
export function summarize(
  request: RollOverRequest,
  files: readonly FilePlan[],
  left: readonly Left[],
): RollOverSummary {
  const lineOf = lineNumbers(request);
  return {
    changed: files.flatMap(({ file: { path }, edits }) =>
      edits.map(({ start, label, to }) => ({ path, line: lineOf(path, start), label, detail: versionPhrase(to) })),
    ),
    left: left.map(({ path, span, label, reason }) => ({
      path,
      line: lineOf(path, span.start),
      label,
      detail: reason,
    })),
    deployment: deploymentOf(request, files),
  };
}

/** "contoso-web in contoso, expires 2027-11-18" */
export function versionPhrase({ certificate, vault, expires }: CertificateVersion): string {
  return expires === undefined
    ? l10n.t('{0} in {1}, no expiry date', certificate, vaultName(vault))
    : l10n.t('{0} in {1}, expires {2}', certificate, vaultName(vault), isoDate(expires));
}

function lineNumbers({ files }: RollOverRequest): (path: string, offset: number) => number {
  const texts = new Map(files.map((file) => [file.path, textOf(file)]));
  const indexes = new Map<string, LineIndex>();
  return (path, offset) => {
    const index = indexes.get(path) ?? new LineIndex(texts.get(path) ?? '');
    indexes.set(path, index);
    return index.positionAt(offset).line + 1;
  };
}

function deploymentOf(request: RollOverRequest, files: readonly FilePlan[]): RollOverDeployment {
  const configurations = files.flatMap(({ file }) => {
    const service = file.kind === 'configuration' ? file.document.model.serviceName?.value.trim() : undefined;
    return file.kind === 'configuration' ? [{ path: file.path, ...present('service', service) }] : [];
  });
  const added = files
    .filter(({ file }) => file.kind === 'configuration')
    .flatMap(({ edits }) => edits.map(({ to }) => to));
  const versions = new Map(added.map((version) => [version.thumbprint, version]));
  return {
    configurations,
    certificates: [...versions.values()].map((version) => {
      const url = identifierOf(version, request);
      return { version, ...present('url', url), templates: templatesWith(version, request, files) };
    }),
  };
}

function identifierOf(version: CertificateVersion, { snapshots }: RollOverRequest): string | undefined {
  const [numbered] = snapshots
    .filter(({ vault }) => vault === version.vault)
    .flatMap((snapshot) =>
      holdersOf(snapshot, version.thumbprint).map(({ newest, older }) => older ?? withKnownDetails(snapshot, newest)),
    );
  const found = version.version === undefined ? numbered : version;
  return found?.version === undefined ? undefined : secretUrl(found);
}

/** Those that were changed to the version, and those that had it before. */
function templatesWith(
  { thumbprint }: CertificateVersion,
  { deployed, snapshots }: RollOverRequest,
  files: readonly FilePlan[],
): readonly string[] {
  const changed = files
    .filter(({ file, edits }) => file.kind === 'template' && edits.some(({ to }) => to.thumbprint === thumbprint))
    .map(({ file: { path } }) => path);
  const numbers = snapshots.flatMap(({ versions }) =>
    [...versions.values()].flat().filter((one) => one.thumbprint === thumbprint),
  );
  const before = (deployed?.urls ?? [])
    .filter((url) => numbers.some(({ version, vault }) => version === url.version && vault === url.vault))
    .map(({ file }) => file);
  return [...new Set([...changed, ...before])];
}
