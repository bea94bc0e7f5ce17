import { type Column, columns, type FromPage, type OverviewRow, type ToPage } from '../protocol';
import { arranged, byVerdict } from './arrange';
import { elementOf, idOf, type Line } from './table';

/** Arranges the rows that the panel sends; the panel opens their places. */

interface State {
  readonly filter: string;
  readonly column: Column;
  readonly descending: boolean;
  readonly tree: boolean;
  readonly collapsed: readonly string[];
  /** The row that has, or last had, the focus. */
  readonly current: string;
}

declare function acquireVsCodeApi(): {
  readonly postMessage: (message: FromPage) => void;
  readonly getState: () => State | undefined;
  readonly setState: (state: State) => void;
};

const vscode = acquireVsCodeApi();
const initial: State = { filter: '', column: 'verdict', descending: false, tree: false, collapsed: [], current: '' };
let state: State = { ...initial, ...vscode.getState() };
let rows: readonly OverviewRow[] = [];
let lines: readonly Line[] = [];
let isBusy = true;

/** Rows that Page Up and Page Down skip. */
const page = 10;

const filter = byId('filter', HTMLInputElement);
const tree = byId('tree', HTMLButtonElement);
const table = byId('certificates', HTMLTableElement);
const body = byId('rows', HTMLTableSectionElement);
const status = byId('status', HTMLElement);
const headers = [...table.querySelectorAll<HTMLButtonElement>('thead button')];

function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new Error(`The page has no ${id}.`);
  }
  return element;
}

function change(part: Partial<State>): void {
  state = { ...state, ...part };
  vscode.setState(state);
  render();
}

function render(): void {
  const found = arranged(rows, state);
  lines = state.tree
    ? byVerdict(found).flatMap((group): readonly Line[] => {
        const expanded = !state.collapsed.includes(group.verdict);
        const below = group.rows.map((row): Line => ({ kind: 'certificate', row, level: 2 }));
        return [{ kind: 'group', group, expanded }, ...(expanded ? below : [])];
      })
    : found.map((row): Line => ({ kind: 'certificate', row, level: 1 }));
  const hadFocus = body.contains(document.activeElement);
  body.replaceChildren(...lines.map(elementOf));
  showArrangement();
  showStatus(found.length);
  const current = body.rows[indexOfCurrent()];
  if (current !== undefined) {
    current.tabIndex = 0;
    if (hadFocus) {
      current.focus();
    }
  } else if (hadFocus) {
    filter.focus();
  }
}

function showArrangement(): void {
  table.setAttribute('role', state.tree ? 'treegrid' : 'grid');
  table.setAttribute('aria-rowcount', String(lines.length + 1));
  table.setAttribute('aria-busy', String(isBusy));
  tree.setAttribute('aria-pressed', String(state.tree));
  filter.value = state.filter;
  headers.forEach((button, index) => {
    const isSorted = columns[index] === state.column;
    const order = state.descending ? 'descending' : 'ascending';
    button.closest('th')?.setAttribute('aria-sort', isSorted ? order : 'none');
    button.tabIndex = isSorted ? 0 : -1;
  });
}

function showStatus(shown: number): void {
  const { busy = '', empty = '', count = '' } = status.dataset;
  const counted = count.replace('{0}', String(shown)).replace('{1}', String(rows.length));
  const text = rows.length > 0 ? counted : isBusy ? '' : empty;
  const whole = [text, ...(isBusy ? [busy] : [])].filter((part) => part !== '').join(' · ');
  // A screen reader reads each change.
  if (status.textContent !== whole) {
    status.textContent = whole;
  }
}

function indexOfCurrent(): number {
  return Math.max(
    lines.findIndex((line) => idOf(line) === state.current),
    0,
  );
}

function focusRow(index: number): void {
  const next = Math.min(Math.max(index, 0), lines.length - 1);
  const [before, after] = [body.rows[indexOfCurrent()], body.rows[next]];
  const line = lines[next];
  if (line === undefined || after === undefined) {
    return;
  }
  before?.setAttribute('tabindex', '-1');
  after.tabIndex = 0;
  state = { ...state, current: idOf(line) };
  vscode.setState(state);
  after.focus();
  after.scrollIntoView({ block: 'nearest' });
}

