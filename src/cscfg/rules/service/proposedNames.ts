import type { WithName } from '../../service/compareNames';
import type { Named } from '../../service/names';
import { likeness } from '../../likeness';

/** The most names that are proposed in place of one that nobody declares. */
const most = 3;
/** Below this, two names have no more in common than any two words. */
const enough = 0.5;

/** The declared names that have no entry yet, for one that is not declared: what it is misspelt from, then the likest. */
export function proposedNames(
  name: string,
  meant: WithName<Named> | undefined,
  missing: readonly WithName<Named>[],
): readonly string[] {
  const others = missing
    .map((one) => ({ name: one.name.value, rank: likeness(name, one.name.value) }))
    .filter(({ rank }) => rank >= enough)
    .sort((a, b) => b.rank - a.rank)
    .map((one) => one.name);
  return [...(meant === undefined ? [] : [meant.name.value]), ...others].slice(0, most);
}
