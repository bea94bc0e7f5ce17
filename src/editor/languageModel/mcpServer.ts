import * as vscode from 'vscode';
import { configuredVaults } from '../workspace/settings';

/**
 * Offers the MCP server of the command line to VS Code, one for each folder on the disk. It reads no other vaults than
 * those of the settings, if there are any, and nothing as long as the workspace is not trusted.
 */
export function registerMcpServer({ extensionUri, extension }: vscode.ExtensionContext): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const { version } = extension.packageJSON as { readonly version: string };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      changed.fire();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      changed.fire();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('cscfg.keyVaults') || event.affectsConfiguration('cscfg.keyVaultsByFile')) {
        changed.fire();
      }
    }),
    vscode.lm.registerMcpServerDefinitionProvider('cscfg.certificates', {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => servers(vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath, version),
    }),
  );
}

function servers(program: string, version: string): vscode.McpStdioServerDefinition[] {
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  const onDisk = folders.filter(({ uri }) => uri.scheme === 'file');
  const vaults = configuredVaults().vaults.map(({ url }) => `--vault=${url}`);
  return onDisk.map(({ uri, name }) => {
    const label = vscode.l10n.t('Cloud Service Certificates');
    const server = new vscode.McpStdioServerDefinition(
      onDisk.length > 1 ? `${label} (${name})` : label,
      process.execPath,
      [program, 'mcp', ...vaults],
      // The program of a desktop VS Code runs as Node.js only with this.
      { ELECTRON_RUN_AS_NODE: '1' },
      version,
    );
    server.cwd = uri;
    return server;
  });
}
