import { readXml } from '../../xml/reader';
import type { SyntaxProblem } from '../../xml/problem';

export type { SyntaxProblem } from '../../xml/problem';

export function findSyntaxProblems(text: string): readonly SyntaxProblem[] {
  return readXml(text).problems;
}
