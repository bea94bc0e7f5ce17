import { setAttribute } from '../../edits/attributes';
import { isTyped } from '../../edits/layout';
import { isPlainName, isSameName } from '../../service/names';
import { message } from '../../text/message';
import { references } from '../references';
import type { Rule } from '../rule';
import { agreementOf, nameSpan, relatedTo } from './agreement';
import { fixHere, fixThere } from './serviceFix';

export const serviceNameMismatch: Rule = {
  code: 'service-name-mismatch',
  severity: 'error',
  summary: 'The configuration and the definition name the service differently',
  remedy: 'Take the other’s name',
  reference: references.agreement,
  *check(document, context) {
    const agreement = agreementOf(document, context);
    const { element, serviceName: name } = document.model;
    if (agreement === undefined || element === undefined || !isTyped(document.text, element)) {
      return;
    }
    const { file, root } = agreement;
    const declared = agreement.definition.name;
    if (isPlainName(name) && isPlainName(declared) && !isSameName(name.value, declared.value)) {
      yield {
        span: nameSpan(element, name),
        message: message(
          'The service is {0} here, {1} in {2}. Give it one name.',
          name.value,
          declared.value,
          file.name,
        ),
        related: [relatedTo(file, { element: root, name: declared }, message('The definition names it here'))],
        element,
      };
    }
  },
  *fixes({ element }, document, context) {
    const agreement = agreementOf(document, context);
    const name = document.model.serviceName?.value;
    const declared = agreement?.definition.name?.value;
    if (agreement === undefined || element === undefined || name === undefined || declared === undefined) {
      return;
    }
    const { file, root } = agreement;
    const here = [setAttribute(document.text, element, 'serviceName', declared)];
    yield* fixHere(message('Name the service {0} here', declared), here, { preferred: true });
    const there = [setAttribute(file.document.text, root, 'name', name)];
    yield* fixThere(message('Name the service {0} in {1}', name, file.name), file, there);
  },
};
