import { message } from '../../text/message';
import { attributeSpan, causeOf, isBroken, ofEntries } from '../entryProblems';
import { references } from '../references';
import type { Rule } from '../rule';

export const certificateNameMissing: Rule = {
  code: 'certificate-name-missing',
  severity: 'error',
  summary: 'A certificate has no name',
  remedy: '',
  reference: references.schema,
  check: ofEntries((entry) => {
    const { name } = entry;
    return isBroken(name) || (name?.value ?? '').trim() !== ''
      ? undefined
      : {
          ...causeOf(entry, 'name'),
          span: attributeSpan(entry, name),
          message: message('The certificate has no name. Give it the one the service definition (.csdef) declares.'),
        };
  }),
};
