import { strict as assert } from 'node:assert';
import Module from 'node:module';
import * as vscode from 'vscode';
import { outside } from './support/outside';

const limit = 20;

describe('The start of the extension', () => {
  it('trivial', async () => {
    const t = await outside.thumbprints('contoso', 'contoso-web');
    assert.equal(t.length, 4);
    console.log(Object.keys(Module).join());
    assert.ok(vscode.extensions.getExtension('cscfg-certificates.cscfg-certificates'));
  });
});
