import * as vscode from 'vscode';
import { readArguments, type ToolArguments, ToolError, toolNamed, vaultsNamed } from '../../check/tools/arguments';
import { callTool, findFix } from '../../check/tools/call';
import { checkedFix } from '../../check/tools/checkResult';
import { toolNames, type ToolName } from '../../check/tools/definitions';
import { resultText } from '../../check/tools/text';
import type { ToolCall, ToolWorkspace } from '../../check/tools/workspace';
import { abortSignal, escapeMarkdown, isCancellation } from '../convert';
import { configuredVaults } from '../workspace/settings';

/** The tools that agents in VS Code can call. They are listed as soon as the extension is active. */
export function registerLanguageModelTools(workspace: ToolWorkspace): vscode.Disposable {
  void vscode.commands.executeCommand('setContext', 'cscfg.active', true);
  return vscode.Disposable.from(
    ...toolNames.map((name) => vscode.lm.registerTool(name, new LanguageModelTool(name, workspace))),
  );
}

class LanguageModelTool implements vscode.LanguageModelTool<object> {
  constructor(
    private readonly name: ToolName,
    private readonly workspace: ToolWorkspace,
  ) {}

  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<object>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    try {
      const { result } = await callTool(this.name, input, this.workspace, callOf(token), Date.now());
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(resultText(result))]);
    } catch (error) {
      throw isCancellation(error) ? new vscode.CancellationError() : error;
    }
  }

  async prepareInvocation(
    { input }: vscode.LanguageModelToolInvocationPrepareOptions<object>,
    token: vscode.CancellationToken,
  ): Promise<vscode.PreparedToolInvocation> {
    const given = argumentsOf(this.name, input);
    switch (this.name) {
      case 'cscfg_check':
        return {
          invocationMessage: vscode.l10n.t('Checking Cloud Service files'),
          ...confirmVaults(given.vaults ?? []),
        };
      case 'cscfg_list_certificates':
        return {
          invocationMessage: vscode.l10n.t('Listing the certificates of a key vault'),
          ...confirmVaults(given.vault === undefined ? [] : [given.vault]),
        };
      case 'cscfg_find_uses':
        return { invocationMessage: vscode.l10n.t('Searching the workspace for a thumbprint') };
      case 'cscfg_apply_fix':
        return {
          invocationMessage: vscode.l10n.t('Applying a fix to Cloud Service files'),
          confirmationMessages: await this.confirmFix(given, token),
        };
    }
  }

  /** Always confirms: a fix that does not exist now can exist when it is applied. */
  private async confirmFix(
    given: ToolArguments,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolConfirmationMessages> {
    const title = vscode.l10n.t('Apply a fix to {0}?', given.path ?? '');
    try {
      const fix = checkedFix(await findFix(given, this.workspace, callOf(token)));
      const message = new vscode.MarkdownString(escapeMarkdown(fix.title));
      for (const { path, range, oldText, newText } of fix.edits) {
        message.appendMarkdown(`\n\n${escapeMarkdown(`${path}:${String(range.start.line + 1)}`)}\n`);
        message.appendCodeblock([...lines('-', oldText), ...lines('+', newText)].join('\n'), 'diff');
      }
      return { title, message };
    } catch (error) {
      if (isCancellation(error)) {
        throw new vscode.CancellationError();
      }
      return { title, message: escapeMarkdown(error instanceof ToolError ? error.message : String(error)) };
    }
  }
}

function lines(sign: string, text: string): readonly string[] {
  return text === '' ? [] : text.split(/\r\n|\r|\n/).map((line) => `${sign} ${line}`);
}

function callOf(token: vscode.CancellationToken): ToolCall {
  // A running tool cannot show its progress.
  return { signal: abortSignal(token), report: () => undefined };
}

/** Calling the tool reports what is wrong with its arguments. */
function argumentsOf(name: ToolName, input: unknown): ToolArguments {
  try {
    return readArguments(toolNamed(name), input);
  } catch {
    return {};
  }
}

/** A model can be made to name any vault; those in the settings were chosen by a person. */
function confirmVaults(references: readonly string[]): {
  readonly confirmationMessages?: vscode.LanguageModelToolConfirmationMessages;
} {
  const known = new Set(configuredVaults().vaults.map(({ url }) => url));
  const others = addressesOf(references).filter((url) => !known.has(url));
  return others.length === 0
    ? {}
    : {
        confirmationMessages: {
          title: vscode.l10n.t('Read a key vault that is not in your settings?'),
          message: vscode.l10n.t(
            'Your account reads names, thumbprints and dates of the certificates in {0}. No secret and no private key is read.',
            others.join(', '),
          ),
        },
      };
}

function addressesOf(references: readonly string[]): readonly string[] {
  try {
    return vaultsNamed(references).map(({ url }) => url);
  } catch {
    return [];
  }
}
