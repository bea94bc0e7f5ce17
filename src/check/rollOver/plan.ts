import * as l10n from '@vscode/l10n';
import { classifyThumbprint } from '../../certificate/thumbprint';
import { replaceUse, thumbprintUses, type ThumbprintUse } from '../../cscfg/uses';
import type { Span } from '../../text/span';
import { holdersOf } from '../../vault/snapshot/inventory';
import { isReadWhole } from '../../vault/snapshot/judge';
import { planDigits } from './digits';
import { Replacements } from './replacements';
import {
  type Changes,
  type ConfigurationFile,
  type FilePlan,
  type Left,
  type PlannedEdit,
  type RollOverFile,
  type RollOverPlan,
  type RollOverRequest,
} from './request';

/** Pure: the same request gives the same plan. */
export function planRollOver(request: RollOverRequest): RollOverPlan {
  const replacements = new Replacements(request);
  const plans = request.files.map((file) => ({ file, ...planFile(file, request, replacements) }));
  return {
    files: plans.flatMap(({ file, edits }): readonly FilePlan[] => (edits.length === 0 ? [] : [{ file, edits }])),
    left: plans.flatMap(({ left }) => left),
  };
}

function planFile(file: RollOverFile, request: RollOverRequest, replacements: Replacements): Changes {
  const uses = file.kind === 'configuration' ? planUses(file, request, replacements) : { edits: [], left: [] };
  const covered = file.kind === 'configuration' ? thumbprintUses(file.document).map(({ span }) => span) : [];
  const rest = planDigits(file, request, replacements, covered);
  return {
    edits: [...uses.edits, ...rest.edits].sort((a, b) => a.start - b.start),
    left: [...uses.left, ...rest.left].sort((a, b) => a.span.start - b.span.start),
  };
}

function planUses(file: ConfigurationFile, request: RollOverRequest, replacements: Replacements): Changes {
  const { document, path } = file;
  const edits: PlannedEdit[] = [];
  const left: Left[] = request.certificate === undefined ? [...placeholdersIn(file)] : [];
  for (const use of thumbprintUses(document)) {
    const replacement = replacements.in(use.thumbprint, file);
    const place = { path, span: use.span, label: useLabel(use) };
    if (replacement.kind === 'left') {
      const { reason, verdict } = replacement;
      // A request for this certificate includes every use.
      if (request.certificate !== undefined || !isForeign(use, verdict)) {
        const unverified = verdict === 'unverified' ? ({ unverified: true } as const) : {};
        left.push({ ...place, reason, failed: verdict !== 'secretOnly', ...unverified });
      }
    } else if (replacement.kind === 'version') {
      const { to } = replacement;
      if (isListed(use, to.thumbprint, file)) {
        left.push({ ...place, reason: l10n.t('The list already contains the new thumbprint'), failed: false });
      } else {
        const doubt = doubtIn(file, to.thumbprint);
        edits.push({
          ...replaceUse(document, use, to.thumbprint),
          label: place.label,
          from: use.thumbprint,
          to,
          ...(doubt === undefined ? {} : { doubt }),
        });
      }
    }
  }
  return { edits, left };
}

/** A setting may contain the thumbprint of another party's certificate. */
function isForeign({ kind }: ThumbprintUse, verdict: string): boolean {
  return kind === 'setting' && (verdict === 'notFound' || verdict === 'unverified');
}

/** Whether the value of the setting also has this thumbprint: a list of what is trusted during a roll-over. */
function isListed(use: ThumbprintUse, thumbprint: string, { document }: ConfigurationFile): boolean {
  return (
    use.kind === 'setting' &&
    thumbprintUses(document).some(
      (other) => other.kind === 'setting' && other.setting === use.setting && other.thumbprint === thumbprint,
    )
  );
}

/** The vaults of the configuration were read completely, and none has the new certificate. */
function doubtIn({ snapshots }: ConfigurationFile, thumbprint: string): string | undefined {
  const isMissing =
    snapshots.length > 0 &&
    snapshots.every((snapshot) => isReadWhole(snapshot) && holdersOf(snapshot, thumbprint).length === 0);
  return isMissing ? l10n.t('The key vaults of the file do not have the new certificate') : undefined;
}

function useLabel({ kind, role, name }: ThumbprintUse): string {
  if (kind === 'setting') {
    return role === undefined ? l10n.t('Setting "{0}"', name) : l10n.t('Setting "{0}" of role "{1}"', name, role);
  }
  return role === undefined ? l10n.t('Certificate "{0}"', name) : l10n.t('Certificate "{0}" of role "{1}"', name, role);
}

function placeholdersIn({ path, document }: ConfigurationFile): readonly Left[] {
  return document.model.roles.flatMap((role) =>
    role.certificates.flatMap(({ name, thumbprint }): readonly Left[] => {
      const span: Span | undefined = thumbprint?.valueSpan;
      if (span === undefined || classifyThumbprint(thumbprint?.value ?? '').kind !== 'placeholder') {
        return [];
      }
      const label = l10n.t('Certificate "{0}" of role "{1}"', name?.value ?? '', role.name?.value ?? '');
      return [{ path, span, label, reason: l10n.t('A placeholder, not a thumbprint'), failed: false }];
    }),
  );
}
