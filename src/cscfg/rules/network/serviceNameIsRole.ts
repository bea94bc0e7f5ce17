import { message } from '../../text/message';
import { valueSpanOf } from '../elementSpans';
import { references } from '../references';
import type { Rule } from '../rule';

/** Told apart by case, as far as is known: only the very same name is certain to fail. */
export const serviceNameIsRole: Rule = {
  code: 'service-name-is-role',
  severity: 'error',
  summary: 'The service has the name of one of its roles',
  remedy: '',
  reference: references.serviceName,
  *check({ model }) {
    const { serviceName, roles } = model;
    const role = roles.find(({ name }) => name !== undefined && name.value !== '' && name.value === serviceName?.value);
    if (serviceName !== undefined && role?.name !== undefined) {
      yield {
        span: valueSpanOf(serviceName),
        message: message('A role is called {0} too: the deployment would fail. Rename one of them.', serviceName.value),
        related: [{ span: valueSpanOf(role.name), message: message('The role is here') }],
      };
    }
  },
};
