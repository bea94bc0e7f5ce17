import { message } from '../text/message';
import type { ValueType } from './valueType';

/** `2015-04.2.6` and its kin. Every SDK accepts its own only, so that no more than the form is certain. */
export const schemaVersion: ValueType = {
  kind: 'pattern',
  pattern: /^(?:unspecified|\d{4}-\d{2}\.\d+\.\d+)$/,
  words: message('a version such as 2015-04.2.6'),
  usual: [{ value: '2015-04.2.6', doc: message('Azure SDK 2.6 to 2.9') }],
};
