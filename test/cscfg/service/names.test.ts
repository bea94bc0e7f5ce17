import assert from 'node:assert/strict';
import { fixesFor, check } from '../../../src/cscfg/rules/check';
import type { CertificateVersion } from '../../../src/certificate/verdict';
import { fileOf } from '../../../src/cscfg/service/service';
import {
  certificates,
  cloud,
  configuration,
  csdef,
  declared,
  definition,
  entry,
  fixed,
  judge,
  lines,
  local,
  serviceOf,
  settings,
  thumbprint,
  type Files,
} from './support';

describe('certificate-undeclared', () => {
  const files: Files = {
    [csdef]: definition(certificates(declared('Tls'))),
    [cloud]: configuration(certificates(entry('Tls'), entry('Signing'))),
  };

  it('points at the entry’s name', () => {
    assert.deepEqual(lines(files, cloud), [
      'certificate-undeclared: Signing | Role "Web" does not declare certificate "Signing" in ServiceDefinition.csdef. Declare it there, or remove it here.',
    ]);
  });

  it('is fixed by a declaration for the personal store of the computer', () => {
    const fix = judge(files, cloud)
      .fixes()
      .get(String.raw`Declare certificate Signing in ServiceDefinition.csdef (store LocalMachine\My)`);
    assert.equal(fix?.preferred, true);
    const after = fixed(files, cloud, fix);
    assert.deepEqual(after, { ...files, [csdef]: definition(certificates(declared('Tls'), declared('Signing'))) });
    assert.deepEqual(lines(after, cloud), []);
  });

  it('declares the permission level where the other certificates do, in the quotes and line ends of the file', () => {
    const text = [
      "<ServiceDefinition name='Shop'>",
      "\t<WebRole name='Web'>",
      '\t\t<Certificates>',
      "\t\t\t<Certificate name='Tls' storeLocation='CurrentUser' storeName='CA' permissionLevel='elevated'/>",
      '\t\t</Certificates>',
      '\t</WebRole>',
      '</ServiceDefinition>',
    ];
    const all = { ...files, [csdef]: text.join('\r\n') };
    const fix = [...judge(all, cloud).fixes().values()].find(({ elsewhere }) => elsewhere !== undefined);
    text.splice(
      4,
      0,
      "\t\t\t<Certificate name='Signing' storeLocation='LocalMachine' storeName='My' permissionLevel='limitedOrElevated'/>",
    );
    assert.equal(fixed(all, cloud, fix!)[csdef], text.join('\r\n'));
  });

  it('creates the list of declarations behind the settings', () => {
    const all = {
      [csdef]: definition('    <Endpoints />\n    <ConfigurationSettings />\n    <Runtime />\n'),
      [cloud]: configuration(certificates(entry('Signing'))),
    };
    const fix = [...judge(all, cloud).fixes().values()].find(({ elsewhere }) => elsewhere !== undefined);
    assert.equal(
      fixed(all, cloud, fix!)[csdef],
      definition(
        `    <Endpoints />\n    <ConfigurationSettings />\n${certificates(declared('Signing'))}    <Runtime />\n`,
      ),
    );
  });

  it('recognizes a misspelling and reports it once', () => {
    const all = { ...files, [cloud]: configuration(certificates(entry('Tls2'))) };
    assert.deepEqual(lines(all, cloud), [
      'certificate-undeclared: Tls2 | Role "Web" does not declare certificate "Tls2" in ServiceDefinition.csdef. Did you mean "Tls"?',
    ]);
    const fix = judge(all, cloud).fixes().get('Rename to Tls');
    assert.equal(fix?.preferred, true);
    assert.equal(fixed(all, cloud, fix)[cloud], configuration(certificates(entry('Tls'))));
  });

  it('proposes the declared names that it is like, but not those that have an entry', () => {
    const all = {
      [csdef]: definition(certificates(declared('ContosoWeb'), declared('ContosoApi'))),
      [cloud]: configuration(certificates(entry('ContosoApi'), entry('WebCertificate'))),
    };
    const index = judge(all, cloud).findings.findIndex(({ code }) => code === 'certificate-undeclared');
    assert.deepEqual(
      [...judge(all, cloud).fixes(index).keys()].filter((title) => title.startsWith('Rename')),
      ['Rename to ContosoWeb'],
    );
  });

  it('is fixed by removing the entry', () => {
    const fix = judge(files, cloud).fixes().get('Remove Signing');
    assert.equal(fixed(files, cloud, fix!)[cloud], configuration(certificates(entry('Tls'))));
  });

  it('points at the role that declares it, where another one does', () => {
    const two = definition('', 'Web').replace(
      '</ServiceDefinition>',
      `  <WorkerRole name="Jobs">${declared('Signing')}</WorkerRole></ServiceDefinition>`,
    );
    const text = two.replace(declared('Signing'), `<Certificates>${declared('Signing')}</Certificates>`);
    const all = { [csdef]: text, [cloud]: configuration(certificates(entry('Signing'))) };
    const finding = judge(all, cloud).findings.find(({ code }) => code === 'certificate-undeclared');
    assert.deepEqual(
      finding?.related?.map(({ span }) => text.slice(span.start, span.end)),
      ['Signing'],
    );
  });

  it('ignores half-typed entries, pipelines’ names and nameless entries', () => {
    const texts = [
      configuration('    <Certificates>\n      <Certificate name="Sig\n'),
      configuration(certificates(entry('Tls'), entry('#{Name}#'))),
      configuration(certificates(entry('Tls'), entry(''), '<Certificate />')),
    ];
    for (const text of texts) {
      assert.deepEqual(lines({ ...files, [cloud]: text }, cloud), []);
    }
  });
});

