import type { CscfgDocument } from '../document';
import { normalizedThumbprint } from '../thumbprint';
import { setAttribute } from '../edits/attributes';
import type { TextEdit } from '../text/span';
import { check, proposedFixes } from './check';
import type { CheckContext, Finding } from './rule';

/**
 * What "fix all" writes: the fixes that need no judgement, of every finding at once. A thumbprint that has hidden
 * characters and is not written as it should be either is written anew, so that one "fix all" is enough.
 */
export function fixAll(document: CscfgDocument, context: CheckContext): readonly TextEdit[] {
  return check(document, context).flatMap((finding) => {
    const fix = proposedFixes(finding, document, context).find((one) => one.kind === 'edit' && one.automatic);
    if (fix?.kind !== 'edit') {
      return [];
    }
    return wholeThumbprint(finding, document, context) ?? fix.edits;
  });
}

function wholeThumbprint(
  { code, entry }: Finding,
  { text }: CscfgDocument,
  { levels }: CheckContext,
): readonly TextEdit[] | undefined {
  const thumbprint = normalizedThumbprint(entry?.thumbprint?.value ?? '');
  const both = code === 'thumbprint-hidden-characters' && levels['thumbprint-style'] !== 'off';
  return both && entry !== undefined && thumbprint !== undefined
    ? [setAttribute(text, entry.element, 'thumbprint', thumbprint)]
    : undefined;
}
