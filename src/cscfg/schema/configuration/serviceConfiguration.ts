import { message } from '../../../text/message';
import { element, inAnyOrder, inOrder, many, maybe, optional, required, sources } from '../types';
import { familyWords, osFamilies, recommendedFamily } from '../osFamilies';
import { boolean, choice, choices, name, text, schemaVersion } from '../values';
import { networkConfiguration } from './network';
import { role } from './role';

/** https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-file */

const guestAgentSettings = element(
  'GuestAgentSettings',
  message('The settings of the guest agent on the instances.'),
  sources.sdkConfiguration,
  {
    attributes: [
      optional(
        'cleanupFirewallOnRoleRestart',
        boolean,
        message('Whether the firewall rules are reset when a role restarts.'),
        { fallback: 'true' },
      ),
      optional(
        'allowRoleProcessLocalDumps',
        boolean,
        message('Whether a crash of a role process writes a dump file on the instance.'),
        { fallback: 'false' },
      ),
    ],
  },
);

/** Seen in Microsoft’s own files only. */
const serviceSettings = element(
  'ServiceSettings',
  message('Used in files from Microsoft. Not part of the published schema.'),
  sources.samples,
  { open: true },
);

export const configurationNamespace = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration';

export const serviceConfiguration = element(
  'ServiceConfiguration',
  message('The configuration of a cloud service: its role instances, settings, certificates and network.'),
  sources.configuration,
  {
    attributes: [
      required(
        'serviceName',
        name,
        message('The name of the service in the service definition (.csdef). It cannot be the name of a role.'),
        {
          refersTo: 'service',
          sample: 'ServiceName',
        },
      ),
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
        message('The guest OS family.'),
        { sample: recommendedFamily },
      ),
      optional(
        'osVersion',
        choices([{ value: '*', doc: message('The newest release of the family, with automatic updates.') }], text),
        message('The guest OS release, such as WA-GUEST-OS-6.19_202005-02. Use * for automatic updates.'),
        { fallback: '*' },
      ),
      optional('schemaVersion', schemaVersion, message('The version of the SDK schema.'), {
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
