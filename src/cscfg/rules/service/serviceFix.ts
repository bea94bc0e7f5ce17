import type { CscfgDocument } from '../../document';
import { removeElement } from '../../../xml/edit';
import type { FileEdits } from '../../service/edits';
import type { ServiceFile } from '../../service/service';
import type { XmlElement } from '../../../xml/tree';
import type { TextEdit } from '../../../text/span';
import { textFix } from '../fixes';
import type { TextFix } from '../rule';

export const mostCopies = 3;

type Options = Partial<Pick<TextFix, 'preferred' | 'reveals'>>;

export function* fixHere(title: string, edits: readonly TextEdit[], options: Options = {}): Generator<TextFix> {
  if (edits.length > 0) {
    yield textFix(title, edits, options);
  }
}

export function* fixThere(
  title: string,
  { file }: ServiceFile,
  edits: readonly TextEdit[],
  options: Options = {},
): Generator<TextFix> {
  yield* fixEverywhere(title, [], [{ file, edits }], options);
}

export function* fixEverywhere(
  title: string,
  edits: readonly TextEdit[],
  elsewhere: readonly FileEdits[],
  options: Options = {},
): Generator<TextFix> {
  const changed = elsewhere.filter((one) => one.edits.length > 0);
  if (edits.length > 0 || changed.length > 0) {
    yield { ...textFix(title, edits, options), elsewhere: changed };
  }
}

export function removal({ text }: CscfgDocument, element: XmlElement): readonly TextEdit[] {
  return [removeElement(text, element)];
}