describe('certificate-missing', () => {
  const files: Files = {
    [csdef]: definition(certificates(declared('Tls'), declared('Signing'))),
    [cloud]: configuration(certificates(entry('Signing'))),
  };

  it('points at the list that lacks it, or at the role without a list', () => {
    const message = '| Role "Web" has no entry for certificate "Tls", which ServiceDefinition.csdef declares.';
    assert.deepEqual(lines(files, cloud), [`certificate-missing: <Certificates ${message}`]);
    const without = { ...files, [cloud]: configuration('') };
    assert.equal(lines(without, cloud)[0], `certificate-missing: Web ${message}`);
  });

  it('names the endpoint that needs it', () => {
    const endpoint = '<InputEndpoint name="Https" protocol="https" port="443" certificate="tls" />';
    const text = definition(`    <Endpoints>${endpoint}</Endpoints>\n${certificates(declared('Tls'))}`);
    assert.deepEqual(lines({ [csdef]: text, [cloud]: configuration('') }, cloud), [
      'certificate-missing: Web | Role "Web" has no entry for certificate "Tls", which endpoint "Https" uses.',
    ]);
  });

  it('is fixed by the entry of another configuration', () => {
    const all = { ...files, [local]: configuration(certificates(entry('tls', '#{Tls}#'), entry('Signing'))) };
    const fix = judge(all, cloud).fixes().get('Copy Tls from ServiceConfiguration.Local.cscfg');
    const after = fixed(all, cloud, fix!);
    assert.equal(after[cloud], configuration(certificates(entry('Signing'), entry('tls', '#{Tls}#'))));
    assert.deepEqual(lines(after, cloud), []);
  });

  it('is fixed by the certificates of the vault that are named like it', () => {
    const version = (certificate: string): CertificateVersion => ({
      vault: 'https://contoso.vault.azure.net',
      certificate,
      thumbprint,
      enabled: true,
      expires: Date.UTC(2026, 11, 5),
    });
    const inventory = [version('contoso-tls'), version('other')];
    const all = { ...files, [csdef]: files[csdef]!.replace('"Tls"', '"ContosoTls"') };
    const fix = judge(all, cloud, { inventory }).fixes().get('Insert contoso-tls (expires 2026-12-05)');
    assert.equal(fixed(all, cloud, fix!)[cloud], configuration(certificates(entry('Signing'), entry('ContosoTls'))));
  });

  it('offers a certificate from the vault under the declared name', () => {
    const service = serviceOf(files, cloud);
    const document = fileOf(service, cloud)!.document;
    const context = { verdictOf: () => ({ kind: 'placeholder' }) as const, inventory: [], now: 0, levels: {}, service };
    const finding = check(document, context).find(({ code }) => code === 'certificate-missing');
    const fix = fixesFor(finding!, document, context).find(({ kind }) => kind === 'insert');
    assert.deepEqual(fix?.kind === 'insert' && [fix.name, fix.role.name?.value], ['Tls', 'Web']);
  });

  it('is fixed by removing a declaration that is not used', () => {
    const fix = judge(files, cloud).fixes().get('Remove certificate Tls from ServiceDefinition.csdef');
    assert.equal(fixed(files, cloud, fix!)[csdef], definition(certificates(declared('Signing'))));
  });

  it('keeps a declaration that an endpoint or another configuration needs', () => {
    const bound = files[csdef]!.replace(
      '    <Certificates>',
      '    <Endpoints><InputEndpoint name="E" protocol="https" port="443" certificate="Tls" /></Endpoints>\n    <Certificates>',
    );
    const shared = { ...files, [local]: configuration(certificates(entry('Tls'), entry('Signing'))) };
    for (const all of [{ ...files, [csdef]: bound }, shared]) {
      assert.equal(
        [...judge(all, cloud).fixes().keys()].some((title) => title.startsWith('Remove')),
        false,
      );
    }
  });

  it('reports nothing if a pipeline sets the name of an entry, or while the file is not well-formed', () => {
    assert.deepEqual(lines({ ...files, [cloud]: configuration(certificates(entry('__Any__'))) }, cloud), []);
    assert.deepEqual(lines({ ...files, [cloud]: files[cloud]!.replace('</Certificates>', '<') }, cloud), []);
  });
});

