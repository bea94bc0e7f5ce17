import { type Column, columns, type OverviewRow } from '../protocol';

export interface Arrangement {
  readonly filter: string;
  readonly column: Column;
  readonly descending: boolean;
}

export interface Group {
  readonly verdict: string;
  readonly rows: readonly OverviewRow[];
}

/** Rows that contain every word of the filter, in the chosen order; equal rows from the most urgent one. */
export function arranged(
  rows: readonly OverviewRow[],
  { filter, column, descending }: Arrangement,
): readonly OverviewRow[] {
  const words = filter.toLowerCase().split(/\s+/);
  const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const byText = (one: Column) => (a: OverviewRow, b: OverviewRow) => compare(a.cells[one], b.cells[one]);
  const byValue = column === 'expires' ? byExpiry : byText(column);
  const byColumn = column === 'verdict' ? byUrgency : emptyLast(column, byValue, descending);
  const ties = [byUrgency, byExpiry, byText('configuration'), byText('role'), byText('name')];
  return rows
    .filter((row) => {
      const text = textOf(row);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => {
      const order = byColumn(a, b) * (descending ? -1 : 1);
      return order === 0 ? (ties.map((tie) => tie(a, b)).find((tie) => tie !== 0) ?? 0) : order;
    });
}

/** The most urgent verdict first; within a verdict in the given order. */
export function byVerdict(rows: readonly OverviewRow[]): readonly Group[] {
  const groups = new Map<number, OverviewRow[]>();
  for (const row of rows) {
    const group = groups.get(row.urgency) ?? [];
    groups.set(row.urgency, group);
    group.push(row);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([, group]) => ({ verdict: group[0]?.cells.verdict ?? '', rows: group }));
}

type Order = (a: OverviewRow, b: OverviewRow) => number;

function byUrgency(a: OverviewRow, b: OverviewRow): number {
  return a.urgency - b.urgency;
}

/** A certificate without a known expiry comes last. */
function byExpiry(a: OverviewRow, b: OverviewRow): number {
  return (a.expires ?? Number.MAX_VALUE) - (b.expires ?? Number.MAX_VALUE);
}

/** Unknown values come last in both directions. */
function emptyLast(column: Column, order: Order, descending: boolean): Order {
  return (a, b) => {
    const [one, other] = [a.cells[column] === '', b.cells[column] === ''];
    return one === other ? order(a, b) : (one ? 1 : -1) * (descending ? -1 : 1);
  };
}

function textOf({ cells, description }: OverviewRow): string {
  return [...columns.map((column) => cells[column]), description].join('\n').toLowerCase();
}
