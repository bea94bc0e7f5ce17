/**
 * Whether elements, or what is begun like one and not ended, nest deeper than `most` in the text. Linear, and no more
 * than an estimate: values are not looked into.
 */
export function nestsBeyond(text: string, most: number): boolean {
  const marks = /<!--|<!\[CDATA\[|<[/!?]?|\/>/g;
  let depth = 0;
  for (let mark = marks.exec(text)?.[0]; mark !== undefined; mark = marks.exec(text)?.[0]) {
    const end = ends.get(mark);
    if (end !== undefined) {
      const at = text.indexOf(end, marks.lastIndex);
      if (at === -1) {
        return false;
      }
      marks.lastIndex = at + end.length;
    } else if (mark === '<' && ++depth > most) {
      return true;
    } else if (mark === '</' || mark === '/>') {
      depth = Math.max(depth - 1, 0);
    }
  }
  return false;
}

/** What ends a stretch in which nothing nests. */
const ends: ReadonlyMap<string, string> = new Map([
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
]);
