import { createHash } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { becomes } from './becomes';
import type { Stage } from './stage';
import type { Workbench } from './workbench';

const file = 'ServiceConfiguration.Cloud.cscfg';

/** One picture of the tour, and the same as Markdown. */
export interface Scene {
  readonly title: string;
  readonly text: string;
  /** PNG. */
  readonly picture: Buffer;
}

/** Goes from a problem to its fix, as a new user does. The texts of the scenes are those on the screen. */
export async function takeTour(stage: Stage): Promise<readonly Scene[]> {
  const workbench = await stage.anotherSample();
  const { editor, page, tree } = workbench;
  const outdated = stage.emulator.thumbprint('contoso-web/3');
  await page.setViewportSize({ width: 1120, height: 640 });
  await workbench.openFile(file);
  await workbench.run('View: Close Primary Side Bar');
  await becomes(() => workbench.problems(), 'Errors: 2, Warnings: 1, Infos: 2');
  const scenes: Scene[] = [];
  const scene = async (title: string, text: string): Promise<void> => {
    scenes.push({ title, text, picture: await page.screenshot({ animations: 'disabled' }) });
  };

  await scene('Problems are underlined while you type', await lineOf(workbench, 'name="Web"', 'contoso-web'));
  const hover = await editor.pointAt(outdated, 'Issuer');
  await scene('The hover explains a problem', facts(await hover.innerText()));
  await editor.click(outdated);
  const fixes = await editor.quickFixes();
  await scene('Quick fixes offer what helps', fixes.map((fix) => `- ${fix}`).join('\n'));
  await editor.takeFix('Update to the newest version of contoso-web');
  await becomes(() => workbench.problems(), 'Errors: 2, Infos: 2');
  await scene('The fix changes only the thumbprint', await lineOf(workbench, 'name="Web"', '355 d'));
  await tree.open();
  await tree.row('contoso-api').waitFor();
  await becomes(() => page.locator('.sidebar .monaco-progress-container.active').count(), 0);
  await scene('The view lists the certificates of your key vaults', await rowsOf(tree.rows, /^contoso-/));
  await workbench.close();
  return withStableThumbprints(scenes);
}

/** A line when its inlay hint contains `hint`, with the hint below it. */
async function lineOf({ editor }: Workbench, text: string, hint: string): Promise<string> {
  const line = editor.line(text).filter({ hasText: hint });
  await line.waitFor();
  const [, before, inlay, after] = /^ *(.*?) ?(= contoso.*?)( \w+=.*)$/.exec(plain(await line.innerText())) ?? [];
  return ['```xml', `${String(before)}${String(after)}`, inlay, '```'].join('\n');
}

/** The message of a hover and the facts below its links, as code, so that the names in it do not become links. */
function facts(hover: string): string {
  const [message = '', ...rest] = plain(hover)
    .split('\n')
    .map((line) => line.replace(/cscfg\(?certificate-outdated\)?$/, '').trim())
    .filter((line) => line !== '' && !line.includes(' · '));
  return [message, '', '```text', ...rest.slice(0, 7), '```'].join('\n');
}

/** What a screen reader reads of the certificates of a vault. */
async function rowsOf(rows: Locator, name: RegExp): Promise<string> {
  const texts = await Promise.all((await rows.all()).map((row) => row.getAttribute('aria-label')));
  return texts
    .filter((text) => text !== null && name.test(text))
    .map((text) => `- ${String(text)}`)
    .join('\n');
}

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

/** Each run has other certificates. */
function withStableThumbprints(scenes: readonly Scene[]): readonly Scene[] {
  const known = new Map<string, string>();
  const stable = (thumbprint: string): string => {
    const other = known.get(thumbprint) ?? createHash('sha1').update(String(known.size)).digest('hex').toUpperCase();
    known.set(thumbprint, other);
    return other;
  };
  return scenes.map((scene) => ({ ...scene, text: scene.text.replaceAll(/\b[0-9A-F]{40}\b/g, stable) }));
}

/** docs/tour.md. */
export function tourPage(scenes: readonly Scene[]): string {
  const head = '# Tour\n\nWhat the moving picture of the README shows, as text.';
  return [head, ...scenes.map(({ title, text }) => `## ${title}\n\n${text}`)].join('\n\n') + '\n';
}

/** The page without what the calendar changes, and without what appears while files and certificates are still read. */
export function undated(page: string): string {
  return page
    .replaceAll(/\d{4}-\d\d-\d\d/g, 'DATE')
    .replaceAll(/\d+ d(?:ays)?\b/g, 'DAYS')
    .replaceAll(/\(\d+\)…/g, '(USES)…')
    .replaceAll(', unusable · ', ', ');
}
