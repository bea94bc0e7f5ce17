import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type DeployedService, type Found, isKnown } from '../../src/deployment/deployedService';
import { mayDescribeDeployment, readDeployments } from '../../src/deployment/deployments';

const corpus = join(__dirname, '..', '..', '..', 'shared', 'corpus-arm');

const shown = (found: Found<unknown> | undefined): string =>
  found === undefined
    ? '–'
    : isKnown(found)
      ? String(found.value)
      : `not checked (${[found.notChecked.kind, 'name' in found.notChecked ? found.notChecked.name : ''].join(' ').trim()})`;

function row({ name, region, roles, vaultGroups }: DeployedService): readonly string[] {
  const groups = vaultGroups?.items ?? [];
  return [
    shown(name),
    shown(region),
    [
      ...(roles?.items ?? []).map((one) => `${shown(one.name)} ${shown(one.size)} ×${shown(one.capacity)}`),
      ...(roles?.notChecked ?? []).map(shown),
    ].join(', ') || '–',
    [
      ...groups.map(
        ({ vault, certificates }) =>
          `${shown(vault).replace(/.*\//, '')}: ${String(certificates.items.length)} certificates, ${String(certificates.notChecked.length)} not checked`,
      ),
      ...(vaultGroups?.notChecked ?? []).map(shown),
    ].join(', ') || '–',
  ];
}

describe('Real deployment files', () => {
  it('give the name, region, roles and vaults of each Cloud Service, or say why not', function () {
    if (!existsSync(corpus)) {
      this.skip();
    }
    const files = readdirSync(corpus, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:jsonc?|bicep|bicepparam|tf)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ file: relative(corpus, path), text: readFileSync(path, 'utf8') }))
      .filter(mayDescribeDeployment);
    const deployments = readDeployments(files);
    const rows = deployments.flatMap(({ template, parameters, services }) =>
      services.map((service) => [
        template.replace(/^.*\/(?=[^/]+\/[^/]+$)/, ''),
        parameters === undefined ? '–' : parameters.replace(/^.*\//, ''),
        ...row(service),
      ]),
    );
    const used = new Set(deployments.flatMap(({ template, parameters }) => [template, parameters]));
    const rest = files.filter(({ file }) => !used.has(file)).map(({ file }) => file.replace(/^.*\//, ''));
    console.log(
      ['file | parameters | name | region | roles | vaults', ...rows.map((one) => one.join(' | '))].join('\n'),
    );
    console.log(`Without a resource of a Cloud Service: ${rest.join(', ')}`);
    assert.ok(rows.length >= 15);
    const unreadable = rows.filter((one) => one.some((cell) => cell.startsWith('not checked (form)')));
    // Documentation with names in braces in place of a vault.
    assert.deepEqual(
      unreadable.map(([file]) => file?.replace(/^.*\//, '')),
      ['cloudservice-certificate.bicep'],
    );
    // Only the swap of two services gives no name: it queries Azure for which of them is which.
    const unnamed = rows.filter(([, , name]) => name?.startsWith('not checked'));
    assert.deepEqual(new Set(unnamed.map(([file]) => file?.replace(/^.*\//, ''))), new Set(['VipSwapTemplate.json']));
  });
});
