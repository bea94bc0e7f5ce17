#!/usr/bin/env node
/** Takes the desktop VS Code's place for @vscode/test-electron: the same flags, the same exit code (see launcher.ts). */
import { register } from 'tsx/cjs/api';
import { createRequire } from 'node:module';

register();
createRequire(import.meta.url)('./launcher.ts');
