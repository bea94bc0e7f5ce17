import assert from 'node:assert/strict';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import type { CheckContext, Finding, TextFix } from '../../../src/cscfg/rules/rule';
import { serviceRules } from '../../../src/cscfg/rules/rules';
import { readServices } from '../../../src/cscfg/service/compose';
import { fileOf, type Service } from '../../../src/cscfg/service/service';
import { applyEdits } from '../../../src/text/span';

/** The texts of a service's files by their paths. */
export type Files = Readonly<Record<string, string>>;

export const csdef = 'svc/ServiceDefinition.csdef';
export const cloud = 'svc/ServiceConfiguration.Cloud.cscfg';
export const local = 'svc/ServiceConfiguration.Local.cscfg';
export const ccproj = 'svc/Svc.ccproj';

const codes = new Set(serviceRules.map(({ code }) => code));

/** The service of one of the files, all of them below one folder. */
export function serviceOf(files: Files, path: string): Service {
  const texts = Object.entries(files).map(([name, text]) => ({ path: name, text }));
  const service = readServices(texts, 'svc')(path);
  assert.ok(service, `${path} is not there`);
  return service;
}

export interface Judged {
  /** Only those of the service's rules. */
  readonly findings: readonly Finding[];
  /** The fixes that edit, of the finding at that index, by their titles. */
  readonly fixes: (index?: number) => ReadonlyMap<string, TextFix>;
}

export function judge(files: Files, path: string, more: Partial<CheckContext> = {}): Judged {
  const service = serviceOf(files, path);
  const document = fileOf(service, path)?.document;
  assert.ok(document);
  const context: CheckContext = {
    verdictOf: () => ({ kind: 'unverified', reason: { kind: 'notAsked' } }),
    inventory: [],
    now: Date.UTC(2026, 10, 23),
    levels: {},
    service,
    ...more,
  };
  const findings = check(document, context).filter(({ code }) => codes.has(code));
  return {
    findings,
    fixes: (index = 0) => {
      const fixes = fixesFor(findings[index]!, document, context).filter((fix) => fix.kind === 'edit');
      return new Map(fixes.map((fix) => [fix.title, fix]));
    },
  };
}

/** `code: what is underlined | message`, one line a finding. */
export function lines(files: Files, path: string, more: Partial<CheckContext> = {}): readonly string[] {
  return judge(files, path, more).findings.map(
    ({ code, span, message }) => `${code}: ${files[path]!.slice(span.start, span.end)} | ${message}`,
  );
}

/** The files after a fix; all of them. */
export function fixed(files: Files, path: string, { edits, elsewhere = [] }: TextFix): Files {
  const result: Record<string, string> = { ...files, [path]: applyEdits(files[path]!, edits) };
  for (const { file, edits: others } of elsewhere) {
    result[file] = applyEdits(files[file]!, others);
  }
  return result;
}

/** A definition of one web role with this content. */
export function definition(inRole: string, role = 'Web'): string {
  return `<ServiceDefinition name="Shop">
  <WebRole name="${role}">
${inRole}  </WebRole>
</ServiceDefinition>
`;
}

/** A configuration of one role with this content after its instances. */
export function configuration(inRole: string, role = 'Web'): string {
  return `<ServiceConfiguration serviceName="Shop">
  <Role name="${role}">
    <Instances count="1" />
${inRole}  </Role>
</ServiceConfiguration>
`;
}

export function settings(...elements: readonly string[]): string {
  return `    <ConfigurationSettings>
${elements.map((element) => `      ${element}\n`).join('')}    </ConfigurationSettings>
`;
}

export function certificates(...elements: readonly string[]): string {
  return `    <Certificates>
${elements.map((element) => `      ${element}\n`).join('')}    </Certificates>
`;
}

export const thumbprint = '7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA';

/** An entry of a configuration. */
export function entry(name: string, value = thumbprint): string {
  return `<Certificate name="${name}" thumbprint="${value}" thumbprintAlgorithm="sha1" />`;
}

/** A declaration of a definition. */
export function declared(name: string): string {
  return `<Certificate name="${name}" storeLocation="LocalMachine" storeName="My" />`;
}
