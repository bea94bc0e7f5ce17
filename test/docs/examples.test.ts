import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseCscfg } from '../../src/cscfg/document';
import { verdictRules } from '../../src/cscfg/rules/certificates/verdicts';
import { check } from '../../src/cscfg/rules/check';
import { references } from '../../src/cscfg/rules/references';
import { serviceRules } from '../../src/cscfg/rules/service/serviceRules';
import { ruleSections } from './sections';

describe('The README’s examples', () => {
  const sections = [...ruleSections(readFileSync('README.md', 'utf8'))];
  const examples = sections.flatMap(([code, section]) =>
    [...section.matchAll(/```xml\n(.*?)```/gs)].map(([, xml = '']) => ({ code, xml })),
  );

  it('are there for whatever can be shown in one file and without a vault', () => {
    const compared = serviceRules.filter(({ reference }) => reference === references.agreement);
    const others = new Set([...verdictRules, ...compared].map(({ code }) => code));
    assert.deepEqual(
      examples.map(({ code }) => code),
      sections.map(([code]) => code).filter((code) => !others.has(code)),
    );
  });

  for (const { code, xml } of examples) {
    it(`show ${code} and nothing else`, () => {
      assert.deepEqual([...new Set(findings(xml))], [code]);
    });
  }
});

/** The codes of what is found in the example, put where it belongs. */
function findings(xml: string): readonly string[] {
  const name = /^<(\w+)/.exec(xml)?.[1] ?? '';
  const found = check(parseCscfg((surroundings[name] ?? inCertificates)(xml)), {
    verdictOf: () => ({ kind: 'unverified', reason: { kind: 'noVault' } }),
    inventory: [],
    now: Date.UTC(2026, 10, 23),
    levels: {},
  });
  return found.map(({ code }) => code);
}

/** The file around an example, by the element that it begins with. */
const surroundings: Readonly<Record<string, (xml: string) => string>> = {
  Setting: (xml) => configuration(`<ConfigurationSettings>${xml}</ConfigurationSettings>`),
  InputEndpoint: (xml) => definition(`<Endpoints>${xml}</Endpoints>`),
  Import: (xml) => definition(`<Imports>${xml}</Imports>`),
};

function inCertificates(xml: string): string {
  return configuration(`<Certificates>${xml}</Certificates>`);
}

function configuration(inRole: string): string {
  return `<ServiceConfiguration serviceName="S"><Role name="R"><Instances count="1" />${inRole}</Role></ServiceConfiguration>`;
}

function definition(inRole: string): string {
  return `<ServiceDefinition name="S"><WorkerRole name="R">${inRole}</WorkerRole></ServiceDefinition>`;
}
