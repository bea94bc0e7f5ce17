import type { SyntaxProblem } from '../../../src/xml/problem';
import { readXml } from '../../../src/xml/reader';

export function findSyntaxProblems(text: string): readonly SyntaxProblem[] {
  return readXml(text).problems;
}
