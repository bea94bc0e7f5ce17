import assert from 'node:assert/strict';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import { rules } from '../../../src/cscfg/rules/rules';
import {
  certificateElement,
  documentOf,
  onlyFinding,
  findingLines,
  markSpan,
  ownLevels,
  knownThumbprint,
  otherThumbprint,
  webRoleWith,
  plainContext,
} from '../support/texts';
import { newest, says, verdict } from '../support/vault';

const everything = webRoleWith(
  [
    `<Certificate thumbprint="${knownThumbprint}" thumbprintAlgorithm="sha1" />`,
    certificateElement('', 'a'),
    certificateElement(`\u200E${knownThumbprint}`, 'A'),
    certificateElement(knownThumbprint.toLowerCase(), 'b'),
    certificateElement('#{X}#', 'c'),
    certificateElement('x', 'd'),
    `<Certificate name="e" thumbprint="${otherThumbprint}" />`,
    '<Certificate name="f&" sourceLocation="x" />',
  ].join('\n'),
);
const codes = (text: string, context = plainContext): readonly string[] =>
  check(documentOf(text), context).map(({ code }) => code);

describe('check', () => {
  it('finds what each rule finds, in document order', () => {
    const findings = check(documentOf(everything), says(verdict('notFound')));
    const starts = findings.map(({ span }) => span.start);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    assert.deepEqual(
      findings.map(({ code }) => code),
      [
        'certificate-name-missing',
        'thumbprint-not-in-vault',
        'thumbprint-missing',
        'certificate-duplicate-name',
        'thumbprint-hidden-characters',
        'thumbprint-not-in-vault',
        'thumbprint-style',
        'thumbprint-not-in-vault',
        'thumbprint-placeholder',
        'thumbprint-malformed',
        'thumbprint-algorithm',
        'thumbprint-not-in-vault',
        'xml-syntax',
      ],
    );
  });

  it('gives each finding its rule’s severity', () => {
    for (const { code, severity } of check(documentOf(everything), says(verdict('notFound')))) {
      assert.equal(severity, rules.find((rule) => rule.code === code)?.severity);
    }
  });

  it('has the severities that the documentation states', () => {
    const stated = {
      error: [
        ...['xml-syntax', 'certificate-name-missing', 'certificate-duplicate-name', 'thumbprint-missing'],
        ...['thumbprint-hidden-characters', 'thumbprint-malformed', 'thumbprint-algorithm', 'thumbprint-not-in-vault'],
        ...['certificate-expired', 'certificate-disabled', 'certificate-deleted', 'certificate-unusable'],
      ],
      warning: ['certificate-outdated', 'certificate-not-yet-valid'],
      information: ['thumbprint-style', 'thumbprint-placeholder', 'certificate-expiring'],
    };
    for (const [wanted, codes] of Object.entries(stated)) {
      const found = codes.map((code) => rules.find((rule) => rule.code === code)?.severity);
      assert.deepEqual(
        found,
        codes.map(() => wanted),
      );
    }
  });

  it('gives a finding the level that the user set for its rule', () => {
    for (const level of ['error', 'warning', 'information', 'hint'] as const) {
      const findings = check(documentOf(webRoleWith(certificateElement(''))), {
        ...plainContext,
        levels: { ...ownLevels, 'thumbprint-missing': level },
      });
      assert.deepEqual(
        findings.map(({ code, severity }) => [code, severity]),
        [['thumbprint-missing', level]],
      );
    }
  });

  it('leaves out a rule that is off, and no other', () => {
    const all = codes(everything);
    for (const off of new Set(all)) {
      assert.deepEqual(
        codes(everything, { ...plainContext, levels: { ...ownLevels, [off]: 'off' } }),
        all.filter((code) => code !== off),
      );
    }
  });

  it('ignores levels of unknown rules', () => {
    assert.deepEqual(
      codes(everything, { ...plainContext, levels: { ...ownLevels, 'no-such-rule': 'off' } }),
      codes(everything),
    );
  });

  it('relates a name that is used twice to where it was used first', () => {
    const text = webRoleWith(
      certificateElement(knownThumbprint, 'a') +
        certificateElement(otherThumbprint, 'b') +
        certificateElement(otherThumbprint, 'A') +
        certificateElement(otherThumbprint, 'a'),
    );
    const places = check(documentOf(text), plainContext).map(({ related = [] }) =>
      related.map(({ span }) => markSpan(text, span)),
    );
    const first = text.replace('name="a"', 'name="|a|"');
    assert.deepEqual(places, [[first], [first]]);
  });

  it('names the entry and the role of a finding', () => {
    const finding = onlyFinding(webRoleWith(certificateElement('', 'b')), 'thumbprint-missing');
    assert.equal(finding.entry?.name?.value, 'b');
    assert.equal(finding.role?.name?.value, 'Web');
    assert.equal(onlyFinding(webRoleWith('&'), 'xml-syntax').entry, undefined);
  });

  it('gives the same findings for the same text', () => {
    assert.deepEqual(findingLines(everything), findingLines(everything));
  });

  it('reports only XML problems in a text without a service configuration', () => {
    assert.deepEqual(codes(''), ['xml-syntax']);
    assert.deepEqual(codes('<Project><Role><Certificates><Certificate/></Certificates></Role></Project>'), []);
  });
});

describe('fixesFor', () => {
  it('returns no fixes for an unknown rule', () => {
    const document = documentOf(webRoleWith(certificateElement('')));
    assert.deepEqual(
      fixesFor({ ...onlyFinding(document.text, 'thumbprint-missing'), code: 'no-such-rule' }, document, plainContext),
      [],
    );
  });

  it('gives the preferred fix first', () => {
    const document = documentOf(webRoleWith(certificateElement(`${otherThumbprint.slice(0, 39)}0`)));
    const context = says(verdict('notFound'), [newest]);
    for (const finding of check(document, context)) {
      const preferred = fixesFor(finding, document, context).map((fix) => fix.kind === 'edit' && fix.preferred);
      assert.deepEqual(preferred, [true, false]);
    }
  });
});
