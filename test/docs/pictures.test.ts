import assert from 'node:assert/strict';
import { statSync } from 'node:fs';

/** The largest size of each picture, in bytes. */
const limits: Readonly<Record<string, number>> = {
  'icon.png': 20_000,
  'screenshot.png': 100_000,
  'tour.gif': 1_500_000,
};

describe('The pictures', () => {
  for (const [name, limit] of Object.entries(limits)) {
    it(`keep media/${name} below ${String(limit)} bytes`, () => {
      assert.ok(statSync(`media/${name}`).size <= limit);
    });
  }
});
