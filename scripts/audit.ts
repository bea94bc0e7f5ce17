import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledVulnerabilities, type AuditReport } from './vulnerabilities';

/**
 * `npm run audit`: fails if npm knows a vulnerability of a package whose code is in the bundles, or if npm cannot say.
 * Packages that only build or test the extension do not count.
 */

const root = join(import.meta.dirname, '..');
const { stdout } = spawnSync('npm', ['audit', '--json'], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const notices = readFileSync(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
const found = bundledVulnerabilities(JSON.parse(stdout) as AuditReport, notices);
console.log(found.length === 0 ? 'No vulnerability of a bundled package is known.' : found.join('\n'));
process.exitCode = found.length === 0 ? 0 : 1;