function activate(line: Line | undefined): void {
  if (line?.kind === 'group') {
    expand(line, !line.expanded);
  } else if (line !== undefined) {
    vscode.postMessage({ kind: 'open', id: line.row.id });
  }
}

function expand({ group: { verdict } }: Extract<Line, { readonly kind: 'group' }>, expanded: boolean): void {
  const others = state.collapsed.filter((one) => one !== verdict);
  change({ collapsed: expanded ? others : [...others, verdict] });
}

/** Right expands a group or moves into it, Left collapses it or moves out to it, as in every tree of VS Code. */
function goSideways(index: number, inward: boolean): void {
  const line = lines[index];
  if (line?.kind === 'group' && line.expanded !== inward) {
    expand(line, inward);
  } else if (inward && line?.kind === 'group') {
    focusRow(index + 1);
  } else if (!inward) {
    const parent = lines.slice(0, index).findLastIndex(({ kind }) => kind === 'group');
    if (parent >= 0) {
      focusRow(parent);
    }
  }
}

function pressInRows(event: KeyboardEvent): void {
  const index = indexOfCurrent();
  const moves: Readonly<Partial<Record<string, () => void>>> = {
    ArrowDown: () => {
      focusRow(index + 1);
    },
    ArrowUp: () => {
      if (index === 0) {
        headers.find(({ tabIndex }) => tabIndex === 0)?.focus();
      } else {
        focusRow(index - 1);
      }
    },
    PageDown: () => {
      focusRow(index + page);
    },
    PageUp: () => {
      focusRow(index - page);
    },
    Home: () => {
      focusRow(0);
    },
    End: () => {
      focusRow(lines.length - 1);
    },
    Enter: () => {
      activate(lines[index]);
    },
    ' ': () => {
      activate(lines[index]);
    },
    ...(state.tree
      ? {
          ArrowRight: () => {
            goSideways(index, true);
          },
          ArrowLeft: () => {
            goSideways(index, false);
          },
        }
      : {}),
  };
  run(moves[event.key], event);
}

/** The headings are one stop for Tab. */
function pressInHeader(event: KeyboardEvent): void {
  const index = headers.findIndex((button) => button === document.activeElement);
  const move = (to: number) => () => {
    const next = headers[Math.min(Math.max(to, 0), headers.length - 1)];
    headers.forEach((button) => {
      button.tabIndex = button === next ? 0 : -1;
    });
    next?.focus();
  };
  const moves: Readonly<Partial<Record<string, () => void>>> = {
    ArrowRight: move(index + 1),
    ArrowLeft: move(index - 1),
    Home: move(0),
    End: move(headers.length - 1),
    ArrowDown: () => {
      focusRow(indexOfCurrent());
    },
  };
  run(moves[event.key], event);
}

function run(action: (() => void) | undefined, event: KeyboardEvent): void {
  if (action !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    action();
  }
}

body.addEventListener('keydown', pressInRows);
table.tHead?.addEventListener('keydown', pressInHeader);
body.addEventListener('click', ({ target }) => {
  const index = [...body.rows].findIndex((row) => target instanceof Node && row.contains(target));
  // A click that ends a text selection does not open the row.
  if (index >= 0 && document.getSelection()?.isCollapsed !== false) {
    focusRow(index);
    activate(lines[index]);
  }
});
headers.forEach((button, index) => {
  const column = columns[index];
  button.addEventListener('click', () => {
    if (column !== undefined) {
      change({ column, descending: column === state.column && !state.descending });
    }
  });
});
filter.addEventListener('input', () => {
  change({ filter: filter.value });
});
filter.addEventListener('keydown', (event) => {
  run(
    event.key === 'ArrowDown'
      ? () => {
          focusRow(indexOfCurrent());
        }
      : event.key === 'Escape' && filter.value !== ''
        ? () => {
            change({ filter: '' });
          }
        : undefined,
    event,
  );
});
tree.addEventListener('click', () => {
  change({ tree: !state.tree });
});
byId('refresh', HTMLButtonElement).addEventListener('click', () => {
  vscode.postMessage({ kind: 'refresh' });
});
byId('export', HTMLButtonElement).addEventListener('click', () => {
  vscode.postMessage({ kind: 'export' });
});
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'f') {
    event.preventDefault();
    filter.select();
  }
});
window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  ({ rows, busy: isBusy } = data);
  render();
});
render();
vscode.postMessage({ kind: 'ready' });
