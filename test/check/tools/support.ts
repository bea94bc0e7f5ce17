import { callTool } from '../../../src/check/tools/call';
import type { CheckResult } from '../../../src/check/tools/checkResult';
import { resultText } from '../../../src/check/tools/text';
import type { FileChange, JudgedFile, ToolCall, ToolWorkspace } from '../../../src/check/tools/workspace';
import { judgeDocument } from '../../../src/check/judge';
import { parseCscfg } from '../../../src/cscfg/document';
import type { VaultSnapshot } from '../../../src/vault/snapshot/snapshot';
import { applyEdits } from '../../../src/text/span';
import { ownLevels } from '../../cscfg/support/texts';
import { contoso, now, vault } from '../../vault/snapshots';

/** Files by their names, and one vault; nothing is read from a disk or a network. */
export interface PlainWorkspace extends ToolWorkspace {
  readonly texts: Map<string, string>;
  /** What the last judgement needed. */
  asked: Parameters<ToolWorkspace['judge']>[0];
  snapshot: VaultSnapshot;
}

export function workspaceOf(files: Readonly<Record<string, string>>, snapshot = vault([])): PlainWorkspace {
  const texts = new Map(Object.entries(files));
  const workspace: PlainWorkspace = {
    texts,
    asked: {},
    snapshot,
    judge: (request) => {
      workspace.asked = request;
      const known = [...texts].filter(([path]) => request.paths === undefined || request.paths.includes(path));
      const problems = (request.paths ?? [])
        .filter((path) => !texts.has(path))
        .map((path) => ({ path, message: 'no such file or folder' }));
      return Promise.resolve({
        files: known.map(([path, text]) => judged(path, text, workspace.snapshot)),
        problems,
        snapshots: [workspace.snapshot],
      });
    },
    list: () => Promise.resolve(workspace.snapshot),
    uses: () => Promise.resolve([]),
    pathOf: (file) => file,
    expiryWarningDays: () => 30,
  };
  return workspace;
}

function judged(path: string, text: string, snapshot: VaultSnapshot): JudgedFile {
  const settings = { expiryWarningDays: 30, levels: ownLevels };
  const state = { cscfg: parseCscfg(text), settings, snapshots: [snapshot], service: undefined, fileName: path };
  return { path, file: path, judgement: judgeDocument(state, now) };
}

export const plainCall: ToolCall = { signal: new AbortController().signal, report: () => undefined };

/** The result as an agent reads it. */
export async function ask<Result = CheckResult>(
  name: string,
  input: unknown,
  workspace: ToolWorkspace,
): Promise<Result & { readonly note: string }> {
  const { result } = await callTool(name, input, workspace, plainCall, now);
  return JSON.parse(resultText(result)) as Result & { readonly note: string };
}

/** A workspace whose edits are applied to its texts. */
export function applying(workspace: PlainWorkspace): PlainWorkspace {
  return Object.assign(workspace, {
    apply: (changes: readonly FileChange[]) => {
      for (const { path, before, edits } of changes) {
        workspace.texts.set(path, applyEdits(before, edits));
      }
      return Promise.resolve();
    },
  });
}

export { contoso };
