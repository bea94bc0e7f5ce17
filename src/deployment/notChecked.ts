import * as l10n from '@vscode/l10n';
import type { DeployedService, Found } from './deployedService';
import { isKnown } from './deployedService';
import type { NotChecked, NotCheckedReason } from './evaluate';
import { uniqueBy } from '../text/objects';

/** Unknown values that the rules compare, each place once. */
export function notCheckedIn(services: readonly DeployedService[]): readonly NotChecked[] {
  const all = services.flatMap(({ allowModelOverride, roles, vaultGroups, notRead }) => [
    ...(notRead ?? []),
    ...unknownOf(allowModelOverride),
    ...(roles?.notChecked ?? []),
    ...(roles?.items ?? []).flatMap(({ name, size, capacity }) =>
      [name, size, capacity].flatMap((one) => unknownOf(one)),
    ),
    ...(vaultGroups?.notChecked ?? []),
    ...(vaultGroups?.items ?? []).flatMap(({ vault, certificates }) => [
      ...unknownOf(vault),
      ...certificates.notChecked,
    ]),
  ]);
  // Deployments with different parameter files share the texts of one template.
  return uniqueBy(all, (one) => JSON.stringify([one.file, one.span, one.notChecked]));
}

function unknownOf(found: Found<unknown> | undefined): readonly NotChecked[] {
  return found === undefined || isKnown(found) ? [] : [found];
}

const mostReasons = 5;

/** Each reason once: `parameter "size" without a value, loop`. */
export function reasonsLine(reasons: readonly NotCheckedReason[]): string {
  const words = [...new Set(reasons.map(reasonWords))];
  return [...words.slice(0, mostReasons), ...(words.length > mostReasons ? ['…'] : [])].join(', ');
}

function reasonWords(reason: NotCheckedReason): string {
  switch (reason.kind) {
    case 'parameter':
      return l10n.t('parameter "{0}" without a value', reason.name);
    case 'function':
      return l10n.t('function {0}()', reason.name);
    case 'link':
      return l10n.t('linked template "{0}" that is not in the workspace', reason.name);
    case 'loop':
      return l10n.t('loop');
    case 'form':
      return l10n.t('unsupported form');
  }
}
