import assert from 'node:assert/strict';
import { chosenAt, itemsAt, labelsAt, version } from '../completion/choose';
import { parseCscfg } from '../../../src/cscfg/document';
import { thumbprintHints } from '../../../src/cscfg/hints';
import { check } from '../../../src/cscfg/rules/check';
import type { CheckContext } from '../../../src/cscfg/rules/rule';
import { explain } from '../../../src/cscfg/schema/documentation';
import {
  certificates,
  cloud,
  configuration,
  csdef,
  declared,
  definition,
  entry,
  serviceOf,
  settings,
  thumbprint,
  type Files,
} from '../service/support';
import { findingLines, fixLines, knownThumbprint, plainContext } from '../support/texts';

const xdt = 'xmlns:xdt="http://schemas.microsoft.com/XML-Document-Transform"';
const namespace = 'xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration"';

const patch = (inRole: string, attributes = '') =>
  `<ServiceConfiguration ${namespace} ${xdt}${attributes}>
  <Role name="Web" xdt:Locator="Match(name)">
${inRole}  </Role>
</ServiceConfiguration>
`;

const setThumbprint = (value: string) =>
  `<Certificate name="tls" thumbprint="${value}" xdt:Transform="SetAttributes(thumbprint)" xdt:Locator="Match(name)" />`;

const staging = 'svc/ServiceConfiguration.Staging.cscfg';
const files: Files = {
  [csdef]: definition(
    settings('<Setting name="Queue" />', '<Setting name="Other" />') + certificates(declared('tls'), declared('old')),
  ),
  [cloud]: configuration(
    settings('<Setting name="Queue" value="a" />', '<Setting name="Other" value="b" />') +
      certificates(entry('tls'), entry('old')),
  ),
  [staging]: patch(
    '    <Instances xdt:Transform="SetAttributes" count="2" />\n' +
      settings(
        '<Setting name="Queue" value="UseDevelopmentStorage=true" xdt:Transform="SetAttributes" />',
        '<Setting name="New" xdt:Transform="Remove" />',
      ) +
      certificates(
        setThumbprint(thumbprint),
        '<Certificate name="old" xdt:Transform="Remove" xdt:Locator="Match(name)" />',
        `<Certificate thumbprint="${thumbprint}" xdt:Transform="SetAttributes" xdt:Locator="Condition(@name='x')" />`,
        `<Certificate name="tls" thumbprint="${thumbprint}" xdt:Transform="Insert" />`,
      ),
    ' serviceName="ShopStaging" xdt:Transform="SetAttributes(serviceName)"',
  ),
};

const open: CheckContext = { ...plainContext, levels: {} };

/** The codes of everything that is found in the file, with its service. */
function codes(path: string, texts: Files = files): readonly string[] {
  return check(parseCscfg(texts[path]!), { ...open, service: serviceOf(texts, path) }).map(({ code }) => code);
}

describe('A configuration that only transforms another', () => {
  it('has no finding for what it omits or what its service has', () => {
    assert.deepEqual(codes(staging), []);
    const undefinedFiles = { [cloud]: files[cloud]!, [staging]: files[staging]! };
    assert.deepEqual(codes(staging, undefinedFiles), []);
  });

  it('is no configuration that others are compared with', () => {
    const lone: Files = {
      [cloud]: configuration(''),
      [staging]: patch(certificates(setThumbprint(knownThumbprint))).replace(
        ' xmlns:xdt',
        ' serviceName="Shop" xmlns:xdt',
      ),
    };
    assert.equal(codes(cloud, lone).includes('configuration-drift'), false);
  });

  it('has its thumbprints judged, with fixes and hints', () => {
    const malformed = patch(certificates(setThumbprint(knownThumbprint.toLowerCase())));
    assert.deepEqual(findingLines(malformed, open), [
      `thumbprint-style |${knownThumbprint.toLowerCase()}| The thumbprint is not written as 40 uppercase digits without separators.`,
    ]);
    assert.deepEqual(fixLines(malformed, 'thumbprint-style', open), [
      `* Rewrite as ${knownThumbprint} → ${patch(certificates(setThumbprint(knownThumbprint)))}`,
    ]);
    const unknown: CheckContext = {
      ...open,
      verdictOf: () => ({ kind: 'notFound', vaults: ['https://contoso.vault.azure.net'], checked: 1 }),
    };
    assert.deepEqual(
      check(parseCscfg(files[staging]!), unknown).map(({ code }) => code),
      ['thumbprint-not-in-vault', 'thumbprint-not-in-vault', 'thumbprint-not-in-vault'],
    );
    const current: CheckContext = {
      ...open,
      verdictOf: () => ({ kind: 'current', match: version('web', 'A'), latest: version('web', 'A'), checked: 1 }),
    };
    assert.equal(thumbprintHints(parseCscfg(files[staging]!), current).length, 3);
  });

  it('has an error for what it does write wrong', () => {
    const text = patch(certificates('<Certificate name="a" thumbprint="" thumbprintAlgorithm="SHA1" />'));
    assert.deepEqual(
      check(parseCscfg(text), open).map(({ code }) => code),
      ['thumbprint-missing', 'thumbprint-algorithm'],
    );
  });

  it('is judged as a whole again once it declares no transformations', () => {
    const text = patch(certificates('<Certificate name="a" />'));
    const document = parseCscfg(text);
    assert.deepEqual(check(document, open), []);
    const start = text.indexOf(` ${xdt}`);
    const whole = document.edited([{ start, end: start + xdt.length + 1, newText: '' }]);
    const found = check(whole, open).map(({ code }) => code);
    assert.equal(found.includes('thumbprint-missing') && found.includes('thumbprint-algorithm'), true);
  });
});

