import { isTransformDocument } from '../../schema/transform';
import { message } from '../../text/message';
import { classifyThumbprint } from '../../thumbprint';
import { attributeSpan, causeOf, isBroken, ofEntries } from '../entryProblems';
import { candidateFixes } from '../candidates';
import { chooseFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';

export const thumbprintMissing: Rule = {
  code: 'thumbprint-missing',
  severity: 'error',
  summary: 'A certificate has no thumbprint',
  remedy: 'Choose from Key Vault',
  reference: references.schema,
  appliesToTransforms: true,
  check: ofEntries((entry, _role, document) => {
    const { thumbprint, sourceLocation, name } = entry;
    const isLeftOut = thumbprint === undefined && isTransformDocument(document);
    if (isLeftOut || isBroken(thumbprint) || sourceLocation !== undefined) {
      return undefined;
    }
    return classifyThumbprint(thumbprint?.value ?? '').kind !== 'missing'
      ? undefined
      : {
          ...causeOf(entry, 'thumbprint'),
          span: attributeSpan(entry, thumbprint),
          message:
            name === undefined || name.value.trim() === ''
              ? message('The certificate has no thumbprint. Choose it from Key Vault, or paste its 40 digits.')
              : message(
                  'The certificate {0} has no thumbprint. Choose it from Key Vault, or paste its 40 digits.',
                  name.value,
                ),
        };
  }),
  *fixes({ entry }, document, context) {
    if (entry !== undefined) {
      yield* candidateFixes(document, entry, context);
      yield chooseFix(entry);
    }
  },
};
