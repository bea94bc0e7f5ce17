import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** For the messages of code without VS Code. Imported first, because the texts of the schema are constants. */
l10n.config({ contents: vscode.l10n.bundle ?? {} });
