import * as l10n from '@vscode/l10n';
import { element, inAnyOrder, inOrder, many, maybe, optional, required, sources } from '../types';
import { familyWords, osFamilies, recommendedFamily } from '../osFamilies';
import { boolean, choice, choices, name, text, schemaVersion } from '../values';
import { networkConfiguration } from './network';
import { role } from './role';

/** https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-file */

const guestAgentSettings = element(
  'GuestAgentSettings',
  l10n.t('The settings of the guest agent on the instances.'),
  sources.sdkConfiguration,
  {
    attributes: [
      optional(
        'cleanupFirewallOnRoleRestart',
        boolean,
        l10n.t('Whether the firewall rules are reset when a role restarts.'),
        { fallback: 'true' },
      ),
      optional(
        'allowRoleProcessLocalDumps',
        boolean,
        l10n.t('Whether a crash of a role process writes a dump file on the instance.'),
        { fallback: 'false' },
      ),
    ],
  },
);

/** Occurs in Microsoft’s own files only. */
const serviceSettings = element(
  'ServiceSettings',
  l10n.t('Used in files from Microsoft. Not part of the published schema.'),
  sources.samples,
  { open: true },
);

export const configurationNamespace = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration';

export const serviceConfiguration = element(
  'ServiceConfiguration',
  l10n.t('The configuration of a cloud service: its role instances, settings, certificates and network.'),
  sources.configuration,
  {
    attributes: [
      required(
        'serviceName',
        name,
        l10n.t('The name of the service in the service definition (.csdef). It cannot be the name of a role.'),
        {
          refersTo: 'service',
          sample: 'ServiceName',
        },
      ),
      required('xmlns', choice(configurationNamespace), l10n.t('The namespace of a service configuration.')),
      optional(
        'osFamily',
        // Another rule checks which families are supported.
        choices(
          osFamilies.map((family) => ({
            value: family.family,
            doc: familyWords(family),
            retired: family.retired !== undefined,
          })),
          text,
        ),
        l10n.t('The guest OS family.'),
        { sample: recommendedFamily },
      ),
      optional(
        'osVersion',
        choices([{ value: '*', doc: l10n.t('The newest release of the family, with automatic updates.') }], text),
        l10n.t('The guest OS release, such as WA-GUEST-OS-6.19_202005-02. Use * for automatic updates.'),
        { fallback: '*' },
      ),
      optional('schemaVersion', schemaVersion, l10n.t('The version of the SDK schema.'), {
        sample: '2015-04.2.6',
      }),
    ],
    groups: [
      ...inOrder(many(role, 'name'), maybe(networkConfiguration), maybe(guestAgentSettings)),
      // Its place is unknown, so that completion does not offer it.
      ...inAnyOrder(maybe(serviceSettings)),
    ],
  },
);
