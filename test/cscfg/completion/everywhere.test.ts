import assert from 'node:assert/strict';
import { complete } from '../../../src/cscfg/completion/complete';
import { noNames } from '../../../src/cscfg/completion/completion';
import { parseCscfg, type CscfgDocument } from '../../../src/cscfg/document';
import { serviceConfiguration } from '../../../src/cscfg/schema/configuration/serviceConfiguration';
import { serviceDefinition } from '../../../src/cscfg/schema/definition/serviceDefinition';
import { schemaFindings } from '../schema/judge';
import { sampleText } from '../schema/sampleText';
import { chosen, context } from './choose';

const typical = `<?xml version="1.0" encoding="utf-8"?>
<!-- Cloud -->
<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration" osFamily='7'>
  <Role name="Web">
    <Instances count="2" />
    <ConfigurationSettings>
      <Setting name="Queue" value="a &amp; b" />
      <Setting
        name="ThumbprintOfTls"
        value="" />
    </ConfigurationSettings>
    <Certificates>
      <!-- none -->
      <Certificate name="tls" thumbprint="" thumbprintAlgorithm="sha1"/>
    </Certificates>
  </Role>
  <NetworkConfiguration>
    <VirtualNetworkSite name="v" />
    <AddressAssignments><InstanceAddress roleName="Web"></InstanceAddress></AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>
`;

/** Every text that a choice at the offset leads to. */
function choices(document: CscfgDocument, offset: number, given = context): readonly string[] {
  const { text } = document;
  const items = complete(document, offset, given);
  for (const { edit } of items) {
    assert.ok(edit.start <= offset && offset <= edit.end, `an edit away from ${String(offset)}`);
    assert.ok(!/[\r\n]/.test(text.slice(edit.start, edit.end)), 'an edit over several lines');
  }
  return items.map((item) => chosen(text, item));
}

/** Asserts that none of the texts has more for the schema to object to than `before`; gives how many there were. */
class Objections {
  private readonly seen = new Set<string>();

  constructor(
    private readonly before: string,
    private readonly isWhole: boolean,
  ) {}

  add(text: string, most = schemaFindings(this.before).length): void {
    if (!this.seen.has(text)) {
      this.seen.add(text);
      const findings = schemaFindings(text);
      assert.ok(findings.length <= most, `${findings.map(({ code }) => code).join()}:\n${text}`);
      assert.ok(!this.isWhole || parseCscfg(text).syntaxProblems.length === 0, `not well-formed:\n${text}`);
    }
  }

  get count(): number {
    return this.seen.size;
  }
}

/** `step`: every how many units it is looked at. */
const samples: readonly (readonly [name: string, text: string, step: number])[] = [
  ['a typical configuration', typical, 1],
  ['a configuration that has everything', sampleText(serviceConfiguration), 5],
  ['a definition that has everything', sampleText(serviceDefinition), 23],
];

describe('Every choice', () => {
  for (const [name, text, step] of samples) {
    it(`at ${step === 1 ? 'every' : 'any'} place of ${name} keeps it well-formed and as valid by the schema`, function () {
      this.timeout(120_000);
      const objections = new Objections(text, true);
      const document = parseCscfg(text);
      for (let offset = 0; offset <= text.length; offset += step) {
        choices(document, offset).forEach((choice) => {
          objections.add(choice);
        });
      }
      assert.ok(objections.count > 40, String(objections.count));
    });
  }

  it('behind a “<” that was typed between the tags does so too', () => {
    const objections = new Objections(typical, true);
    for (const { index } of typical.matchAll(/(?<=>)\s*(?=<(?!\/))|(?<=>)\s+/g)) {
      const typed = `${typical.slice(0, index)}<${typical.slice(index)}`;
      choices(parseCscfg(typed), index + 1).forEach((choice) => {
        objections.add(choice);
      });
    }
    assert.ok(objections.count > 10, String(objections.count));
  });

  it('while a name is typed, letter by letter, does so too', () => {
    const at = typical.indexOf('    </Certificates>');
    for (const typed of [
      '<',
      '<C',
      '<Certificate',
      '<Certificate ',
      '<Certificate n',
      '<Certificate name',
      '<Certificate name=',
    ]) {
      const text = `${typical.slice(0, at)}${typed}\n${typical.slice(at)}`;
      const offset = at + typed.length;
      const objections = new Objections(text, false);
      choices(parseCscfg(text), offset).forEach((choice) => {
        objections.add(choice);
      });
      assert.ok(objections.count > 0, typed);
    }
  });

  it('at the end of a file that is written from its top does so too', () => {
    const objections = new Objections(typical, false);
    for (let end = 0; end <= typical.length; end += 2) {
      const text = typical.slice(0, end);
      const most = schemaFindings(text).length;
      choices(parseCscfg(text), end).forEach((choice) => {
        objections.add(choice, most);
      });
    }
    assert.ok(objections.count > 40, String(objections.count));
  });

  it('is offered without any other file, and without a vault, too', () => {
    const objections = new Objections(typical, true);
    const bare = { names: noNames, certificates: [], now: 0 };
    const document = parseCscfg(typical);
    for (let offset = 0; offset <= typical.length; offset += 3) {
      choices(document, offset, bare).forEach((choice) => {
        objections.add(choice);
      });
    }
    assert.ok(objections.count > 10, String(objections.count));
  });
});
