/** Elements that nest further are no service's: nothing is looked for among them, for the time it takes grows with the depth. */
export const deepest = 50;

/**
 * Whether elements, or what is begun like one and not ended, nest deeper than `most` in the text. Linear, and no more
 * than an estimate: values are not looked into. Looked for at each keystroke, so without regular expressions.
 */
export function nestsBeyond(text: string, most: number): boolean {
  let depth = 0;
  let ended = text.indexOf('/>');
  let at = text.indexOf('<');
  while (at !== -1) {
    for (; ended !== -1 && ended < at; ended = text.indexOf('/>', ended + 2)) {
      depth = Math.max(depth - 1, 0);
    }
    const next = behind(text, at);
    if (next === -1) {
      return false;
    }
    const mark = text.charAt(at + 1);
    if (mark === '/') {
      depth = Math.max(depth - 1, 0);
    } else if (mark !== '!' && mark !== '?' && ++depth > most) {
      return true;
    }
    if (ended !== -1 && ended < next) {
      ended = text.indexOf('/>', next);
    }
    at = text.indexOf('<', next);
  }
  return false;
}

/** Where to look on behind the `<` at `at`; -1 where what it begins has no end, so that nothing nests behind it. */
function behind(text: string, at: number): number {
  const mark = text.charAt(at + 1);
  if (mark !== '!') {
    return mark === '/' || mark === '?' ? at + 2 : at + 1;
  }
  const stretch = stretches.find(({ begin }) => text.startsWith(begin, at));
  if (stretch === undefined) {
    return at + 2;
  }
  const end = text.indexOf(stretch.end, at + stretch.begin.length);
  return end === -1 ? -1 : end + stretch.end.length;
}

/** Nothing nests in these. */
export const stretches = [
  { begin: '<!--', end: '-->' },
  { begin: '<![CDATA[', end: ']]>' },
] as const;
