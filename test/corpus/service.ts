import { readFileSync } from 'node:fs';
import { parseCscfg } from '../../src/cscfg/document';
import { check } from '../../src/cscfg/rules/check';
import type { Finding } from '../../src/cscfg/rules/rule';
import { serviceRules } from '../../src/cscfg/rules/rules';
import { readServices, type ServiceText } from '../../src/cscfg/service/compose';
import type { Service } from '../../src/cscfg/service/service';
import { decodeText } from '../../src/text/decode';
import { filesBelow } from './files';

/** A .cscfg or .csdef file of a collection, with its service and its findings. */
export interface ServiceFindings {
  readonly path: string;
  readonly service: Service | undefined;
  readonly findings: readonly Finding[];
}

const codes = new Set(serviceRules.map(({ code }) => code));

/** Checks every .cscfg and .csdef file of each folder in `root`, one folder per repository. */
export function* serviceFindings(root: string): Generator<ServiceFindings> {
  const files: readonly ServiceText[] = filesBelow(root).flatMap((path) => {
    const decoded = decodeText(readFileSync(`${root}/${path}`));
    return decoded.ok ? [{ path, text: decoded.text }] : [];
  });
  for (const folder of new Set(files.map(({ path }) => path.slice(0, path.indexOf('/'))))) {
    const own = files.filter(({ path }) => path.startsWith(`${folder}/`));
    const serviceOf = readServices(own, folder);
    for (const { path, text } of own.filter((file) => /\.(?:cscfg|csdef)$/i.test(file.path))) {
      const service = serviceOf(path);
      yield { path, service, findings: findingsOf(text, service) };
    }
  }
}

function findingsOf(text: string, service: Service | undefined): readonly Finding[] {
  const context = {
    verdictOf: () => ({ kind: 'unverified', reason: { kind: 'notAsked' } }) as const,
    inventory: [],
    now: 0,
    levels: {},
    ...(service === undefined ? {} : { service }),
  };
  return check(parseCscfg(text), context).filter(({ code }) => codes.has(code));
}
