import assert from 'node:assert/strict';
import { dropPlaceAt, replacementAt, thumbprintValueAt } from '../../../src/cscfg/dropPlace';
import {
  applyEdits,
  at,
  certificateElement,
  documentOf,
  knownThumbprint,
  markSpan,
  otherThumbprint,
} from '../support/texts';

const web = certificateElement(knownThumbprint, 'web');
const role = (content: string): string =>
  `<ServiceConfiguration serviceName="Shop">\n  <Role name="Web">\n    ${content}\n  </Role>\n</ServiceConfiguration>`;
const list = (content: string): string => role(`<Certificates>\n      ${content}\n    </Certificates>`);
const setting = (value: string, name = 'Tokens'): string =>
  role(`<ConfigurationSettings>\n      <Setting name="${name}" value="${value}" />\n    </ConfigurationSettings>`);

function placeIn(marked: string): string {
  const { text, at: offsets } = at(marked);
  const place = dropPlaceAt(documentOf(text), offsets[0] ?? 0);
  switch (place.kind) {
    case 'entry':
      return `entry ${place.entry.name?.value ?? ''}`;
    case 'setting':
      return `setting ${place.use.name}`;
    case 'role':
      return `role ${place.role.name?.value ?? ''}`;
    case 'outside':
      return 'outside';
  }
}

describe('The place where a certificate is dropped', () => {
  it('is the entry, anywhere in its element', () => {
    for (const inside of [
      web.replace('thumbprint="', 'thumbprint="|'),
      web.replace('<Cert', '<|Cert'),
      web.replace('="sha1"', '="sha1|"'),
      web.replace(knownThumbprint, `${knownThumbprint}|`),
    ]) {
      assert.equal(placeIn(list(inside)), 'entry web', inside);
    }
  });

  it('is the role beside its entries, for example at the end of their lines', () => {
    for (const beside of [`|${web}`, `${web}|`, `${web}\n|`, `<!-- | -->${web}`]) {
      assert.equal(placeIn(list(beside)), 'role Web', beside);
    }
    assert.equal(placeIn(role('<Instances count="|1" />')), 'role Web');
  });

  it('is the thumbprint in a setting, also in a list of them', () => {
    assert.equal(placeIn(setting(`${otherThumbprint};|${knownThumbprint}`)), 'setting Tokens');
    assert.equal(placeIn(setting('orders|')), 'role Web');
  });

  it('is outside elsewhere', () => {
    assert.equal(placeIn(`|${role('')}`), 'outside');
    assert.equal(placeIn(role('').replace('</Role>', '</Role>|')), 'outside');
    assert.equal(placeIn('|'), 'outside');
  });
});

describe('A certificate that is dropped on a thumbprint', () => {
  function replaced(marked: string): string {
    const { text, at: offsets } = at(marked);
    const document = documentOf(text);
    const place = dropPlaceAt(document, offsets[0] ?? 0);
    assert.ok(place.kind === 'entry' || place.kind === 'setting');
    return applyEdits(text, replacementAt(document, place, otherThumbprint));
  }

  it('replaces it and nothing else, in the style of a setting', () => {
    assert.equal(replaced(list(web.replace('7CB8', '7C|B8'))), list(web.replace(knownThumbprint, otherThumbprint)));
    const lower = knownThumbprint.toLowerCase();
    assert.equal(replaced(setting(`|${lower}, x`)), setting(`${otherThumbprint.toLowerCase()}, x`));
  });

  it('is added to an entry without one', () => {
    const without = '<Certificate name="web" |thumbprintAlgorithm="sha1" />';
    assert.equal(
      replaced(list(without)),
      list(`<Certificate name="web" thumbprint="${otherThumbprint}" thumbprintAlgorithm="sha1" />`),
    );
  });
});

describe('The thumbprint that is pasted into', () => {
  function value(marked: string): string | undefined {
    const {
      text,
      at: [start = 0, end = start],
    } = at(marked);
    const found = thumbprintValueAt(documentOf(text), { start, end });
    return found && `${markSpan(text, found.span)} ${found.written(otherThumbprint)}`;
  }

  it('is the whole value of a certificate', () => {
    const whole = list(web.replace(knownThumbprint, `|${knownThumbprint}|`));
    assert.equal(value(list(web.replace('7CB8', '7C|B8'))), `${whole} ${otherThumbprint}`);
    assert.equal(value(list(web.replace('7CB8', '7|C|B8'))), `${whole} ${otherThumbprint}`);
    assert.equal(
      value(list(web.replace(knownThumbprint, '|'))),
      `${list(web.replace(knownThumbprint, '||'))} ${otherThumbprint}`,
    );
    assert.equal(value(whole), `${whole} ${otherThumbprint}`);
  });

  it('is the item at the selection in a list, in its case', () => {
    const lower = knownThumbprint.toLowerCase();
    assert.equal(
      value(setting(`${otherThumbprint}; ${lower}|`)),
      `${setting(`${otherThumbprint}; |${lower}|`)} ${otherThumbprint.toLowerCase()}`,
    );
    assert.equal(value(setting('|', 'SigningThumbprint')), `${setting('||', 'SigningThumbprint')} ${otherThumbprint}`);
  });

  it('is none in another value or place, or where the selection is larger', () => {
    assert.equal(value(setting('|')), undefined);
    assert.equal(value(setting('https://contoso.example|')), undefined);
    assert.equal(value(list(web.replace('"web"', '"w|eb"'))), undefined);
    assert.equal(value(list(web.replace('7CB8', '7C|B8').replace('sha1"', 'sha1|"'))), undefined);
    assert.equal(value(list(`${web}|`)), undefined);
  });
});
