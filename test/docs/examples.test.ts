import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseCscfg } from '../../src/cscfg/document';
import { check } from '../../src/cscfg/rules/check';
import { ruleSections } from './sections';

describe('The README’s examples', () => {
  const sections = [...ruleSections(readFileSync('README.md', 'utf8'))];
  const examples = sections.flatMap(([code, section]) =>
    [...section.matchAll(/```xml\n(.*?)```/gs)].map(([, xml = '']) => ({ code, xml })),
  );

  it('are there for whatever can be shown without a vault', () => {
    assert.deepEqual(
      examples.map(({ code }) => code),
      sections.map(([code]) => code).slice(0, examples.length),
    );
    assert.equal(examples.at(-1)?.code, 'thumbprint-algorithm');
  });

  for (const { code, xml } of examples) {
    it(`show ${code} and nothing else`, () => {
      assert.deepEqual([...new Set(findings(xml))], [code]);
    });
  }
});

/** The codes of what is found in the example, put where it belongs. */
function findings(xml: string): readonly string[] {
  const element = xml.startsWith('<Setting') ? 'ConfigurationSettings' : 'Certificates';
  const text = `<ServiceConfiguration serviceName="S"><Role name="R"><Instances count="1" /><${element}>
${xml}</${element}></Role></ServiceConfiguration>`;
  const found = check(parseCscfg(text), {
    verdictOf: () => ({ kind: 'unverified', reason: { kind: 'noVault' } }),
    inventory: [],
    now: Date.UTC(2026, 10, 23),
    levels: {},
  });
  return found.map(({ code }) => code);
}
