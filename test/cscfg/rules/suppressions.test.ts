import assert from 'node:assert/strict';
import type { Verdict } from '../../../src/certificate/verdict';
import { parseCscfg } from '../../../src/cscfg/document';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import type { CheckContext, Finding } from '../../../src/cscfg/rules/rule';
import { rules } from '../../../src/cscfg/rules/rules';
import {
  disableDeploymentLineEdit,
  disableLineEdit,
  isSuppressedInDeployment,
} from '../../../src/cscfg/rules/suppressions';
import { applyEdits } from '../../../src/text/span';

const unverified: Verdict = { kind: 'unverified', reason: { kind: 'noVault' } };
const only = ['thumbprint-style', 'thumbprint-missing', 'certificate-expired', 'unused-suppression', 'xml-syntax'];
const context: CheckContext = {
  verdictOf: () => ({ kind: 'notFound', vaults: [], checked: 0 }),
  inventory: [],
  now: 0,
  levels: Object.fromEntries(rules.map(({ code }) => [code, only.includes(code) ? undefined : 'off'])),
};

/** A configuration with these lines as the content of `<Certificates>`. */
const service = (...lines: readonly string[]): string =>
  [
    '<ServiceConfiguration serviceName="Shop">',
    '  <Role name="Web">',
    '    <Certificates>',
    ...lines.map((line) => `      ${line}`),
    '    </Certificates>',
    '  </Role>',
    '</ServiceConfiguration>',
  ].join('\n');
const styled =
  '<Certificate name="Tls" thumbprint="7cb8b7539d87ba7215357b9b9049dff2d3fa59ba" thumbprintAlgorithm="sha1" />';

const found = (text: string, other: Partial<CheckContext> = {}): readonly Finding[] =>
  check(parseCscfg(text), { ...context, ...other });
const codes = (text: string, other?: Partial<CheckContext>): readonly string[] =>
  found(text, other).map(({ code }) => code);

describe('A comment with cscfg-disable-next-line', () => {
  it('suppresses the rule on the next line, and only there', () => {
    const text = service('<!-- cscfg-disable-next-line thumbprint-style -->', styled, styled);
    assert.deepEqual(codes(text), ['thumbprint-style']);
  });

  it('can name several rules, and a reason after a colon', () => {
    const both = '<Certificate name="Tls" thumbprint="" />';
    const comment = '<!-- cscfg-disable-next-line thumbprint-missing, xml-syntax : until May -->';
    assert.deepEqual(codes(service(comment, both), { levels: { ...context.levels, 'unused-suppression': 'off' } }), []);
  });

  it('suppresses all rules without a code', () => {
    assert.deepEqual(codes(service('<!-- cscfg-disable-next-line -->', styled)), []);
  });

  it('covers the whole tag that starts on the next line', () => {
    const [start = '', end = ''] = styled.split(' thumbprint=');
    const text = service('<!-- cscfg-disable-next-line thumbprint-style -->', start, `thumbprint=${end}`, styled);
    assert.deepEqual(codes(text), ['thumbprint-style']);
  });

  it('is no other word that starts alike', () => {
    assert.deepEqual(codes(service('<!-- cscfg-disable-next-lines thumbprint-style -->', styled)), [
      'thumbprint-style',
    ]);
  });

  it('does not hide that a text is not well-formed', () => {
    const text = service('<!-- cscfg-disable-next-line -->', '<Certificate name="a" name="b" />');
    assert.ok(codes(text).includes('xml-syntax'));
  });
});

describe('A comment with cscfg-disable', () => {
  it('suppresses the rule up to cscfg-enable', () => {
    for (const enable of ['cscfg-enable', 'cscfg-enable thumbprint-style']) {
      const text = service('<!-- cscfg-disable thumbprint-style -->', styled, styled, `<!-- ${enable} -->`, styled);
      assert.deepEqual(
        found(text).map(({ code, span }) => [code, span.start > text.indexOf(enable)]),
        [['thumbprint-style', true]],
      );
    }
  });

  it('suppresses it to the end of the text if only another rule is enabled', () => {
    const text = service('<!-- cscfg-disable thumbprint-style -->', styled, '<!-- cscfg-enable xml-syntax -->', styled);
    assert.deepEqual(codes(text), []);
  });
});

