import assert from 'node:assert/strict';
import { check, fixesFor } from '../../src/cscfg/rules/check';
import type { CheckContext } from '../../src/cscfg/rules/rule';
import type { Service } from '../../src/cscfg/service/service';
import { configurationFor, skeleton, skeletonSnippet, type SkeletonKind } from '../../src/cscfg/skeleton';
import { applyEdits } from '../../src/text/span';
import { documentOf, plainContext } from './support/texts';

const kinds: readonly SkeletonKind[] = ['configuration', 'definition'];
const context: CheckContext = { ...plainContext, levels: {} };
const definition = `<ServiceDefinition name="Shop &amp; Co" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
  <WebRole name="Web"><ConfigurationSettings><Setting name="Queue" /></ConfigurationSettings></WebRole>
  <WorkerRole name="Worker" />
</ServiceDefinition>`;

describe('The text of a new service file', () => {
  for (const kind of kinds) {
    it(`has no problems (${kind})`, () => {
      assert.deepEqual(check(documentOf(skeleton(kind)), context), []);
    });

    it(`is the same as a snippet, with a tab stop for each name (${kind})`, () => {
      const snippet = skeletonSnippet(kind);
      assert.equal(snippet.replace(/\$\{\d:([^}]+)\}/g, '$1'), skeleton(kind));
      assert.match(snippet, /name="\$\{2:WebRole\}"/);
    });
  }

  it('gives both files of a service that belong together', () => {
    const [self, other] = [documentOf(skeleton('configuration')), documentOf(skeleton('definition'))];
    const service: Service = {
      self: 'a.cscfg',
      definition: { file: 'a.csdef', name: 'a.csdef', document: other },
      configurations: [{ file: 'a.cscfg', name: 'a.cscfg', document: self }],
      projects: [],
    };
    assert.deepEqual(check(self, { ...context, service }), []);
  });

  it('of a configuration has the name and the roles of its definition', () => {
    assert.equal(
      configurationFor(documentOf(definition).definition),
      `<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Shop &amp; Co" osFamily="7" osVersion="*" schemaVersion="2015-04.2.6" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
  <Role name="Web">
    <Instances count="1" />
    <ConfigurationSettings>
      <Setting name="Queue" value="" />
    </ConfigurationSettings>
  </Role>
  <Role name="Worker">
    <Instances count="1" />
  </Role>
  <NetworkConfiguration>
    <VirtualNetworkSite name="VirtualNetworkName" />
    <AddressAssignments>
      <InstanceAddress roleName="Web">
        <Subnets>
          <Subnet name="SubnetName" />
        </Subnets>
      </InstanceAddress>
      <InstanceAddress roleName="Worker">
        <Subnets>
          <Subnet name="SubnetName" />
        </Subnets>
      </InstanceAddress>
    </AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>
`,
    );
  });
});

describe('An empty service file', () => {
  const fixes = (text: string, also: Partial<CheckContext>) => {
    const [document, all] = [documentOf(text), { ...context, ...also }];
    const [finding] = check(document, all);
    assert.ok(finding);
    return fixesFor(finding, document, all).map((fix) => ({
      fix: `${fix.kind === 'edit' && fix.preferred ? '* ' : ''}${fix.title}`,
      text: fix.kind === 'edit' ? applyEdits(text, fix.edits) : '',
    }));
  };
  const without = (text: string): string => text.slice(text.indexOf('\n') + 1);

  it('is filled with a configuration, or with a definition', () => {
    assert.deepEqual(fixes('', { fileName: 'a.cscfg' }), [
      { fix: '* Insert a new service configuration', text: skeleton('configuration') },
      { fix: 'Insert a new service definition', text: skeleton('definition') },
    ]);
  });

  it('is filled with a definition if that is what its name says', () => {
    assert.deepEqual(
      fixes(' \n', { fileName: 'a.csdef' }).find(({ fix }) => fix.startsWith('*')),
      { fix: '* Insert a new service definition', text: skeleton('definition') },
    );
    const [finding] = check(documentOf(''), { ...context, fileName: 'a.csdef' });
    assert.equal(finding?.message, 'There is no root element. A service definition starts with <ServiceDefinition>.');
  });

  it('keeps its comment and its XML declaration', () => {
    const [first] = fixes('<?xml version="1.0"?>\n<!-- mine -->\n', {});
    assert.equal(first?.text, `<?xml version="1.0"?>\n<!-- mine -->\n${without(skeleton('configuration'))}`);
  });

  it('gets the roles of its definition', () => {
    const service: Service = {
      self: 'a.cscfg',
      definition: { file: 'a.csdef', name: 'a.csdef', document: documentOf(definition) },
      configurations: [],
      projects: [],
    };
    const [first] = fixes('', { fileName: 'a.cscfg', service });
    assert.equal(first?.text, configurationFor(documentOf(definition).definition));
  });

  it('that contains text gets none of these', () => {
    assert.deepEqual(fixes('text', {}), []);
  });
});
