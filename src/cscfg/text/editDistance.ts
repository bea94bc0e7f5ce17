/**
 * The fewest slips of the hand that make `a` into `b`, as long as they are at most `most`; `most + 1` otherwise. A slip
 * inserts, removes or replaces a character, or swaps it with its neighbour. Counts UTF-16 units.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) {
    return most + 1;
  }
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line++) {
    [above, row] = [row, nextRow(a, b, line, row, above)];
    if (Math.min(...row, ...above) > most) {
      return most + 1;
    }
  }
  return Math.min(cell(row, b.length), most + 1);
}

function nextRow(
  a: string,
  b: string,
  line: number,
  above: readonly number[],
  twoAbove: readonly number[],
): readonly number[] {
  const row = [line];
  for (let column = 1; column <= b.length; column++) {
    const replaced = cell(above, column - 1) + (a[line - 1] === b[column - 1] ? 0 : 1);
    const isSwapped = line > 1 && column > 1 && a[line - 1] === b[column - 2] && a[line - 2] === b[column - 1];
    const swapped = isSwapped ? cell(twoAbove, column - 2) + 1 : Infinity;
    row.push(Math.min(replaced, swapped, cell(above, column) + 1, cell(row, column - 1) + 1));
  }
  return row;
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
