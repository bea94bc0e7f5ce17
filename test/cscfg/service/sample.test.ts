import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { check } from '../../../src/cscfg/rules/check';
import { serviceRules } from '../../../src/cscfg/rules/rules';
import { readServices } from '../../../src/cscfg/service/compose';
import { fileOf } from '../../../src/cscfg/service/service';
import { filesBelow } from '../../corpus/files';

describe('The sample service', () => {
  const root = 'test/workspace';
  const files = filesBelow(root).map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));
  const serviceOf = readServices(files, '');
  const codes = new Set(serviceRules.map(({ code }) => code));

  for (const { path } of files.filter((file) => !file.path.endsWith('.ccproj'))) {
    it(`agrees with itself in ${path}`, () => {
      const service = serviceOf(path);
      assert.ok(service?.definition);
      assert.equal(service.projects.length, 1);
      const document = fileOf(service, path)!.document;
      const context = {
        verdictOf: () => ({ kind: 'placeholder' }) as const,
        inventory: [],
        now: 0,
        levels: {},
        service,
      };
      assert.deepEqual(
        check(document, context).filter(({ code }) => codes.has(code)),
        [],
      );
    });
  }
});
