import assert from 'node:assert/strict';
import { insertCertificate, insertCertificates } from '../../../src/cscfg/certificateEdits';
import {
  certificateElement,
  documentOf,
  applyEdits,
  knownThumbprint,
  otherThumbprint,
  webRoleWith,
} from '../support/texts';

/** The text after the certificate went into a role of it. */
function inserted(text: string, name = 'api', role = 0): string {
  const document = documentOf(text);
  const into = document.model.roles[role];
  assert.ok(into);
  return applyEdits(text, insertCertificate(document, into, { name, thumbprint: otherThumbprint }));
}

/** In a text with what is inserted between marks: it is inserted there, and nothing else is changed. */
function inserts(marked: string, role = 0): void {
  const [before, ...pieces] = marked.split('|');
  const original = (before ?? '') + pieces.filter((_, index) => index % 2 === 1).join('');
  assert.equal(inserted(original, 'api', role), marked.replaceAll('|', ''));
}

const api = `<Certificate name="api" thumbprint="${otherThumbprint}" thumbprintAlgorithm="sha1" />`;

describe('A certificate is inserted', () => {
  it('after the last one of the role, in the same indentation', () => {
    inserts(`<ServiceConfiguration>
  <Role name="Web">
    <Certificates>
      ${certificateElement(knownThumbprint, 'a')}
      ${certificateElement(knownThumbprint, 'b')}|
      ${api}|
    </Certificates>
  </Role>
</ServiceConfiguration>
`);
  });

  it('written as the last one is: order, quotes, lines, tabs and line ends', () => {
    const certificate = (name: string, thumbprint: string): string =>
      `<Certificate\r\n\t\t\t\tthumbprintAlgorithm='sha1'\r\n\t\t\t\tname='${name}'\r\n\t\t\t\tthumbprint="${thumbprint}"\r\n\t\t\t>\r\n\t\t\t</Certificate>`;
    inserts(
      `<ServiceConfiguration>\r\n\t<Role name="Web">\r\n\t\t<Certificates>\r\n\t\t\t${certificate('a', knownThumbprint)}|\r\n\t\t\t${certificate('api', otherThumbprint)}|\r\n\t\t</Certificates>\r\n\t</Role>\r\n</ServiceConfiguration>`,
    );
  });

  it('in the usual form after one that holds more or less than the three values', () => {
    for (const last of [
      '<Certificate name="a" sourceLocation="a.pfx" />',
      `<Certificate name="a" thumbprint="${knownThumbprint}" thumbprintAlgorithm="sha1" note="x" />`,
      `<Certificate name="a" thumbprint="${knownThumbprint}" thumbprintAlgorithm=sha1 />`.replace(
        '=sha1',
        '="sha1" x="1"',
      ),
      `<Certificate name="a" thumbprint="${knownThumbprint}" thumbprintAlgorithm="sha1"><!-- x --></Certificate>`,
    ]) {
      inserts(
        `<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates>\n      ${last}|\n      ${api}|\n    </Certificates>\n  </Role>\n</ServiceConfiguration>`,
      );
    }
  });

  it('beyond the comments on the last one’s line, and before those on the next', () => {
    inserts(`<ServiceConfiguration>
  <Role name="Web">
    <Certificates>
      ${certificateElement(knownThumbprint, 'a')} <!-- old --><!-- really -->  |
      ${api}|
      <!-- end -->
    </Certificates>
  </Role>
</ServiceConfiguration>`);
  });

  it('into an empty list, which is opened', () => {
    for (const list of [
      '<Certificates/>',
      '<Certificates />',
      '<Certificates></Certificates>',
      '<Certificates>\n    </Certificates>',
    ]) {
      assert.equal(
        inserted(`<ServiceConfiguration>\n  <Role name="Web">\n    ${list}\n  </Role>\n</ServiceConfiguration>`),
        `<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates>\n      ${api}\n    </Certificates>\n  </Role>\n</ServiceConfiguration>`,
      );
    }
  });

  it('after the comments of a list that holds nothing else', () => {
    inserts(`<ServiceConfiguration>
  <Role name="Web">
    <Certificates>
      <!-- ${certificateElement(knownThumbprint, 'a')} -->|
      ${api}|
    </Certificates>
  </Role>
</ServiceConfiguration>`);
    assert.equal(
      inserted(
        '<ServiceConfiguration>\n <Role name="Web">\n  <Certificates> <!-- none --> </Certificates>\n </Role>\n</ServiceConfiguration>',
      ),
      `<ServiceConfiguration>\n <Role name="Web">\n  <Certificates> <!-- none -->\n   ${api}\n  </Certificates>\n </Role>\n</ServiceConfiguration>`,
    );
  });

  it('into a new list after the settings if the role has none', () => {
    inserts(`<ServiceConfiguration>
  <Role name="Web">
    <Instances count="1" />
    <ConfigurationSettings>
      <Setting name="a" value="b" />
    </ConfigurationSettings>|
    <Certificates>
      ${api}
    </Certificates>|
    <OsImage href="x" />
  </Role>
</ServiceConfiguration>`);
  });

  it('into a list behind the last child, where there are no settings', () => {
    inserts(`<ServiceConfiguration>
    <Role name="Web">
        <Instances count="1" /> <!-- one -->|
        <Certificates>
            ${api}
        </Certificates>|
    </Role>
</ServiceConfiguration>`);
  });

  it('into an empty role with any tags', () => {
    for (const role of [
      '<Role name="Web"/>',
      '<Role name="Web" />',
      '<Role name="Web"></Role>',
      '<Role name="Web">\n  </Role>',
    ]) {
      assert.equal(
        inserted(`<ServiceConfiguration>\n  ${role}\n</ServiceConfiguration>`),
        `<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates>\n      ${api}\n    </Certificates>\n  </Role>\n</ServiceConfiguration>`,
      );
    }
    inserts(
      `<ServiceConfiguration>\n  <Role name="Web">\n    <!-- none -->|\n    <Certificates>\n      ${api}\n    </Certificates>|\n  </Role>\n</ServiceConfiguration>`,
    );
  });

  it('without line ends into a text on one line', () => {
    inserts(
      `<ServiceConfiguration><Role name="Web"><Certificates>${certificateElement(knownThumbprint, 'a')}|${api}|</Certificates></Role></ServiceConfiguration>`,
    );
    inserts(
      `<ServiceConfiguration><Role name="Web"><Instances count="1"/>|<Certificates>${api}</Certificates>|</Role></ServiceConfiguration>`,
    );
    inserts(
      `<ServiceConfiguration><Role name="Web"><Certificates>|${api}|</Certificates></Role></ServiceConfiguration>`,
    );
    assert.equal(
      inserted('<ServiceConfiguration><Role name="Web"/></ServiceConfiguration>'),
      `<ServiceConfiguration><Role name="Web"><Certificates>${api}</Certificates></Role></ServiceConfiguration>`,
    );
  });

  it('on the line of the last one, where that does not begin its own', () => {
    inserts(
      `<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates>${certificateElement(knownThumbprint, 'a')}|${api}|\n    </Certificates>\n  </Role>\n</ServiceConfiguration>`,
    );
  });

  it('without indentation into a text that has none', () => {
    inserts(
      `<ServiceConfiguration>\n<Role name="Web">\n<Instances count="1" />|\n<Certificates>\n${api}\n</Certificates>|\n</Role>\n</ServiceConfiguration>`,
    );
  });

  it('with the prefix and the quotes of its surroundings', () => {
    const single = api.replaceAll('"', "'").replace('<', '<s:');
    inserts(
      `<s:ServiceConfiguration xmlns:s='u'>\n  <s:Role name='Web'>\n    <s:Instances count='1'/>|\n    <s:Certificates>\n      ${single}\n    </s:Certificates>|\n  </s:Role>\n</s:ServiceConfiguration>`,
    );
    inserts(
      `<s:ServiceConfiguration xmlns:s='u'><s:Role name='Web'><s:Certificates>|${single}|</s:Certificates></s:Role></s:ServiceConfiguration>`,
    );
  });

  it('behind a byte order mark, which stays', () => {
    inserts(
      `\uFEFF<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates>\n      ${certificateElement(knownThumbprint, 'a')}|\n      ${api}|\n    </Certificates>\n  </Role>\n</ServiceConfiguration>`,
    );
  });

  it('with the line end of its place, where line ends are mixed', () => {
    inserts(
      `<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates>\r\n      ${certificateElement(knownThumbprint, 'a')}|\r\n      ${api}|\n    </Certificates>\n  </Role>\n</ServiceConfiguration>`,
    );
    inserts(
      `<ServiceConfiguration>\r  <Role name="Web">\r    <Certificates>|\r      ${api}|\r    </Certificates>\r  </Role>\r</ServiceConfiguration>`,
    );
  });

  it('into the requested role', () => {
    const role = (name: string, inner: string): string =>
      `  <Role name="${name}">\n    <Certificates>\n      ${inner}\n    </Certificates>\n  </Role>\n`;
    const text = (inner: string): string =>
      `<ServiceConfiguration>\n${role('A', certificateElement(knownThumbprint, 'a'))}${role('B', `${certificateElement(knownThumbprint, 'b')}${inner}`)}${role('C', certificateElement(knownThumbprint, 'c'))}</ServiceConfiguration>\n`;
    inserts(text(`|\n      ${api}|`), 1);
  });

  it('into the first list of a role that has several', () => {
    inserts(
      webRoleWith(
        `${certificateElement(knownThumbprint, 'a')}|${api}|</Certificates><Certificates>${certificateElement(knownThumbprint, 'b')}`,
      ),
    );
    inserts(webRoleWith(`|${api}|</Certificates><Certificates>${certificateElement(knownThumbprint, 'b')}`));
  });

  it('with its name escaped as the quotes require', () => {
    assert.equal(
      inserted(webRoleWith(certificateElement(knownThumbprint, 'a')), `<"&">'\t`),
      webRoleWith(
        `${certificateElement(knownThumbprint, 'a')}<Certificate name="&lt;&quot;&amp;&quot;>'&#x9;" thumbprint="${otherThumbprint}" thumbprintAlgorithm="sha1" />`,
      ),
    );
    const single = `<Certificate name='a' thumbprint='${knownThumbprint}' thumbprintAlgorithm='sha1'/>`;
    assert.equal(
      inserted(webRoleWith(single), `"'`),
      webRoleWith(`${single}<Certificate name='"&apos;' thumbprint='${otherThumbprint}' thumbprintAlgorithm='sha1'/>`),
    );
    assert.equal(
      inserted(webRoleWith(certificateElement(knownThumbprint, 'a')), 'a\u0000\uD800b'),
      webRoleWith(`${certificateElement(knownThumbprint, 'a')}${api.replace('api', 'ab')}`),
    );
  });

  it('nowhere while the tag that it would go into is being typed', () => {
    for (const text of [
      '<ServiceConfiguration>\n  <Role name="Web"\n</ServiceConfiguration>',
      '<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates\n  </Role>\n</ServiceConfiguration>',
    ]) {
      assert.equal(inserted(text), text);
    }
  });

  it('next to other half-typed text', () => {
    inserts(
      `<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates>\n      ${certificateElement(knownThumbprint, 'a')}|\n      ${api}|\n      <Certificate name="b" thu\n    </Certificates>\n  </Role>\n</ServiceConfiguration>`,
    );
    inserts(
      `<ServiceConfiguration>\n  <Role name="Web">\n    <Instances count="1" />|\n    <Certificates>\n      ${api}\n    </Certificates>|\n    <Cert\n  </Role>\n</ServiceConfiguration>`,
    );
    inserts(
      `<ServiceConfiguration>\n  <Role name="Web">\n    <Certificates>|\n      ${api}|\n  </Role>\n</ServiceConfiguration>`,
    );
    inserts(`<ServiceConfiguration>\n  <Role name="Web">|\n    <Certificates>\n      ${api}\n    </Certificates>|`);
  });
});

describe('Several certificates are inserted', () => {
  it('one below the other, written as the last one is', () => {
    const text = webRoleWith(`\n  ${certificateElement(knownThumbprint, 'a')}\n`);
    const document = documentOf(text);
    const [role] = document.model.roles;
    assert.ok(role);
    const entries = ['b', 'c'].map((name) => ({ name, thumbprint: otherThumbprint }));
    const [b, c] = entries.map(({ name }) => certificateElement(otherThumbprint, name));
    assert.equal(
      applyEdits(text, insertCertificates(document, role, entries)),
      webRoleWith(`\n  ${certificateElement(knownThumbprint, 'a')}\n  ${b ?? ''}\n  ${c ?? ''}\n`),
    );
  });
});