describe('An unused suppression', () => {
  const comment = '<!-- cscfg-disable-next-line thumbprint-style -->';
  const sound = styled.replace(/thumbprint="[^"]*"/, (value) =>
    value.toUpperCase().replace('THUMBPRINT', 'thumbprint'),
  );

  it('is a hint, whose fix removes the comment with its line', () => {
    const text = service(comment, sound);
    const [finding] = found(text);
    assert.deepEqual([finding?.code, finding?.severity], ['unused-suppression', 'hint']);
    const [fix] = fixesFor(finding ?? assert.fail(), parseCscfg(text), context);
    assert.ok(fix?.kind === 'edit');
    assert.deepEqual([fix.automatic, applyEdits(text, fix.edits)], [false, service(sound)]);
  });

  it('among several in a comment is removed alone', () => {
    const text = service('<!-- cscfg-disable-next-line thumbprint-missing, thumbprint-style -->', styled);
    const [finding] = found(text);
    const [fix] = fixesFor(finding ?? assert.fail(), parseCscfg(text), context);
    assert.ok(fix?.kind === 'edit');
    assert.equal(applyEdits(text, fix.edits), service('<!-- cscfg-disable-next-line, thumbprint-style -->', styled));
  });

  it('is reported with the meant rule if there is no such rule', () => {
    const [first, second] = found(service('<!-- cscfg-disable-next-line thumbprint-styel nonsense-code -->', sound));
    assert.equal(first?.message, 'There is no rule "thumbprint-styel". Did you mean "thumbprint-style"?');
    assert.equal(second?.message, 'There is no rule "nonsense-code". This comment has no effect.');
  });

  it('is not reported if the rule did not have all its input, or is off', () => {
    const expired = service('<!-- cscfg-disable-next-line certificate-expired -->', sound);
    assert.deepEqual(codes(expired, { verdictOf: () => unverified }), []);
    assert.deepEqual(codes(expired), ['unused-suppression']);
    assert.deepEqual(codes(service(comment, sound), { levels: { ...context.levels, 'thumbprint-style': 'off' } }), []);
    const others = {
      ...context.levels,
      'role-missing': undefined,
      'osprofile-missing': undefined,
    } as CheckContext['levels'];
    const unknown = service('<!-- cscfg-disable-next-line role-missing osprofile-missing -->', sound);
    assert.deepEqual(codes(unknown, { levels: others }), []);
  });
});

describe('Disabling a rule for a line', () => {
  const disabled = (text: string): string => {
    const document = parseCscfg(text);
    const finding = found(text).find(({ code }) => code === 'thumbprint-style') ?? assert.fail();
    const edit = disableLineEdit(document, finding) ?? assert.fail();
    const after = applyEdits(text, [edit]);
    assert.ok(!codes(after).includes('thumbprint-style'));
    return after;
  };
  const comment = '<!-- cscfg-disable-next-line thumbprint-style -->';

  it('inserts a comment above the line, with its indentation and line end', () => {
    assert.equal(disabled(service(styled)), service(comment, styled));
    const windows = service(styled).replaceAll('\n', '\r\n');
    assert.equal(disabled(windows), service(comment, styled).replaceAll('\n', '\r\n'));
  });

  it('inserts it above a tag of several lines', () => {
    const lines = styled.replace(' thumbprint=', '\n        thumbprint=');
    assert.equal(disabled(service(lines)), service(comment, lines));
  });

  it('is not offered where no comment would cover the tag alone', () => {
    const lines = styled.replace(' thumbprint=', '\n        thumbprint=');
    const text = service(`${lines}${styled}`);
    assert.equal(disableLineEdit(parseCscfg(text), found(text).at(-1) ?? assert.fail()), undefined);
  });

  it('inserts it after the XML declaration', () => {
    const text = `<?xml version="1.0"?>${service(styled).replaceAll('\n', '')}`;
    assert.ok(disabled(text).startsWith(`<?xml version="1.0"?>\n${comment}\n<ServiceConfiguration`));
  });

  it('adds the code to a comment that is there', () => {
    const present = '<!-- cscfg-disable-next-line certificate-expired : later -->';
    const after = disabled(service(present, styled));
    assert.equal(
      after,
      service('<!-- cscfg-disable-next-line certificate-expired thumbprint-style : later -->', styled),
    );
  });
});

describe('In deployment files, a comment with cscfg-disable-next-line', () => {
  const finding = (text: string) => ({
    code: 'osprofile-missing',
    span: { start: text.indexOf('secrets'), end: text.length },
  });

  it('suppresses the rule on the next line', () => {
    for (const comment of ['// cscfg-disable-next-line osprofile-missing', '# cscfg-disable-next-line: later']) {
      const text = `{\n  ${comment}\r\n  "secrets": [] }`;
      assert.equal(isSuppressedInDeployment(text, finding(text)), true);
    }
    const other = '{\n  // cscfg-disable-next-line osprofile-unversioned\n  "secrets": [] }';
    assert.equal(isSuppressedInDeployment(other, finding(other)), false);
  });

  it('is what the fix inserts', () => {
    const text = '{\n  "secrets": [] }';
    const after = applyEdits(text, [disableDeploymentLineEdit(text, finding(text))]);
    assert.equal(after, '{\n  // cscfg-disable-next-line osprofile-missing\n  "secrets": [] }');
    assert.equal(isSuppressedInDeployment(after, finding(after)), true);
  });
});
