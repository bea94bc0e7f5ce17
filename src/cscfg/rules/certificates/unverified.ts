import * as l10n from '@vscode/l10n';
import type { UnverifiedReason } from '../../../certificate/verdict';
import { verdictLine } from '../../../certificate/verdictMessages';
import { verdictFor } from '../../entries';
import { attributeSpan } from '../entries';
import { type CheckContext, references, type Rule, type SetupFix } from '../rule';
import { entriesWith } from './judgedEntries';

/** Reported once in a file, because all of its thumbprints have the same cause. */
export const thumbprintUnverified: Rule = {
  code: 'thumbprint-unverified',
  severity: 'hint',
  summary: 'The thumbprints are not verified, because no key vault is configured or it cannot be read',
  remedy: 'Add a key vault, sign in, or read the key vault again',
  reference: references.keyVault,
  appliesToTransforms: true,
  *check(document, context) {
    const isWanted = (verdict: ReturnType<CheckContext['verdictOf']>): boolean =>
      verdict.kind === 'unverified' && setupOf(verdict.reason) !== undefined;
    const [first] = entriesWith(document, context, isWanted);
    if (first !== undefined) {
      const { role, entry, verdict } = first;
      const line = verdictLine(verdict, context.now);
      const isNone = verdict.kind === 'unverified' && verdict.reason.kind === 'noVault';
      const message = isNone ? l10n.t('{0}. Add the key vault that contains the certificates.', line) : line;
      yield { span: attributeSpan(entry, entry.thumbprint), message, entry, role };
    }
  },
  *fixes({ entry }, _document, context) {
    const verdict = entry && verdictFor(entry, context);
    const fix = verdict?.kind === 'unverified' ? setupOf(verdict.reason) : undefined;
    if (fix !== undefined) {
      yield fix;
    }
  },
};

/** Undefined while a vault is being read, and if the user chose not to read one. */
function setupOf(reason: UnverifiedReason): SetupFix | undefined {
  switch (reason.kind) {
    case 'noVault':
      return { kind: 'setup', title: l10n.t('Add a key vault…'), action: 'addKeyVault' };
    case 'failed':
      return reason.signIn === true
        ? { kind: 'setup', title: l10n.t('Sign in to Key Vault'), action: 'signIn' }
        : { kind: 'setup', title: l10n.t('Read the key vaults again'), action: 'refresh' };
    case 'notAsked':
    case 'untrusted':
    case 'checking':
      return undefined;
  }
}
