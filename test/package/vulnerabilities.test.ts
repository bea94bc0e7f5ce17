import assert from 'node:assert/strict';
import { bundledVulnerabilities } from '../../scripts/vulnerabilities';

const notices = '@azure/identity 4.13.1 (MIT), in vault.js\nsax 1.6.1 (BlueOak-1.0.0), in cli.js\n\nThe text.\n';
const moderate = { severity: 'moderate', range: '<=4.13.1' };

describe('The audit', () => {
  it('reports the vulnerable packages in the bundles, and no tool for tests', () => {
    const vulnerabilities = { '@azure/identity': moderate, mocha: moderate, saxon: moderate };
    assert.deepEqual(bundledVulnerabilities({ vulnerabilities }, notices), ['@azure/identity <=4.13.1: moderate']);
  });

  it('finds nothing in a report without vulnerabilities', () => {
    assert.deepEqual(bundledVulnerabilities({ vulnerabilities: {} }, notices), []);
  });

  it('fails if npm could not ask its registry, so that no result is not taken for a good one', () => {
    const message = '405 Method Not Allowed';
    assert.throws(
      () => bundledVulnerabilities({ message }, notices),
      new Error('npm did not audit the packages: 405 Method Not Allowed.'),
    );
  });
});
