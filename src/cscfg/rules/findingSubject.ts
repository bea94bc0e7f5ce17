import { message, type Message } from '../text/message';
import type { Finding } from './rule';

/**
 * What a list of many findings shows before the message of one: the certificate and its role, for such messages are
 * alike. Undefined where the message names its subject. Where the entry is in sight, as in a hover, it is not needed.
 */
export function findingSubject({ entry, role }: Finding): Message | undefined {
  if (entry === undefined) {
    return undefined;
  }
  const [certificate, owner] = [entry.name?.value.trim() ?? '', role?.name?.value.trim() ?? ''];
  if (certificate === '') {
    return owner === '' ? message('Certificate without a name:') : message('Certificate without a name ({0}):', owner);
  }
  return owner === ''
    ? message('Certificate "{0}":', certificate)
    : message('Certificate "{0}" ({1}):', certificate, owner);
}
