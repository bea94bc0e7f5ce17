import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, apply, titled } from './support/actions';
import { activeEditor, openFile, placeOf } from './support/files';
import { findingsBecome } from './support/findings';
import { entry, web } from './support/service';
import { setInWindow } from './support/settings';
import { until } from './support/until';
import { replace, watched } from './support/watch';
import { afterThisTest } from './support/cleanUp';

function previewed(): readonly string[] {
  const pages: string[] = [];
  const undo = replace(
    vscode.commands,
    'executeCommand',
    (original) =>
      ((command: string, ...rest: unknown[]) => {
        if (command === 'markdown.showPreview') {
          pages.push(String(rest[0]).replace(/^.*\//, ''));
        }
        return original(command, ...rest);
      }) as typeof original,
  );
  afterThisTest(undo);
  return pages;
}

function activeTab(): string {
  const { input, label } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  return input instanceof vscode.TabInputWebview ? `${input.viewType} ${label ?? ''}` : 'no preview';
}

describe('Explaining a problem', () => {
  it('opens the section of docs/rules.md on its rule', async () => {
    const pages = previewed();
    const document = await openFile(web(entry('Tls', '1234')));
    await findingsBecome(document, ['error thumbprint-malformed ‹1234›']);
    const actions = await actionsAt(document, placeOf(document, '1234'), vscode.CodeActionKind.QuickFix);
    await apply(titled(actions, 'Explain this problem (thumbprint-malformed)'));
    await until('The preview is open', activeTab, (tab) => /markdown\.preview .*rules\.md/.test(tab));
    assert.deepEqual(pages, ['rules.md#thumbprint-malformed']);
  });

  it('uses the problem at the cursor without an argument, and reports when there is none', async () => {
    const pages = previewed();
    const document = await openFile(web(entry('Tls', '1234')));
    await findingsBecome(document, ['error thumbprint-malformed ‹1234›']);
    await vscode.commands.executeCommand('cscfg.explainProblem');
    await vscode.commands.executeCommand('cscfg.explainProblem', 'no-such-rule');
    const expected = 'Place the cursor on a problem in a .cscfg or .csdef file first.';
    assert.deepEqual(watched.messages, [expected, expected]);
    const cursor = placeOf(document, '1234', 2);
    activeEditor().selection = new vscode.Selection(cursor, cursor);
    await vscode.commands.executeCommand('cscfg.explainProblem');
    await until('The preview is open', activeTab, (tab) => tab.includes('markdown.preview'));
    assert.deepEqual(pages, ['rules.md#thumbprint-malformed']);
  });

  it('adds nothing to the Problems view, even where VS Code checks the links of Markdown', async () => {
    await setInWindow('markdown', 'validate.enabled', true);
    const document = await openFile(web(entry('Tls', '1234')));
    await findingsBecome(document, ['error thumbprint-malformed ‹1234›']);
    await vscode.commands.executeCommand('cscfg.explainProblem', 'thumbprint-malformed');
    await until('The preview is open', activeTab, (tab) => tab.includes('markdown.preview'));
    await vscode.commands.executeCommand('markdown.showSource');
    await until('The source is open', activeTab, (tab) => tab === 'no preview');
    // The links of the page were checked when those of a page after it were.
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'markdown', content: '[nowhere](#nowhere)' }),
    );
    const reported = (): readonly string[] =>
      vscode.languages
        .getDiagnostics()
        .filter(([{ path }, problems]) => problems.length > 0 && !path.endsWith('.cscfg'))
        .map(([{ scheme }]) => scheme);
    await until('The link that leads nowhere is reported', reported, (schemes) => schemes.includes('untitled'));
    assert.deepEqual(reported(), ['untitled']);
  });
});
