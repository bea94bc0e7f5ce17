import assert from 'node:assert/strict';
import { replaceUse, thumbprintUses, useAt } from '../../src/cscfg/uses';
import {
  at,
  certificateElement,
  documentOf,
  applyEdits,
  markSpan,
  knownThumbprint,
  otherThumbprint,
  webRoleWith,
} from './support/texts';

/** A role with these settings and this certificate. */
function s(value: string, name = 'Tokens'): string {
  return (
    `<ServiceConfiguration serviceName="Shop"><Role name="Web"><ConfigurationSettings>` +
    `<Setting name="${name}" value="${value}" /></ConfigurationSettings><Certificates>${certificateElement(knownThumbprint)}</Certificates></Role>` +
    `</ServiceConfiguration>`
  );
}

function settingsOf(value: string): readonly string[] {
  const text = s(value);
  return thumbprintUses(documentOf(text)).flatMap(({ kind, span }) =>
    kind === 'setting' ? [text.slice(span.start, span.end)] : [],
  );
}

describe('The uses of thumbprints', () => {
  it('are certificates and settings in document order, with role and name', () => {
    const found = thumbprintUses(documentOf(s(otherThumbprint.toLowerCase())));
    assert.deepEqual(
      found.map(({ kind, thumbprint, role, name }) => [kind, thumbprint, role, name]),
      [
        ['setting', otherThumbprint, 'Web', 'Tokens'],
        ['certificate', knownThumbprint, 'Web', 'web'],
      ],
    );
  });

  it('are found in lists with commas or semicolons and with spaces around them', () => {
    assert.deepEqual(settingsOf(knownThumbprint), [knownThumbprint]);
    assert.deepEqual(settingsOf(`  ${knownThumbprint} `), [knownThumbprint]);
    assert.deepEqual(settingsOf(`${knownThumbprint},${otherThumbprint.toLowerCase()}`), [
      knownThumbprint,
      otherThumbprint.toLowerCase(),
    ]);
    assert.deepEqual(settingsOf(`${knownThumbprint} ; ${otherThumbprint};`), [knownThumbprint, otherThumbprint]);
    assert.deepEqual(settingsOf(`CN=shop,${knownThumbprint}\n,\n ${otherThumbprint}`), [
      knownThumbprint,
      otherThumbprint,
    ]);
  });

  it('are whole tokens only', () => {
    assert.deepEqual(settingsOf(''), []);
    assert.deepEqual(settingsOf(knownThumbprint.slice(1)), []);
    assert.deepEqual(settingsOf(`${knownThumbprint}0`), []);
    assert.deepEqual(settingsOf(`x${knownThumbprint}`), []);
    assert.deepEqual(settingsOf(`Thumbprint=${knownThumbprint};`), []);
    assert.deepEqual(settingsOf(`${knownThumbprint} ${otherThumbprint}`), []);
    assert.deepEqual(settingsOf(knownThumbprint.replace(/..(?!$)/g, '$& ')), []);
  });

  it('are no placeholders', () => {
    assert.deepEqual(settingsOf('0'.repeat(40)), []);
    assert.deepEqual(settingsOf('ABC0000000000000000000000000000000000CBA'), []);
  });

  it('span the whole value of a certificate and only the digits in a setting', () => {
    const text = webRoleWith(certificateElement(` ${knownThumbprint.toLowerCase()} `));
    assert.deepEqual(
      thumbprintUses(documentOf(text)).map(({ span }) => markSpan(text, span)),
      [webRoleWith(certificateElement(`| ${knownThumbprint.toLowerCase()} |`))],
    );
  });

  it('span what a character reference wrote', () => {
    const text = s(`&#32;&#x37;${knownThumbprint.slice(1)}&#44;${otherThumbprint}`);
    assert.deepEqual(
      thumbprintUses(documentOf(text))
        .slice(0, 2)
        .map(({ span }) => markSpan(text, span)),
      [
        s(`&#32;|&#x37;${knownThumbprint.slice(1)}|&#44;${otherThumbprint}`),
        s(`&#32;&#x37;${knownThumbprint.slice(1)}&#44;|${otherThumbprint}|`),
      ],
    );
  });

  it('have an offset in their digits', () => {
    const marked = at(s(`|${knownThumbprint}, |${otherThumbprint}|`));
    const document = documentOf(marked.text);
    assert.deepEqual(
      marked.at.map((offset) => useAt(document, offset)?.thumbprint),
      [knownThumbprint, otherThumbprint, otherThumbprint],
    );
    assert.equal(useAt(document, 0), undefined);
  });
});

describe('Replacing a use', () => {
  const replaced = (text: string): string => {
    const document = documentOf(text);
    return applyEdits(
      text,
      thumbprintUses(document).map((use) => replaceUse(document, use, otherThumbprint)),
    );
  };

  it('keeps the case of a setting and writes a certificate in uppercase', () => {
    assert.equal(
      replaced(s(` ${knownThumbprint.toLowerCase()} ;x`)),
      s(` ${otherThumbprint.toLowerCase()} ;x`).replace(
        certificateElement(knownThumbprint),
        certificateElement(otherThumbprint),
      ),
    );
    assert.equal(
      replaced(webRoleWith(certificateElement(knownThumbprint.toLowerCase()))),
      webRoleWith(certificateElement(otherThumbprint)),
    );
  });

  it('replaces character references', () => {
    assert.equal(
      replaced(s(`&#x37;${knownThumbprint.slice(1)},x`)),
      s(`${otherThumbprint},x`).replace(certificateElement(knownThumbprint), certificateElement(otherThumbprint)),
    );
  });
});
