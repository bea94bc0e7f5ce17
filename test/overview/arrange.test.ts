import assert from 'node:assert/strict';
import { arranged, byVerdict, type Arrangement } from '../../src/editor/overview/page/arrange';
import { type Column, columns, type OverviewRow } from '../../src/editor/overview/protocol';

const verdicts = ['Expired', 'Outdated', 'Current'];

/** A row with that name and verdict, all other cells being empty where they are not given. */
function row(
  name: string,
  urgency: number,
  expires: number | null,
  cells: Partial<Record<Column, string>> = {},
): OverviewRow {
  const empty = Object.fromEntries(columns.map((column) => [column, ''])) as Record<Column, string>;
  return {
    id: name,
    cells: { ...empty, verdict: verdicts[urgency] ?? '', name, ...cells },
    description: `${verdicts[urgency] ?? ''}: in contoso`,
    gravity: 'unknown',
    urgency,
    expires,
  };
}

const rows = [
  row('web', 2, 300, { role: 'Web', thumbprint: 'AB12', expires: '2027' }),
  row('api', 0, 100, { role: 'Worker 10', expires: '2025' }),
  row('ftp', 1, null, { role: 'Worker 9' }),
  row('old', 0, 50, { expires: '2024' }),
];

const usual: Arrangement = { filter: '', column: 'verdict', descending: false };
const names = (arrangement: Partial<Arrangement>): readonly string[] =>
  arranged(rows, { ...usual, ...arrangement }).map(({ id }) => id);

describe('The rows of the overview', () => {
  const cases: readonly (readonly [what: string, arrangement: Partial<Arrangement>, expected: string])[] = [
    ['start with the most urgent verdict, and within it with the earliest expiry', {}, 'old api ftp web'],
    ['can start with the least urgent verdict', { descending: true }, 'web ftp old api'],
    ['are in the order of their expiry, unknown ones last', { column: 'expires' }, 'old api web ftp'],
    ['can start with the latest expiry, unknown ones last', { column: 'expires', descending: true }, 'web api old ftp'],
    ['are in the order of their names', { column: 'name' }, 'api ftp old web'],
    ['are in the opposite order of their names', { column: 'name', descending: true }, 'web old ftp api'],
    ['compare the numbers in texts, unknown ones last', { column: 'role' }, 'web ftp api old'],
    ['have unknown texts last in the opposite order, too', { column: 'role', descending: true }, 'api ftp web old'],
    ['keep the order of urgency where a column is the same', { column: 'store' }, 'old api ftp web'],
    ['contain the text of the filter in any column, whatever its case', { filter: 'ab12' }, 'web'],
    ['contain every word of the filter', { filter: ' worker  expired ' }, 'api'],
    ['can be filtered by the sentence of the verdict', { filter: 'contoso' }, 'old api ftp web'],
    ['can be none', { filter: 'nothing' }, ''],
  ];
  for (const [what, arrangement, expected] of cases) {
    it(what, () => {
      assert.equal(names(arrangement).join(' '), expected);
    });
  }

  it('are not changed in place', () => {
    const before = [...rows];
    arranged(rows, usual);
    assert.deepEqual(rows, before);
  });

  it('form groups by verdict, the most urgent one first, each in the given order', () => {
    const groups = byVerdict(arranged(rows, { ...usual, column: 'name', descending: true }));
    assert.deepEqual(
      groups.map(({ verdict, rows: own }) => [verdict, own.map(({ id }) => id)]),
      [
        ['Expired', ['old', 'api']],
        ['Outdated', ['ftp']],
        ['Current', ['web']],
      ],
    );
  });
});