describe('setting-undeclared and setting-missing', () => {
  const files: Files = {
    [csdef]: definition(settings('<Setting name="Queue" />', '<Setting name="Url" />')),
    [cloud]: configuration(
      settings('<Setting name="Queue" value="orders" />', '<Setting name="Colour" value="red" />'),
    ),
  };

  it('report what is superfluous and what is missing', () => {
    assert.deepEqual(lines(files, cloud), [
      'setting-missing: <ConfigurationSettings | Role "Web" has no value for setting "Url", which ServiceDefinition.csdef declares.',
      'setting-undeclared: Colour | Role "Web" does not declare setting "Colour" in ServiceDefinition.csdef. Declare it there, or remove it here.',
    ]);
  });

  it('are fixed by declaring, removing and adding, each changing nothing else', () => {
    const titles = new Map([0, 1].flatMap((index) => [...judge(files, cloud).fixes(index)]));
    const [one, two] = ['<Setting name="Queue" value="orders" />', '<Setting name="Colour" value="red" />'];
    const expected: Readonly<Record<string, Files>> = {
      'Add Url with an empty value': { [cloud]: configuration(settings(one, two, '<Setting name="Url" value="" />')) },
      'Remove setting Url from ServiceDefinition.csdef': {
        [csdef]: definition(settings('<Setting name="Queue" />')),
      },
      'Declare setting Colour in ServiceDefinition.csdef': {
        [csdef]: definition(
          settings('<Setting name="Queue" />', '<Setting name="Url" />', '<Setting name="Colour" />'),
        ),
      },
      'Remove Colour': { [cloud]: configuration(settings(one)) },
    };
    assert.deepEqual([...titles.keys()], Object.keys(expected));
    for (const [title, changed] of Object.entries(expected)) {
      assert.deepEqual(fixed(files, cloud, titles.get(title)!), { ...files, ...changed }, title);
    }
  });

  it('offer the values that other configurations have, each once', () => {
    const all = {
      ...files,
      [local]: configuration(settings('<Setting name="url" value="http://a?b&amp;c" />')),
      'svc/ServiceConfiguration.Test.cscfg': configuration(settings('<Setting name="Url" value="http://a?b&amp;c" />')),
      'svc/ServiceConfiguration.Empty.cscfg': configuration(settings('<Setting name="Url" value="" />')),
    };
    const { fixes } = judge(all, cloud);
    assert.deepEqual(
      [...fixes().keys()],
      ['Add Url with an empty value', 'Copy Url from ServiceConfiguration.Test.cscfg'],
    );
    const fix = fixes().get('Copy Url from ServiceConfiguration.Test.cscfg');
    assert.match(fixed(all, cloud, fix!)[cloud]!, /<Setting name="Url" value="http:\/\/a\?b&amp;c" \/>/);
  });

  it('add the list of settings behind the instances', () => {
    const all = { [csdef]: definition(settings('<Setting name="A" />')), [cloud]: configuration(certificates()) };
    const fix = judge(all, cloud).fixes().get('Add A with an empty value');
    assert.equal(
      fixed(all, cloud, fix!)[cloud],
      configuration(settings('<Setting name="A" value="" />') + certificates()),
    );
  });

  it('recognize a misspelled setting', () => {
    const all = {
      [csdef]: definition(settings('<Setting name="StorageConnectionString" />')),
      [cloud]: configuration(settings('<Setting name="StorageConectionString" value="x" />')),
    };
    assert.deepEqual(lines(all, cloud), [
      'setting-undeclared: StorageConectionString | Role "Web" does not declare setting "StorageConectionString" in ServiceDefinition.csdef. Did you mean "StorageConnectionString"?',
    ]);
    const fix = judge(all, cloud).fixes().get('Rename to StorageConnectionString');
    assert.equal(
      fixed(all, cloud, fix!)[cloud],
      configuration(settings('<Setting name="StorageConnectionString" value="x" />')),
    );
  });

  it('report nothing that a plugin adds', () => {
    const caching = 'Microsoft.WindowsAzure.Plugins.Caching.NamedCaches';
    const own = configuration(settings(`<Setting name="${caching}" value="" />`));
    const imported = definition('    <Imports><Import moduleName="Caching" /></Imports>\n');
    assert.deepEqual(lines({ [csdef]: imported, [cloud]: own }, cloud), []);
    assert.deepEqual(
      lines({ [csdef]: definition(''), [cloud]: own }, cloud).map((line) => line.split(':')[0]),
      ['setting-undeclared'],
    );
  });

  it('report nothing in a role that the definition does not have', () => {
    const all = { ...files, [cloud]: configuration(settings('<Setting name="Colour" value="red" />'), 'Jobs') };
    assert.deepEqual(
      lines(all, cloud).map((line) => line.split(':')[0]),
      ['role-missing', 'role-undeclared'],
    );
  });

  it('report a missing setting that another one misspells only if the misspelling is not reported', () => {
    const all = {
      [csdef]: definition(settings('<Setting name="Queues" />')),
      [cloud]: configuration(settings('<Setting name="Queuez" value="x" />')),
    };
    const codes = (levels: Readonly<Record<string, 'off'>>) =>
      judge(all, cloud, { levels }).findings.map(({ code }) => code);
    assert.deepEqual(codes({}), ['setting-undeclared']);
    assert.deepEqual(codes({ 'setting-undeclared': 'off' }), ['setting-missing']);
  });

  it('can be turned off one by one', () => {
    const levels = { 'setting-missing': 'off', 'setting-undeclared': 'hint' } as const;
    assert.deepEqual(
      judge(files, cloud, { levels }).findings.map(({ code, severity }) => [code, severity]),
      [['setting-undeclared', 'hint']],
    );
  });
});
