/** Typing mistakes (UTF-16 units added, removed, replaced, swapped), at most `most + 1`. Takes length × `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) {
    return most + 1;
  }
  // Each row has the columns from `line - most` to `line + most`, the first at index 0.
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: 2 * most + 1 }, (_, index) => outside(index - most));
  for (let line = 1; line <= a.length; line++) {
    const next = nextRow(a, b, line, row, above, most);
    [above, row] = [row, next.row];
    if (next.least > most) {
      return most + 1;
    }
  }
  return Math.min(cell(row, b.length - a.length + most), most + 1);
}

function nextRow(
  a: string,
  b: string,
  line: number,
  above: readonly number[],
  twoAbove: readonly number[],
  most: number,
): { readonly row: readonly number[]; readonly least: number } {
  const row: number[] = [];
  let least = Infinity;
  for (let index = 0; index <= 2 * most; index++) {
    const column = line - most + index;
    let cost = Infinity;
    if (column === 0) {
      cost = line;
    } else if (column > 0 && column <= b.length) {
      const replaced = cell(above, index) + (a[line - 1] === b[column - 1] ? 0 : 1);
      const isSwapped = line > 1 && column > 1 && a[line - 1] === b[column - 2] && a[line - 2] === b[column - 1];
      const swapped = isSwapped ? cell(twoAbove, index) + 1 : Infinity;
      cost = Math.min(replaced, swapped, cell(above, index + 1) + 1, cell(row, index - 1) + 1);
    }
    row.push(cost);
    least = Math.min(least, cost);
  }
  return { row, least };
}

function outside(column: number): number {
  return column < 0 ? Infinity : column;
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
