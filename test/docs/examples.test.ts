import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseCscfg } from '../../src/cscfg/document';
import {
  certificateChainIncomplete,
  certificateWeakKey,
  certificateWeakSignature,
} from '../../src/cscfg/rules/certificates/contents';
import { settingThumbprintStale } from '../../src/cscfg/rules/certificates/settings';
import { thumbprintUnverified } from '../../src/cscfg/rules/certificates/unverified';
import { verdictRules } from '../../src/cscfg/rules/certificates/verdicts';
import { check } from '../../src/cscfg/rules/check';
import { deploymentRules } from '../../src/cscfg/rules/deployment/rules';
import { reservedIpUnmapped } from '../../src/cscfg/rules/network/reservedIp';
import { references } from '../../src/cscfg/rules/rule';
import { serviceRules } from '../../src/cscfg/rules/rules';
import { ruleSections, rulesPage } from './sections';

describe('The examples of the rules page', () => {
  const sections = [...ruleSections(readFileSync(rulesPage, 'utf8'))];
  const examples = sections.flatMap(([code, section]) =>
    [...section.matchAll(/```xml\n(.*?)```/gs)].map(([, xml = '']) => ({ code, xml })),
  );

  it('exist for everything that can be shown in one file without a vault', () => {
    const compared = serviceRules.filter(({ reference }) => reference === references.agreement);
    const read = [settingThumbprintStale, certificateWeakKey, certificateWeakSignature, certificateChainIncomplete];
    const setup = [thumbprintUnverified, reservedIpUnmapped];
    const others = new Set(
      [...verdictRules, ...read, ...compared, ...deploymentRules, ...setup].map(({ code }) => code),
    );
    assert.deepEqual(
      examples.map(({ code }) => code),
      sections.map(([code]) => code).filter((code) => !others.has(code)),
    );
  });

  for (const { code, xml } of examples) {
    it(`show ${code} and nothing else`, () => {
      assert.deepEqual([...new Set(findings(xml))], [code]);
    });
  }
});

/** The codes of what is found in the example, put where it belongs. */
function findings(xml: string): readonly string[] {
  const name = /^<(\w+)/.exec(xml)?.[1] ?? '';
  const found = check(parseCscfg((surroundings[name] ?? inCertificates)(xml)), {
    verdictOf: () => ({ kind: 'unverified', reason: { kind: 'noVault' } }),
    inventory: [],
    now: Date.UTC(2026, 10, 23),
    levels: { 'thumbprint-unverified': 'off' },
  });
  return found.map(({ code }) => code);
}

/** The file around an example, by the element that it begins with. */
const surroundings: Readonly<Record<string, (xml: string) => string>> = {
  ServiceConfiguration: (xml) => (xml.includes('</') ? xml : whole(xml.trim())),
  Role: (xml) => whole(root, xml),
  Certificats: (xml) => whole(root, role(instances + xml)),
  Instances: (xml) => whole(root, role(xml)),
  Setting: (xml) => whole(root, role(`${instances}<ConfigurationSettings>${xml}</ConfigurationSettings>`)),
  NetworkConfiguration: (xml) => whole(root, role(instances), xml),
  VirtualNetworkSite: (xml) => whole(root, role(instances), network(xml)),
  EndpointAcl: (xml) => whole(root, role(instances), network(site, acls(xml))),
  InputEndpoint: (xml) => definition(`<Endpoints>${xml}</Endpoints>`),
  WorkerRole: (xml) => roles(xml),
  RoleInstanceValue: (xml) =>
    definition(
      `<Startup><Task commandLine="a"><Environment><Variable name="V">${xml}</Variable></Environment></Task></Startup>`,
    ),
  Import: (xml) => definition(`<Imports>${xml}</Imports>`),
};

function inCertificates(xml: string): string {
  return whole(root, role(`${instances}<Certificates>${xml}</Certificates>`));
}

const namespace = 'http://schemas.microsoft.com/ServiceHosting/2008/10';
const root = '<ServiceConfiguration serviceName="S">';
const instances = '<Instances count="1" />';
const site = '<VirtualNetworkSite name="V" />';

/** `open`: the tag of the root, to which its namespace is added. */
function whole(open: string, roles = role(instances), inNetwork = network(site)): string {
  const tag = open.replace(/>$/, ` xmlns="${namespace}/ServiceConfiguration">`);
  return `${tag}${roles}${inNetwork}</ServiceConfiguration>`;
}

function role(content: string): string {
  return `<Role name="WebRole">${content}</Role>`;
}

function network(virtualNetwork: string, after = ''): string {
  const address = '<InstanceAddress roleName="WebRole"><Subnets><Subnet name="s" /></Subnets></InstanceAddress>';
  const assignments = `<AddressAssignments>${address}</AddressAssignments>`;
  return `<NetworkConfiguration>${virtualNetwork}${assignments}${after}</NetworkConfiguration>`;
}

function acls(acl: string): string {
  const rule = '<Rule order="1" action="permit" remoteSubnet="203.0.113.0/24" />';
  const controls = `<AccessControls><AccessControl name="Office">${rule}</AccessControl></AccessControls>`;
  return `${controls}<EndpointAcls>${acl}</EndpointAcls>`;
}

function definition(inRole: string): string {
  return roles(`<WorkerRole name="R" vmsize="Standard_D2_v2">${inRole}</WorkerRole>`);
}

function roles(elements: string): string {
  return `<ServiceDefinition name="S" xmlns="${namespace}/ServiceDefinition">${elements}</ServiceDefinition>`;
}
