import assert from 'node:assert/strict';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import { offline } from '../support/fixEffects';
import { documentOf, applyEdits } from '../support/texts';

const around = (inner: string): string => `<ServiceDefinition name="Agent"
  xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
${inner}
</ServiceDefinition>`;

const endpoint = '<InputEndpoint name="In" protocol="tcp" port="9999" />';
const worker = (inner: string, open = 'WorkerRole', close = open): string =>
  around(`  <${open} name="Worker" vmsize="Standard_D1_v2">\n${inner}\n  </${close}>`);

interface Case {
  readonly what: string;
  readonly text: string;
  /** `code |span| message`. */
  readonly finding: string;
  readonly fixed: string;
}

const endpoints = `    <Endpoints>\n      ${endpoint}\n    </Endpoints>`;

const cases: readonly Case[] = [
  {
    what: 'a misspelt open tag',
    text: worker(endpoints, 'WokerRole', 'WorkerRole'),
    finding: 'xml-syntax |WokerRole| </WorkerRole> does not match <WokerRole>. Change <WokerRole> to <WorkerRole>.',
    fixed: worker(endpoints),
  },
  {
    what: 'a misspelt close tag',
    text: worker(endpoints, 'WorkerRole', 'WokerRole'),
    finding: 'xml-syntax |WokerRole| </WokerRole> does not match <WorkerRole>. Write </WorkerRole>.',
    fixed: worker(endpoints),
  },
  {
    what: 'a misspelt open tag of the root',
    text: worker(endpoints).replace('<ServiceDefinition', '<ServiceDefinion'),
    finding:
      'xml-syntax |ServiceDefinion| </ServiceDefinition> does not match <ServiceDefinion>. Change <ServiceDefinion> to <ServiceDefinition>.',
    fixed: worker(endpoints),
  },
  {
    what: 'a misspelt pair of tags',
    text: worker(endpoints, 'WokerRole'),
    finding:
      'schema-unknown-element |<WokerRole| Element <WokerRole> is not allowed in <ServiceDefinition>. Did you mean <WorkerRole>?',
    fixed: worker(endpoints),
  },
  {
    what: 'an element that is never closed, before what belongs beside it',
    text: worker(`    <Endpoints>\n      ${endpoint}\n    <ConfigurationSettings />`),
    finding: 'xml-syntax |<Endpoints| <Endpoints> is never closed: </Endpoints> is missing before </WorkerRole>.',
    fixed: worker(`    <Endpoints>\n      ${endpoint}\n    </Endpoints>\n    <ConfigurationSettings />`),
  },
  {
    what: 'an element without content that is never closed',
    text: worker(`    <Endpoints>\n    <ConfigurationSettings />`),
    finding: 'xml-syntax |<Endpoints| <Endpoints> is never closed: </Endpoints> is missing before </WorkerRole>.',
    fixed: worker(`    <Endpoints />\n    <ConfigurationSettings />`),
  },
];

describe('The schema tells what is wrong with a tag', () => {
  for (const { what, text, finding, fixed } of cases) {
    it(`in ${what}: one finding with one fix`, () => {
      const document = documentOf(text);
      const findings = check(document, offline);
      assert.deepEqual(
        findings.map(({ code, span, message }) => `${code} |${text.slice(span.start, span.end)}| ${message}`),
        [finding],
      );
      const fixes = findings.flatMap((one) => fixesFor(one, document, offline));
      const texts = fixes.map((fix) => (fix.kind === 'edit' && fix.preferred ? applyEdits(text, fix.edits) : ''));
      assert.equal(texts[0], fixed);
      assert.equal(texts.filter((one) => one !== '').length, 1);
    });
  }

  it('without it, a misspelled open tag is still reported by the schema where the rule on syntax is off', () => {
    const text = worker(endpoints, 'WokerRole', 'WorkerRole');
    const codes = check(documentOf(text), { ...offline, levels: { 'xml-syntax': 'off' } }).map(({ code }) => code);
    assert.deepEqual(codes, ['schema-unknown-element']);
  });
});

describe('network-missing of a role without a name', () => {
  const root = (inner: string): string =>
    `<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">${inner}</ServiceConfiguration>`;
  const role = (attribute: string): string => `<Role${attribute}><Instances count="1"/></Role>`;
  const site = '<VirtualNetworkSite name="VirtualNetworkName" />';
  for (const attribute of ['', ' name=""', ' name=" "', ' name="#{Role}"']) {
    it(`is fixed without an address for it: <Role${attribute}>`, () => {
      for (const network of ['', '<NetworkConfiguration/>']) {
        const text = root(role(attribute) + network);
        const document = documentOf(text);
        const [finding] = check(document, offline).filter(({ code }) => code === 'network-missing');
        assert.ok(finding);
        const [fix] = fixesFor(finding, document, offline);
        assert.equal(
          fix?.kind === 'edit' && applyEdits(text, fix.edits),
          root(`${role(attribute)}<NetworkConfiguration>${site}</NetworkConfiguration>`),
        );
      }
    });
  }
});

describe('schema-unknown-element of an element that is moved into its list', () => {
  it('offers no list that would have to be chosen from several', () => {
    const role = '<Role name="A"><Instances count="1"/></Role>';
    const text = `<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">${role}${role.replace('A', 'B')}<Certificates/></ServiceConfiguration>`;
    const document = documentOf(text);
    const [finding] = check(document, offline).filter(({ code }) => code === 'schema-unknown-element');
    assert.ok(finding);
    assert.deepEqual(
      fixesFor(finding, document, offline).map(({ title }) => title),
      ['Remove <Certificates>'],
    );
  });

  it('offers no move that leaves an element of the same name inside it', () => {
    const text = worker('    <Site><Site name="Web"/></Site>', 'WebRole');
    const document = documentOf(text);
    const [finding] = check(document, offline).filter(({ code }) => code === 'schema-unknown-element');
    assert.ok(finding);
    assert.ok(fixesFor(finding, document, offline).every(({ title }) => !title.startsWith('Move')));
  });
});
