import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

describe('The start of the extension', () => {
  it('waits for a .cscfg file', () => {
    assert.ok(vscode.extensions.getExtension('cscfg-certificates.cscfg-certificates'));
  });
});
