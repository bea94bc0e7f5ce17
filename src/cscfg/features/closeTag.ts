import { closeTagBehind as behind } from '../../xml/cursor';
import { readXml } from '../../xml/reader';

/** What is to be inserted at `offset` (UTF-16 units), right behind a `>` or a `</` that was just typed, if anything. */
export function closeTagBehind(text: string, offset: number): string | undefined {
  return behind(readXml(text), offset);
}
