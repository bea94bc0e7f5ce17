import { message } from '../../../text/message';
import { element, inAnyOrder, inOrder, many, maybe, optional, required, sources } from '../types';
import { familyWords, osFamilies, recommendedFamily } from '../osFamilies';
import { boolean, choice, choices, name, text, schemaVersion } from '../values';
import { networkConfiguration } from './network';
import { role } from './role';

/** https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-file */

const guestAgentSettings = element(
  'GuestAgentSettings',
  message('What the platform’s agent does on the instances.'),
  sources.sdkConfiguration,
  {
    attributes: [
      optional(
        'cleanupFirewallOnRoleRestart',
        boolean,
        message('Whether the firewall’s rules are set anew when a role restarts.'),
        { fallback: 'true' },
      ),
      optional(
        'allowRoleProcessLocalDumps',
        boolean,
        message('Whether a role’s process that crashes leaves a dump on the instance.'),
        { fallback: 'false' },
      ),
    ],
  },
);

/** Seen in Microsoft’s own files only. */
const serviceSettings = element(
  'ServiceSettings',
  message('Seen in Microsoft’s own files; no published schema says what it is.'),
  sources.samples,
  { open: true },
);

export const configurationNamespace = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration';

export const serviceConfiguration = element(
  'ServiceConfiguration',
  message('The configuration of a cloud service: its roles’ instances, settings and certificates, and its network.'),
  sources.configuration,
  {
    attributes: [
      required('serviceName', name, message('The name of the service definition (.csdef); not the name of a role.'), {
        refersTo: 'service',
        sample: 'ServiceName',
      }),
      required('xmlns', choice(configurationNamespace), message('The namespace of a service configuration.')),
      optional(
        'osFamily',
        // Which families are alive is a matter of a rule of its own.
        choices(
          osFamilies.map((family) => ({
            value: family.family,
            doc: familyWords(family),
            retired: family.retired !== undefined,
          })),
          text,
        ),
        message('The family of the guest operating system.'),
        { sample: recommendedFamily },
      ),
      optional(
        'osVersion',
        choices([{ value: '*', doc: message('The newest release of the family, kept up to date.') }], text),
        message(
          'A release of the guest operating system, such as WA-GUEST-OS-6.19_202005-02. With * it is kept up to date.',
        ),
        { fallback: '*' },
      ),
      optional('schemaVersion', schemaVersion, message('The version of the SDK’s schema that the file follows.'), {
        sample: '2015-04.2.6',
      }),
    ],
    groups: [
      ...inOrder(many(role, 'name'), maybe(networkConfiguration), maybe(guestAgentSettings)),
      // Where it stands is not known: it is not asked about.
      ...inAnyOrder(maybe(serviceSettings)),
    ],
  },
);
