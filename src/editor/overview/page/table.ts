import { type Column, columns, type Gravity, type OverviewRow } from '../protocol';
import type { Group } from './arrange';

export type Line =
  | { readonly kind: 'certificate'; readonly row: OverviewRow; readonly level: number }
  | { readonly kind: 'group'; readonly group: Group; readonly expanded: boolean };

/** The shape shows the same as the color. */
const icons: Readonly<Record<Gravity, string>> = {
  error: '✖',
  warning: '▲',
  information: '●',
  good: '✔',
  unknown: '○',
};

export function idOf(line: Line): string {
  return line.kind === 'group' ? `group ${line.group.verdict}` : line.row.id;
}

/** All texts become text nodes, so that none is read as HTML. */
export function elementOf(line: Line): HTMLTableRowElement {
  const element = document.createElement('tr');
  element.tabIndex = -1;
  element.dataset['id'] = idOf(line);
  element.setAttribute('role', 'row');
  if (line.kind === 'group') {
    fillGroup(element, line.group, line.expanded);
  } else {
    fillRow(element, line.row, line.level);
  }
  return element;
}

function fillGroup(element: HTMLTableRowElement, { verdict, rows }: Group, expanded: boolean): void {
  element.className = 'group';
  element.setAttribute('aria-level', '1');
  element.setAttribute('aria-expanded', String(expanded));
  const cell = document.createElement('th');
  cell.scope = 'rowgroup';
  cell.setAttribute('role', 'rowheader');
  cell.colSpan = columns.length;
  cell.append(iconOf(rows[0]?.gravity ?? 'unknown'), `${verdict} (${String(rows.length)})`);
  element.append(cell);
}

function fillRow(element: HTMLTableRowElement, row: OverviewRow, level: number): void {
  if (level > 1) {
    element.setAttribute('aria-level', String(level));
  }
  element.append(...columns.map((column) => cellOf(row, column)));
}

function cellOf({ cells, description, gravity }: OverviewRow, column: Column): HTMLTableCellElement {
  const cell = document.createElement('td');
  cell.className = column;
  cell.setAttribute('role', 'gridcell');
  cell.title = column === 'verdict' ? description : cells[column];
  cell.append(...(column === 'verdict' ? [iconOf(gravity)] : []), cells[column]);
  return cell;
}

function iconOf(gravity: Gravity): HTMLElement {
  const icon = document.createElement('span');
  icon.className = `icon ${gravity}`;
  icon.setAttribute('aria-hidden', 'true');
  icon.textContent = icons[gravity];
  return icon;
}
