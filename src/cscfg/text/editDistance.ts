/**
 * The fewest characters to insert, remove or replace that make `a` into `b`, as long as they are at most `most`;
 * `most + 1` otherwise. Counts UTF-16 units.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) {
    return most + 1;
  }
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line++) {
    const above = row;
    row = [line];
    for (let column = 1; column <= b.length; column++) {
      const replaced = cell(above, column - 1) + (a[line - 1] === b[column - 1] ? 0 : 1);
      row.push(Math.min(replaced, cell(above, column) + 1, cell(row, column - 1) + 1));
    }
    if (Math.min(...row) > most) {
      return most + 1;
    }
  }
  return Math.min(cell(row, b.length), most + 1);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
