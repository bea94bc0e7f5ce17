import { inWindow } from '../journey';
import type { Stage } from '../stage';

const file = 'ServiceConfiguration.Mistakes.cscfg';

export function mistakes(stage: Stage): void {
  describe('A file full of mistakes', () => {
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      await workbench.openFile(file);
      return workbench;
    });

    it('is underlined without a vault', async () => {
      const { editor } = window();
      await editor.squiggles('error').first().waitFor();
      await editor.squiggles('info').first().waitFor();
      await window().picture('mistakes');
    });

    it('is fixed by Fix All where a fix is unambiguous, and unchanged elsewhere', async () => {
      const workbench = window();
      const original = workbench.read(file);
      await workbench.run('Fix All');
      const thumbprint = (token: string): string => stage.emulator.thumbprint(token);
      const spaced = (token: string, between: string): string => (thumbprint(token).match(/../g) ?? []).join(between);
      const fixed = original
        .replace('\u200e', '')
        .replace(spaced('contoso-api', ' ').toLowerCase(), thumbprint('contoso-api'))
        .replace(spaced('contoso-orders-worker', ':'), thumbprint('contoso-orders-worker'))
        .replace(thumbprint('contoso-wildcard').toLowerCase(), thumbprint('contoso-wildcard'))
        .replace('"SHA256"', '"sha1"')
        .replace(/(name="Loyalty" thumbprint="\w+") \/>/, '$1 thumbprintAlgorithm="sha1" />');
      await workbench.editor.thumbprint(thumbprint('contoso-api')).waitFor();
      await workbench.saves(file, fixed);
      await workbench.picture('mistakes after Fix All');
      await workbench.press('ControlOrMeta+z');
      await workbench.saves(file, original);
    });
  });
}
