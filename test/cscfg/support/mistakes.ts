import assert from 'node:assert/strict';
import { documentOf, applyEdits, markSpan } from './texts';

/** A text with one mistake, whose place is marked; what is said of it; and the whole text as the first fix leaves it. */
export type Mistake = readonly [marked: string, message: string, fixed?: string];

/** Each of these mistakes is reported once, at its place, and is gone after its first fix. */
export function describeMistakes(title: string, mistakes: readonly Mistake[]): void {
  describe(title, () => {
    for (const [marked, message, fixed] of mistakes) {
      const how = fixed === undefined ? 'no way to fix it' : JSON.stringify(fixed);
      it(`in ${JSON.stringify(marked)}: ${message} → ${how}`, () => {
        const text = marked.replaceAll('|', '');
        const { syntaxProblems } = documentOf(text);
        assert.deepEqual(
          syntaxProblems.map((problem) => [markSpan(text, problem.span), problem.message]),
          [[marked, message]],
        );
        const [first] = syntaxProblems[0]?.edits ?? [];
        assert.equal(first && applyEdits(text, first.edits), fixed);
        assert.deepEqual(fixed === undefined ? [] : documentOf(fixed).syntaxProblems, []);
      });
    }
  });
}
