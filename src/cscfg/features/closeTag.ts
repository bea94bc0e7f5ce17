import { closerOf, placeAt } from '../completion/place';
import { readTags, type Tag } from '../completion/readTags';

/**
 * What is to be inserted at `offset` (UTF-16 units), right behind a `>` or a `</` that was just typed: the close tag of
 * the element that it opened, or the rest of the close tag of the innermost open one. Undefined where the element has
 * its close tag already.
 */
export function closeTagBehind(text: string, offset: number): string | undefined {
  if (text[offset - 1] === '>') {
    return behindOpenTag(text, offset);
  }
  return text.startsWith('</', offset - 2) ? restOfCloseTag(text, offset) : undefined;
}

function behindOpenTag(text: string, offset: number): string | undefined {
  const tags = tagsOf(text);
  const index = tags.findIndex(({ span }) => span.end === offset);
  const tag = tags[index];
  return tag?.kind === 'open' && tag.name !== '' && !isClosed(tags, index) ? `</${tag.name}>` : undefined;
}

function restOfCloseTag(text: string, offset: number): string | undefined {
  const place = placeAt(text, offset);
  const open = place?.around.at(-1)?.tag;
  if (place?.kind !== 'close' || place.tag.name !== '' || open === undefined) {
    return undefined;
  }
  const others = tagsOf(text).filter(({ span }) => span.start !== place.tag.span.start);
  const isNeeded = !isClosed(
    others,
    others.findIndex(({ span }) => span.start === open.span.start),
  );
  const end = /^\s*>/.test(text.slice(offset)) ? '' : '>';
  return isNeeded ? open.name + end : undefined;
}

function isClosed(tags: readonly Tag[], index: number): boolean {
  const closer = closerOf(tags, index);
  return closer !== index && tags[closer]?.name === tags[index]?.name;
}

function tagsOf(text: string): readonly Tag[] {
  return readTags(text).filter((one): one is Tag => one.kind !== 'markup');
}
