import { normalizedThumbprint } from '../certificate/thumbprint';
import { isMatched, type Verdict, type VerdictKind } from '../certificate/verdict';
import { verdictFor } from '../cscfg/entries';
import { type CertificateEntry, type Role, thumbprintSpan } from '../cscfg/model/configuration';
import { type Installed, installedIn } from '../cscfg/rules/deployment/installed';
import { byName, nameKey } from '../cscfg/service/names';
import type { Service } from '../cscfg/service/service';
import { LineIndex } from '../text/lines';
import type { Span } from '../text/span';
import type { Judgement } from './judge';

const day = 86_400_000;

/**
 * One `<Certificate>` element. The keys are the columns of the exported inventory, described in docs/inventory.md: they
 * keep their names, order and meaning, and new ones are added at the end. Null is unknown.
 */
export interface InventoryRow {
  readonly service: string | null;
  /** As the caller names it. */
  readonly configuration: string;
  readonly role: string | null;
  readonly name: string | null;
  /** Declared by the service definition, such as `LocalMachine\My`. */
  readonly store: string | null;
  /** 40 uppercase hexadecimal digits; otherwise the text in the file. */
  readonly thumbprint: string | null;
  readonly certificate: string | null;
  /** Without a trailing slash. */
  readonly vault: string | null;
  readonly version: string | null;
  /** ISO 8601 in UTC. */
  readonly expires: string | null;
  /** Whole days until the certificate expires; negative after it has expired. */
  readonly days: number | null;
  readonly verdict: VerdictKind;
  /** Whether the deployment files that are known to deploy the configuration install the certificate. */
  readonly inOsProfile: Installed;
  /** Where the thumbprint begins. One-based; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

export interface InventoryEntry {
  readonly row: InventoryRow;
  readonly verdict: Verdict;
  /** The thumbprint, or the open tag without one. */
  readonly span: Span;
}

/** In document order. `configuration`: its path. */
export function inventoryOf(configuration: string, { cscfg, context }: Judgement): readonly InventoryEntry[] {
  const lines = new LineIndex(cscfg.text);
  const service = textOf(cscfg.model.serviceName?.value);
  const storeOf = storesIn(context.service);
  const isInstalled = installedIn(context);
  return cscfg.model.roles.flatMap((role) =>
    role.certificates.map((entry): InventoryEntry => {
      const verdict = verdictFor(entry, context);
      const span = thumbprintSpan(entry);
      const { line, character } = lines.positionAt(span.start);
      const row = {
        service,
        configuration,
        role: textOf(role.name?.value),
        name: textOf(entry.name?.value),
        store: storeOf(entry, role),
        thumbprint: textOf(normalizedThumbprint(entry.thumbprint?.value ?? '') ?? entry.thumbprint?.value),
        ...matchOf(verdict, context.now),
        verdict: verdict.kind,
        inOsProfile: isInstalled(verdict),
        line: line + 1,
        column: character + 1,
      };
      return { row, verdict, span };
    }),
  );
}

function textOf(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

function storesIn(service: Service | undefined): (entry: CertificateEntry, role: Role) => string | null {
  const roles = byName(service?.definition?.document.definition.roles ?? []);
  return (entry, role) => {
    const declared = byName(roles.get(nameKey(role.name?.value ?? ''))?.certificates ?? []);
    const { storeLocation, storeName } = declared.get(nameKey(entry.name?.value ?? '')) ?? {};
    return storeLocation === undefined || storeName === undefined ? null : `${storeLocation.value}\\${storeName.value}`;
  };
}

type MatchColumns = Pick<InventoryRow, 'certificate' | 'vault' | 'version' | 'expires' | 'days'>;

function matchOf(verdict: Verdict, now: number): MatchColumns {
  const nothing = { certificate: null, vault: null, version: null, expires: null, days: null };
  if (verdict.kind === 'secretOnly') {
    return { ...nothing, vault: verdict.secret.vault };
  }
  if (!isMatched(verdict)) {
    return nothing;
  }
  const { certificate, vault, version, expires } = verdict.match;
  const date = new Date(expires ?? NaN);
  const isDated = !Number.isNaN(date.getTime());
  return {
    certificate,
    vault,
    version: version ?? null,
    expires: isDated ? date.toISOString() : null,
    // `+ 0`: no negative zero on the day of the expiry.
    days: isDated ? Math.trunc((date.getTime() - now) / day) + 0 : null,
  };
}

/** From the most urgent verdict: what fails now, what will fail, what is unknown, and what is fine. */
export const urgency: readonly VerdictKind[] = [
  'expired',
  'notFound',
  'deleted',
  'disabled',
  'unusable',
  'malformed',
  'notYetValid',
  'secretOnly',
  'outdated',
  'expiring',
  'placeholder',
  'unverified',
  'current',
];