describe('A definition that only transforms another', () => {
  const transform = `<ServiceDefinition name="Shop" ${xdt}>
  <WebRole name="Web" vmsize="Standard_A1_v2" xdt:Transform="SetAttributes(vmsize)" xdt:Locator="Match(name)" />
</ServiceDefinition>
`;
  const named = 'svc/ServiceDefinition.Staging.csdef';
  const whole: Files = { ...files, [staging]: files[cloud]! };

  for (const path of [named, 'svc/Transform.csdef']) {
    it(`is not the definition of a configuration as ${path}`, () => {
      const service = serviceOf({ ...whole, [path]: transform }, staging);
      assert.equal(service.definition?.file, csdef);
      assert.deepEqual(
        service.configurations.map(({ file }) => file),
        [cloud, staging],
      );
      assert.deepEqual(codes(path, { ...whole, [path]: transform }), []);
    });
  }

  it('is not used as a definition even if it is the only one', () => {
    assert.equal(serviceOf({ [staging]: files[cloud]!, [named]: transform }, staging).definition, undefined);
  });
});

describe('The attributes of transformations', () => {
  const tag = (attributes: string) => patch(certificates(`<Certificate name="tls" ${attributes} />`));

  it('are offered where the root declares their namespace, by its prefix', () => {
    assert.deepEqual(labelsAt(tag('|')).slice(-2), ['xdt:Transform', 'xdt:Locator']);
    assert.deepEqual(labelsAt(tag('xdt:Transform="Remove" |')).slice(-1), ['xdt:Locator']);
    assert.deepEqual(labelsAt(tag('|').replaceAll('xdt', 'p')).slice(-2), ['p:Transform', 'p:Locator']);
    assert.equal(
      labelsAt(tag('|').replace(xdt, '')).some((label) => label.includes(':')),
      false,
    );
    assert.equal(chosenAt(tag('|'), 'xdt:Transform'), tag('xdt:Transform="SetAttributes"'));
  });

  it('are completed with their functions, which name the attributes of the element', () => {
    assert.deepEqual(labelsAt(tag('thumbprint="" xdt:Transform="|"')), [
      'SetAttributes',
      'SetAttributes(name)',
      'SetAttributes(thumbprint)',
      'Replace',
      'Insert',
      'InsertIfMissing',
      'InsertBefore(…)',
      'InsertAfter(…)',
      'Remove',
      'RemoveAll',
      'RemoveAttributes',
      'RemoveAttributes(name)',
      'RemoveAttributes(thumbprint)',
    ]);
    assert.deepEqual(labelsAt(tag('xdt:Locator="|"')), ['Match(name)', 'Condition(…)', 'XPath(…)']);
    assert.equal(chosenAt(tag('xdt:Locator="|"'), 'Match(name)'), tag('xdt:Locator="Match(name)"'));
    const condition = itemsAt(tag('xdt:Locator="|"')).find(({ label }) => label === 'Condition(…)');
    assert.deepEqual([condition?.edit.newText, condition?.isSnippet], ['Condition($1)$0', true]);
  });

  for (const [attribute, place, title, line] of [
    [
      'xdt:Transform="Remove"',
      'xdt:Tr',
      'xdt:Transform',
      'How this element changes the element that the locator finds in the other file.',
    ],
    [
      'xdt:Transform="SetAttributes(thumbprint)"',
      'SetAttr',
      'xdt:Transform="SetAttributes(thumbprint)"',
      'Sets all attributes of the element, or only those in parentheses.',
    ],
    [
      'xdt:Locator="Match(name)"',
      'Mat',
      'xdt:Locator="Match(name)"',
      'Finds the element with the same values of the attributes in parentheses.',
    ],
  ] as const) {
    it(`are explained: ${attribute}`, () => {
      const text = `<ServiceConfiguration ${xdt}><Role name="Web" ${attribute} /></ServiceConfiguration>`;
      const found = explain(parseCscfg(text), text.lastIndexOf(place) + place.length);
      assert.deepEqual([found?.title, found?.lines[0]], [title, line]);
      assert.equal(found?.source.name, 'Web.config Transformation Syntax');
    });
  }
});
