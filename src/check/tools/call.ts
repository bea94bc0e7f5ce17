import * as l10n from '@vscode/l10n';
import { stateOf } from '../../certificate/verdictMessages';
import { present } from '../../text/objects';
import { failureMessage } from '../../vault/failureMessages';
import { newestVersions } from '../../vault/snapshot/inventory';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import { readArguments, thumbprintNamed, type ToolArguments, ToolError, toolNamed, vaultsNamed } from './arguments';
import { checkedFix, checkResult } from './checkResult';
import { identifiedFindings, type IdentifiedFix, identifiedFixes } from './fixes';
import { dateOf, quoted } from './text';
import type { ToolCall, ToolWorkspace } from './workspace';

const mostCertificates = 500;

/** What a tool answered. `failed`: it could not do what was requested, and the result says why. */
export interface ToolResult {
  readonly result: object;
  readonly failed: boolean;
}

/**
 * Calls the tool with this name. `now`: milliseconds since 1970. Rejects with a `ToolError` for a call that cannot be
 * answered, and with an AbortError when it is aborted.
 */
export async function callTool(
  name: string,
  input: unknown,
  workspace: ToolWorkspace,
  call: ToolCall,
  now: number,
): Promise<ToolResult> {
  const tool = toolNamed(name);
  const given = readArguments(tool, input);
  switch (tool.name) {
    case 'cscfg_check':
      return succeeded(checkResult(await workspace.judge(filesOf(given), call), workspace));
    case 'cscfg_list_certificates':
      return listCertificates(given, workspace, call, now);
    case 'cscfg_find_uses':
      return findUses(given, workspace, call);
    case 'cscfg_apply_fix':
      return applyFix(await findFix(given, workspace, call), workspace, call);
  }
}

function succeeded(result: object): ToolResult {
  return { result, failed: false };
}

function filesOf({ paths, vaults }: ToolArguments): Parameters<ToolWorkspace['judge']>[0] {
  return { ...present('paths', paths), ...present('vaults', vaults && vaultsNamed(vaults)) };
}

async function listCertificates(
  { vault = '', name = '' }: ToolArguments,
  workspace: ToolWorkspace,
  call: ToolCall,
  now: number,
): Promise<ToolResult> {
  const [address] = vaultsNamed([vault]);
  if (address === undefined) {
    throw new ToolError(l10n.t('The argument "{0}" of {1} is missing.', 'vault', 'cscfg_list_certificates'));
  }
  const snapshot = await workspace.list(address, call);
  const all = newestVersions(snapshot).filter(({ certificate }) =>
    certificate.toLowerCase().includes(name.trim().toLowerCase()),
  );
  const expiryWarningDays = workspace.expiryWarningDays();
  const certificates = all.slice(0, mostCertificates).map((version) => ({
    name: quoted(version.certificate),
    thumbprint: version.thumbprint,
    ...present('version', version.version),
    state: stateOf(version, now, expiryWarningDays),
    ...present('notBefore', dateOf(version.notBefore)),
    ...present('expires', dateOf(version.expires)),
    ...present('subject', version.traits && quoted(version.traits.subject)),
  }));
  const omitted = all.length - certificates.length;
  return {
    result: { vault: address.url, ...stateOfVault(snapshot), certificates, omitted },
    failed: hasFailed(snapshot),
  };
}

function hasFailed({ failure }: VaultSnapshot): boolean {
  return failure !== undefined;
}

function stateOfVault({ failure }: VaultSnapshot): object {
  return failure === undefined
    ? { state: 'read' }
    : { state: 'failed', error: { kind: failure.kind, message: quoted(failureMessage(failure)) } };
}

async function findUses(
  { thumbprint: text = '' }: ToolArguments,
  workspace: ToolWorkspace,
  call: ToolCall,
): Promise<ToolResult> {
  const thumbprint = thumbprintNamed(text);
  const uses = await workspace.uses(thumbprint, call);
  return succeeded({
    thumbprint,
    uses: uses.map(({ role, name, ...use }) => ({
      ...use,
      ...present('role', role && quoted(role)),
      ...present('name', name && quoted(name)),
    })),
  });
}

/** The fix with this ID in the current text of the file. Rejects with a `ToolError` if there is none. */
export async function findFix(given: ToolArguments, workspace: ToolWorkspace, call: ToolCall): Promise<IdentifiedFix> {
  const { path = '', fix: id = '' } = given;
  const { files, problems } = await workspace.judge({ ...filesOf(given), paths: [path] }, call);
  if (files.length === 0) {
    const reason = problems[0]?.message;
    throw new ToolError(
      reason === undefined ? l10n.t('{0} is not a .cscfg or .csdef file.', path) : `${path}: ${reason}`,
    );
  }
  for (const file of files) {
    for (const found of identifiedFindings(file.judgement)) {
      // The fixes of the others are not computed.
      const fixes = id.startsWith(`${found.id}-`) ? identifiedFixes(found, file, workspace) : [];
      const fix = fixes.find((one) => one.id === id);
      if (fix !== undefined) {
        return fix;
      }
    }
  }
  throw new ToolError(
    l10n.t('{0} no longer has the fix {1}: the file or the key vault has changed. Call cscfg_check again.', path, id),
  );
}

async function applyFix(fix: IdentifiedFix, { apply }: ToolWorkspace, { signal }: ToolCall): Promise<ToolResult> {
  signal.throwIfAborted();
  await apply?.(fix.changes);
  return succeeded({ ...checkedFix(fix), applied: apply !== undefined });
}
