import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import { Overview } from '../overview';
import type { Stage } from '../stage';
import { violations } from '../violations';

export function overview(stage: Stage): void {
  describe('The Certificate Overview', () => {
    const window = inWindow(() => stage.sample());
    const page = (): Overview => new Overview(window().page);
    const names = ['Cloud', 'Local', 'Mistakes', 'Partner', 'Staging', 'Verdicts'];
    const all = (): number =>
      names.flatMap(
        (name) =>
          window()
            .read(`ServiceConfiguration.${name}.cscfg`)
            .match(/<Certificate /g) ?? [],
      ).length;
    const shown = (count: number): string => `${String(count)} of ${String(all())} certificates`;
    const outdated = stage.emulator.thumbprint('contoso-web/3');

    it('is opened from the title of the view, and starts with the most urgent certificates', async () => {
      const { tree } = window();
      await tree.open();
      await tree.row('contoso-web').waitFor();
      await tree.title('Certificate Overview').click();
      await becomes(() => page().status.innerText(), shown(all()));
      const verdicts = await page().texts('verdict');
      assert.equal(verdicts[0], 'Expired');
      assert.equal(verdicts.at(-1), 'Current');
      assert.deepEqual(
        [...new Set(verdicts)],
        verdicts.filter((verdict, index) => verdict !== verdicts[index - 1]),
      );
      await window().picture('overview');
    });

    it('is sorted by a click on a heading, and in the opposite order by another one', async () => {
      const heading = page().heading('Role');
      await heading.getByRole('button').click();
      assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
      assert.equal((await page().texts('role'))[0], 'WebRole');
      await heading.getByRole('button').click();
      assert.equal(await heading.getAttribute('aria-sort'), 'descending');
      assert.equal((await page().texts('role'))[0], 'WorkerRole');
      await window().picture('overview by role');
    });

    it('shows only the certificates that contain the typed words', async () => {
      await page().filter.fill('staging outdated');
      await becomes(() => page().texts('configuration'), ['ServiceConfiguration.Staging.cscfg']);
      assert.equal(await page().status.innerText(), shown(1));
      await window().picture('overview with a filter');
      await page().filter.press('Escape');
      await becomes(() => page().rows.count(), all());
    });

    it('opens the place of a row with a click', async () => {
      await page().filter.fill('Cloud.cscfg outdated');
      await page().row(outdated).locator('td.role').click();
      await window().tab('ServiceConfiguration.Cloud.cscfg').waitFor();
      await window().page.getByText('Ln 16, Col 83 (40 selected)').waitFor();
      await window().picture('place of a row');
    });

    it('is as it was when it is opened again, with the command', async () => {
      await window().run('Cloud Service Certificates: Certificate Overview');
      await becomes(() => page().filter.inputValue(), 'Cloud.cscfg outdated');
      await becomes(() => page().status.innerText(), shown(1));
    });

    it('is sorted, filtered and opened with the keyboard alone', async () => {
      const { page: desktop } = window();
      const keys = (...pressed: readonly string[]): Promise<void> => window().press(...pressed);
      await page().filter.focus();
      await keys('Escape');
      await becomes(() => page().rows.count(), all());
      // Three buttons, then the headings, which are one stop.
      await keys('Tab', 'Tab', 'Tab', 'Tab');
      await keys('Home', 'Enter');
      assert.equal(await page().heading('Verdict').getAttribute('aria-sort'), 'ascending');
      await keys('ArrowDown', 'Home');
      const first = await page().focused.innerText();
      assert.match(first, /Expired/);
      await keys('End');
      assert.match(await page().focused.innerText(), /Current/);
      await keys('Home');
      assert.equal(await page().focused.innerText(), first);
      await keys('ControlOrMeta+f');
      await desktop.keyboard.type('verdicts notyet');
      await becomes(() => page().rows.count(), 0);
      await keys('Escape');
      await becomes(() => page().rows.count(), all());
      await desktop.keyboard.type('verdicts loyalty');
      await becomes(() => page().texts('verdict'), ['Not yet valid']);
      await keys('ArrowDown');
      await window().picture('overview with the keyboard');
      await keys('Enter');
      await window().tab('ServiceConfiguration.Verdicts.cscfg').waitFor();
    });

    it('shows the rows as a tree by verdict, which the arrow keys open and close', async () => {
      const keys = (...pressed: readonly string[]): Promise<void> => window().press(...pressed);
      await window().run('Cloud Service Certificates: Certificate Overview');
      await page().filter.fill('');
      await page().tree.click();
      await becomes(() => page().tree.getAttribute('aria-pressed'), 'true');
      assert.equal(await page().table.getAttribute('role'), 'treegrid');
      const groups = await page().groups.allInnerTexts();
      assert.match(groups[0] ?? '', /Expired \(\d+\)/);
      assert.match(groups.at(-1) ?? '', /Current \(\d+\)/);
      await page().filter.press('ArrowDown');
      await keys('Home', 'ArrowLeft');
      await becomes(() => page().groups.first().getAttribute('aria-expanded'), 'false');
      assert.ok((await page().rows.count()) < all());
      await window().picture('overview as a tree');
      await keys('ArrowRight', 'ArrowRight');
      assert.equal(await page().focused.getAttribute('aria-level'), '2');
      await keys('ArrowLeft');
      assert.equal(await page().focused.getAttribute('aria-level'), '1');
    });

    it('has no fault that axe finds, and is readable in high contrast', async () => {
      assert.deepEqual(await violations(await page().content()), []);
      await chooseTheme('Dark High Contrast', 'hc-black');
      assert.deepEqual(await violations(await page().content()), []);
      await window().picture('overview in high contrast');
      await chooseTheme('Light High Contrast', 'hc-light');
      assert.deepEqual(await violations(await page().content()), []);
      await window().picture('overview in light high contrast');
      await chooseTheme('Dark Modern', 'vs-dark');
    });

    it('moves nothing for a user who wants less motion', async () => {
      const content = await page().content();
      assert.equal(await content.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches"), true);
      const moving = await content.evaluate<readonly string[]>(
        `[...document.querySelectorAll('*')].filter((element) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
          return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth';
        }).map(({ outerHTML }) => outerHTML.slice(0, 120))`,
      );
      assert.deepEqual(moving, []);
    });

    it('has all of its controls in sight at 200 % zoom', async () => {
      const { page: desktop } = window();
      await window().press('ControlOrMeta+b');
      await desktop.setViewportSize({ width: 640, height: 400 });
      await becomes(
        () =>
          page()
            .frame.locator('header')
            .evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth),
        true,
      );
      await page().rows.first().waitFor();
      await window().picture('overview at 200 percent');
      await desktop.setViewportSize({ width: 1280, height: 800 });
      await window().press('ControlOrMeta+b');
      await page().tree.click();
    });

    it('shows no notification or dialog', async () => {
      await becomes(() => window().interruptions(), []);
    });

    async function chooseTheme(name: string, look: string): Promise<void> {
      const workbench = window();
      await workbench.run('Preferences: Color Theme');
      await workbench.quickInput.type(name);
      await workbench.press('Enter');
      await workbench.page.locator(`.monaco-workbench.${look}`).waitFor();
      await workbench.quickInput.box.waitFor({ state: 'hidden' });
    }
  });
}
