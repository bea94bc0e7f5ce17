import * as vscode from 'vscode';
import { until } from './until';
import { watched, type Question } from './watch';

/**
 * Milliseconds after which a key without effect is pressed again, because the list was not open yet. On a busy machine
 * the effect is visible late, and a second key would answer the next question.
 */
const again = 1500;

/** The open question, as soon as it has items and is not busy. */
export async function question(): Promise<Question> {
  const open = (): Question | undefined => watched.questions.findLast(({ isAnswered }) => !isAnswered);
  const found = await until(
    'A question is asked',
    open,
    (one) => one !== undefined && !one.isBusy() && one.items().length > 0,
  );
  if (found === undefined) {
    throw new Error('No question is asked.');
  }
  return found;
}

export async function offered(): Promise<readonly string[]> {
  return (await question()).items().map(({ label }) => label);
}

/** Accepts the proposed item, or the item whose label ends with `label`. */
export async function answer(label?: string): Promise<void> {
  const open = await question();
  const item = label === undefined ? undefined : open.items().find((one) => one.label.endsWith(label));
  if (label !== undefined && item === undefined) {
    throw new Error(`${open.title}: ${label} is not among ${(await offered()).join(', ')}.`);
  }
  if (item !== undefined && open.choose === undefined) {
    await press('workbench.action.quickOpenSelectNext', `${label ?? ''} is in focus`, () => open.focused === item);
  } else if (label !== undefined) {
    await focus(open, label);
  }
  await press('workbench.action.acceptSelectedQuickOpenItem', 'The question is answered', () => open.isAnswered);
}

/** Accepts an item that keeps the question open and then disappears from it. */
export async function take(label: string): Promise<void> {
  const open = await question();
  await focus(open, label);
  const isOffered = (): boolean => open.items().some((one) => one.label.endsWith(label));
  await press('workbench.action.acceptSelectedQuickOpenItem', `${label} is taken`, () => !isOffered());
}

async function focus(open: Question, label: string): Promise<void> {
  await until(
    `${label} is in focus`,
    () => focused(open, label),
    (isFocused) => isFocused,
  );
}

/** A refilled list focuses its first item again, and the editor reports the active item with a delay. */
function focused(open: Question, label: string): boolean {
  const isThere = open.focused?.label.endsWith(label) === true;
  const item = open.items().find((one) => one.label.endsWith(label));
  if (!isThere && item !== undefined) {
    open.choose?.(item);
  }
  return isThere;
}

export async function escape(): Promise<void> {
  const open = await question();
  await press('workbench.action.closeQuickOpen', 'The question is closed', () => open.isAnswered);
}

/** Presses a key until it takes effect: it does nothing before the list is open. */
async function press(command: string, what: string, isDone: () => boolean): Promise<void> {
  let pressed = -Infinity;
  await until(
    what,
    async () => {
      if (!isDone() && performance.now() - pressed > again) {
        await vscode.commands.executeCommand(command);
        pressed = performance.now();
      }
      return isDone();
    },
    (done) => done,
  );
}
