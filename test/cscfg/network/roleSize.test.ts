import assert from 'node:assert/strict';
import { fixes, fixedText, networkFindings, shown, words } from '../schema/judge';

const role = (attributes: string, kind = 'WorkerRole') =>
  `<ServiceDefinition name="Shop">\n  <${kind} name="Web"${attributes} />\n</ServiceDefinition>\n`;
const sized = (size: string) => role(` vmsize="${size}"`);
const code = 'role-size-unsupported';

describe('The size of a role', () => {
  for (const size of [
    'Standard_A1_v2',
    'Standard_A2m_v2',
    'Standard_D2',
    'standard_d2_v2',
    'Standard_D2_v2_Promo',
    'Standard_D15i_v2',
    'Standard_D4_v3',
    'Standard_D2a_v4',
    'Standard_E4_v3',
    'Standard_E4a_v4',
    'Standard_G1',
    'Standard_H16mr',
    'Standard_A0',
    'Standard_MSODSG5',
    '#{Size}',
    '__Size__',
  ]) {
    it(`may be ${size}`, () => {
      assert.deepEqual(networkFindings(sized(size)), []);
    });
  }

  for (const [size, successor] of [
    ['ExtraSmall', 'Standard_A0'],
    ['Small', 'Standard_A1_v2'],
    ['small', 'Standard_A1_v2'],
    ['Medium', 'Standard_A2'],
    ['Large', 'Standard_A3'],
    ['ExtraLarge', 'Standard_A4'],
    ['A5', 'Standard_A5'],
    ['A11', 'Standard_A11'],
    ['MSODSG5', 'Standard_MSODSG5'],
  ] as const) {
    it(`of Cloud Services (classic) has a successor: ${size}`, () => {
      const found = networkFindings(sized(size));
      assert.deepEqual(shown(sized(size), found), [`${code}: ${size}`]);
      assert.deepEqual(words(found), [
        `Cloud Services (extended support) does not support the classic size "${size}". Use ${successor}, or another size of a supported family (Av2, D, Dv2, Dv3, Dav4, Eav4, Ev3, G, H).`,
      ]);
      assert.equal(found[0]?.severity, 'warning');
      assert.equal(fixedText(sized(size), code), sized(successor));
      assert.deepEqual(networkFindings(sized(successor)), []);
    });
  }

  it('offers the documented successor of Small too', () => {
    assert.deepEqual(fixes(sized('Small'), code), {
      'Set vmsize="Standard_A1_v2"': sized('Standard_A1_v2'),
      'Set vmsize="Standard_A1"': sized('Standard_A1'),
    });
  });

  for (const size of ['Standard_B2s', 'Standard_D2s_v3', 'Standard_D2_v5', 'Standard_F2', 'Basic_A0', 'Huge', 'A1']) {
    it(`that roles never had offers usual ones, and prefers none: ${size}`, () => {
      const found = networkFindings(sized(size));
      assert.deepEqual(words(found), [
        `Cloud Services (extended support) has no role size "${size}". Choose a size of a supported family (Av2, D, Dv2, Dv3, Dav4, Eav4, Ev3, G, H).`,
      ]);
      assert.equal(fixedText(sized(size), code), undefined);
      assert.equal(fixes(sized(size), code)['Set vmsize="Standard_D2_v3"'], sized('Standard_D2_v3'));
    });
  }

  it('is Small where the role has none', () => {
    for (const kind of ['WorkerRole', 'WebRole']) {
      const text = role('', kind);
      assert.deepEqual(shown(text, networkFindings(text)), [`${code}: <${kind}`]);
      assert.deepEqual(words(networkFindings(text)), [
        'Role "Web" has no vmsize, and Cloud Services (extended support) does not support the default, Small. Choose a size of a supported family (Av2, D, Dv2, Dv3, Dav4, Eav4, Ev3, G, H).',
      ]);
      assert.equal(fixedText(text, code), role(' vmsize="Standard_A1_v2"', kind));
    }
    assert.equal(fixedText(sized(''), code), sized('Standard_A1_v2'));
  });

  it('is not reported as missing if it is misspelled, unfinished, or of a VM role', () => {
    assert.deepEqual(networkFindings(role(' vmSize="Standard_D2_v2"')), []);
    assert.deepEqual(networkFindings('<ServiceDefinition name="Shop"><WorkerRole name="Web" '), []);
    assert.deepEqual(networkFindings(role('', 'VirtualMachineRole')), []);
  });
});
