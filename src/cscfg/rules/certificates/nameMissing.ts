import { message } from '../../text/message';
import { attributeSpan, isBroken, isMisspelt, ofEntries } from '../entryProblems';
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
    return isBroken(name) || isMisspelt(entry, 'name') || (name?.value ?? '').trim() !== ''
      ? undefined
      : {
          span: attributeSpan(entry, name),
          message: message('The certificate has no name. Give it the one the service definition (.csdef) declares.'),
        };
  }),
};
