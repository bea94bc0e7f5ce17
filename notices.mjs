import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The licenses that code in a bundle may have. All of them permit this use if their text is included. */
const allowed = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

const rule = '-'.repeat(80);

/**
 * The packages that esbuild put into the bundles, with their licenses, as one text; `outputs` comes from its metafile.
 * Throws if a license is not allowed, or if there is no text for it.
 */
export function thirdPartyNotices(outputs) {
  const packages = [...bundlesByFolder(outputs)]
    .map(([folder, bundles]) => ({ ...describe(folder), bundles: [...bundles].sort().join(', ') }))
    .sort((one, other) => (one.title < other.title ? -1 : 1));
  /** Many packages have the same text, which appears once. */
  const byText = new Map();
  for (const one of packages) {
    byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  }
  const sections = [...byText].map(([text, group]) =>
    [...group.map(({ title, license, bundles }) => `${title} (${license}), in ${bundles}`), '', text].join('\n'),
  );
  return ['This software contains code of these packages.', ...sections].join(`\n\n${rule}\n\n`) + '\n';
}

function bundlesByFolder(outputs) {
  const found = new Map();
  for (const [output, { inputs }] of Object.entries(outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
      if (folder !== undefined && bytesInOutput > 0) {
        found.set(folder, new Set(found.get(folder)).add(output.replace(/^.*\//, '')));
      }
    }
  }
  return found;
}

function describe(folder) {
  const { name, version, license: stated, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const license = allowedOne(stated);
  if (license === undefined) {
    throw new Error(`${name} has the license ${stated}, which is not in the list of notices.mjs.`);
  }
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice)(?:\.(?:md|txt))?$/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8'));
  if (texts.length === 0) {
    texts.push(standardText(name, license, author?.name ?? author));
  }
  const text = texts
    .map((one) =>
      one
        .replaceAll('\r', '')
        .replace(/[ \t]+$/gm, '')
        .trim(),
    )
    .join('\n\n');
  return { title: `${name} ${version}`, license, text };
}

/** The license, or the first of the alternatives `(A OR B)`, that is allowed. */
function allowedOne(license = '') {
  return license
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .find((one) => allowed.includes(one));
}

/** For the packages that state the MIT license without its text, which is also that of this repository. */
function standardText(name, license, author) {
  if (license !== 'MIT' || author === undefined) {
    throw new Error(`${name} contains no text of its license.`);
  }
  return readFileSync('LICENSE', 'utf8').replace(/^Copyright .*$/m, `Copyright (c) ${author}`);
}
