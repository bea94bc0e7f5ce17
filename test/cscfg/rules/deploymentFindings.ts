import assert from 'node:assert/strict';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import { findingsInDeployments } from '../../../src/cscfg/rules/deployment/rules';
import type { CheckContext, Fix } from '../../../src/cscfg/rules/rule';
import { parseCscfg } from '../../../src/cscfg/document';
import { pairDeployments } from '../../../src/cscfg/service/deploymentPairing';
import type { ServiceFile } from '../../../src/cscfg/service/service';
import { applyEdits } from '../../../src/text/span';
import { readDeployments } from '../../../src/deployment/deployments';
import { judge } from '../../../src/vault/snapshot/judge';
import { knownVersions, usableCertificates } from '../../../src/vault/snapshot/inventory';
import { now, print, vault, version } from '../../vault/snapshots';

export const [web, oldWeb, api, none] = ['A', 'B', 'C', 'D'].map(print) as [string, string, string, string];
export const number = (index: number): string => String(index).padStart(32, 'f');
export const webUrl = `https://contoso.vault.azure.net/secrets/web/${number(0)}`;
export const oldUrl = `https://contoso.vault.azure.net/secrets/web/${number(1)}`;
export const apiUrl = `https://contoso.vault.azure.net/secrets/api/${number(0)}`;
export const contosoId = '/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso';
const snapshots = [vault([[version(web), version(oldWeb)], [version(api, { certificate: 'api' })]])];

interface RoleParts {
  readonly count?: number;
  readonly certificates?: Readonly<Record<string, string>>;
}

export function cscfg(roles: Readonly<Record<string, RoleParts>>, serviceName = 'Shop'): string {
  const elements = Object.entries(roles).map(([role, { count = 2, certificates = {} }]) => {
    const entries = Object.entries(certificates).map(
      ([name, thumbprint]) =>
        `      <Certificate name="${name}" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />\n`,
    );
    return `  <Role name="${role}">
    <Instances count="${String(count)}" />
    <Certificates>
${entries.join('')}    </Certificates>
  </Role>
`;
  });
  return `<ServiceConfiguration serviceName="${serviceName}">\n${elements.join('')}</ServiceConfiguration>\n`;
}

export const role = (name: string, capacity: unknown = 2, size: unknown = 'Standard_D2_v3') => ({
  name,
  sku: { name: size, capacity },
});

export const group = (vaultId: string, ...urls: readonly string[]) => ({
  sourceVault: { id: vaultId },
  vaultCertificates: urls.map((certificateUrl) => ({ certificateUrl })),
});

export interface TemplateParts {
  readonly roles?: unknown;
  readonly secrets?: unknown;
  readonly properties?: object;
  readonly more?: object;
}

export function template({ roles = [role('Web')], secrets, properties, more }: TemplateParts): string {
  const osProfile = secrets === undefined ? {} : { osProfile: { secrets } };
  const service = {
    type: 'Microsoft.Compute/cloudServices',
    name: 'Shop',
    location: 'westeurope',
    properties: { roleProfile: { roles }, ...osProfile, ...properties },
  };
  return JSON.stringify({ ...more, resources: [service] }, undefined, 2);
}

interface Case {
  readonly configuration: string;
  readonly files: Readonly<Record<string, string>>;
  readonly definition?: string;
  readonly vaultIdOf?: (url: string) => string | undefined;
}

/** What the deployment rules find on both sides, and the fixes by their titles with the whole resulting texts. */
export function findings({ configuration, files, definition, vaultIdOf }: Case) {
  const document = parseCscfg(configuration);
  const self: ServiceFile = { file: '/w/Shop.Cloud.cscfg', name: 'Shop.Cloud.cscfg', document };
  const texts = Object.entries(files).map(([name, text]) => ({ file: `/w/${name}`, text }));
  const services = pairDeployments(readDeployments(texts), [self]).get(self.file) ?? [];
  const csdef =
    definition === undefined
      ? {}
      : { definition: { file: '/w/Shop.csdef', name: 'Shop.csdef', document: parseCscfg(definition) } };
  const context: CheckContext = {
    verdictOf: (thumbprint) => judge(thumbprint, snapshots, { now, expiryWarningDays: 0 }),
    inventory: usableCertificates(snapshots, now),
    known: () => knownVersions(snapshots),
    now,
    levels: {},
    fileName: self.name,
    service: { self: self.file, ...csdef, configurations: [self], projects: [] },
    deployment: {
      services,
      textOf: (file) => texts.find((one) => one.file === file)?.text,
      ...(vaultIdOf && { vaultIdOf }),
    },
  };
  const textOf = (file: string): string => texts.find((one) => one.file === file)!.text;
  const isOurs = ({ code }: { readonly code: string }): boolean => /^(?:osprofile|role-profile)/.test(code);
  const here = check(document, context).filter(isOurs);
  const there = findingsInDeployments(document, context);
  const applied = (fix: Fix): readonly string[] => {
    assert.equal(fix.kind, 'edit');
    const { edits, elsewhere = [] } = fix;
    return [
      fix.title,
      ...(edits.length > 0 ? [applyEdits(configuration, edits)] : []),
      ...elsewhere.map((one) => applyEdits(textOf(one.file), one.edits)),
    ];
  };
  return {
    here: here.map(({ code, severity, span, message }) => [
      code,
      severity,
      configuration.slice(span.start, span.end),
      message,
    ]),
    there: there.map(({ code, severity, file, span, message }) => [
      code,
      severity,
      textOf(file).slice(span.start, span.end),
      message,
    ]),
    fixes: here.flatMap((finding) => fixesFor(finding, document, context).map(applied)),
    fixesThere: there.flatMap((finding) => finding.fixes.map(applied)),
    related: here.flatMap(({ related = [] }) =>
      related.map((one) => textOf(one.file ?? '').slice(one.span.start, one.span.end)),
    ),
  };
}

export const codes = ({ here, there }: ReturnType<typeof findings>) => [...here, ...there].map(([code]) => code);
