import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const file = 'ServiceConfiguration.Verdicts.cscfg';

/** Words that no sentence in the pseudo language contains, and no name in the sample service either. */
const english = /\b(?:the|is|are|was|has|of|not|no|it|only|newest|expires|expired|find|show|add)\b/i;

function assertTranslated(texts: readonly string[]): void {
  const written = texts.filter((text) => text !== '');
  assert.ok(written.length > 0);
  assert.deepEqual(
    written.filter((text) => english.test(text) || !/[^\p{ASCII}]/u.test(text)),
    [],
  );
}

/** VS Code in a language in which every letter of a translated text has an accent. */
export function anotherLanguage(stage: Stage): void {
  describe('In another language', () => {
    const window = inWindow(async () => {
      const workbench = await stage.translated();
      await workbench.openFile(file);
      return workbench;
    });

    it('the hovers of a thumbprint and of an element are translated', async () => {
      const { editor } = window();
      const hover = await editor.pointAt(stage.emulator.thumbprint('contoso-api'), /contoso-api/);
      assertTranslated(await hover.locator('p').allInnerTexts());
      await window().picture('hover in another language');
      await editor.pointAway();
      // The texts of the schema are constants, so they show whether translations are loaded first.
      await editor.line('<Instances').getByText('Instances').first().click();
      await window().run('Show or Focus Hover');
      assertTranslated([await editor.hover.first().locator('p').first().innerText()]);
      await window().press('Escape');
    });

    it('every problem is translated', async () => {
      const { page, editor } = window();
      await editor.squiggles('error').first().waitFor();
      await window().run('Problems: Focus on Problems View');
      const messages = page.locator('.markers-panel .monaco-list-row .marker-message-details-container');
      await becomes(async () => (await messages.count()) > 5, true);
      assertTranslated((await messages.allInnerTexts()).map((text) => text.split('\n', 1)[0] ?? ''));
      await window().picture('problems in another language');
    });

    it('the tree and the commands are translated', async () => {
      const { page } = window();
      await page.locator('.activitybar .action-item:has([class*="cscfg"])').click();
      const descriptions = page.locator('.tree-explorer-viewlet-tree-view .label-description');
      await becomes(async () => (await descriptions.count()) > 3, true);
      assertTranslated(await descriptions.allInnerTexts());
      const buttons = page.locator('.sidebar .title-actions a.action-label.codicon').filter({ visible: true });
      const names = await Promise.all((await buttons.all()).map((one) => one.getAttribute('aria-label')));
      assert.ok(names.filter((name) => /[^\p{ASCII}]/u.test(name ?? '')).length >= 3, String(names));
      await window().picture('tree in another language');
    });
  });
}
