import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../stage';
import { takeTour, tourPage, undated } from '../tour';

const page = join(__dirname, '..', '..', '..', 'docs', 'tour.md');

export function tour(stage: Stage): void {
  describe('The moving picture of the README', () => {
    it('shows what a user sees today', async () => {
      const today = tourPage(await takeTour(stage));
      const published = readFileSync(page, 'utf8').replaceAll('\r', '');
      assert.equal(undated(published), undated(today), 'docs/tour.md and media/tour.gif are stale: npm run pictures');
    });
  });
}
