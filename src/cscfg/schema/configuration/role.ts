import * as l10n from '@vscode/l10n';
import { element, inAnyOrder, many, maybe, one, optional, required, sources } from '../types';
import { choice, count, name, text, type ValueType } from '../values';

/** https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-role */

const vmName: ValueType = {
  kind: 'pattern',
  pattern: /^(?!-)[A-Za-z0-9-]{1,10}(?<!-)$/,
  problem: ({ attribute, element, value }) =>
    l10n.t(
      'Attribute "{0}" on <{1}> must have 1 to 10 letters, digits and hyphens, and cannot start or end with a hyphen. Its value is "{2}".',
      attribute,
      element,
      value,
    ),
};

const instances = element('Instances', l10n.t('The number of role instances.'), sources.role, {
  attributes: [
    required(
      'count',
      count,
      l10n.t('The number of instances. It must match the roleProfile of a deployment template.'),
      {
        usual: '1',
      },
    ),
  ],
});

const setting = element(
  'Setting',
  l10n.t('The value of a setting that the service definition (.csdef) declares for the role.'),
  sources.role,
  {
    attributes: [
      required('name', name, l10n.t('The name of the setting in the service definition.'), {
        refersTo: 'setting',
        sample: 'SettingName',
      }),
      required('value', text, l10n.t('The value of the setting. It can be empty.')),
    ],
  },
);

const settings = element(
  'ConfigurationSettings',
  l10n.t('The values of the settings of the role in this configuration.'),
  sources.role,
  { groups: inAnyOrder(many(setting, 'name')) },
);

export const certificate = element(
  'Certificate',
  l10n.t('The thumbprint of a certificate that the service definition (.csdef) declares for the role.'),
  sources.role,
  {
    attributes: [
      required(
        'name',
        name,
        l10n.t('The name of the certificate in the service definition, not its name in Key Vault.'),
        {
          refersTo: 'certificate',
          sample: 'CertificateName',
          judgedElsewhere: true,
        },
      ),
      required(
        'thumbprint',
        text,
        l10n.t('The SHA-1 thumbprint of the certificate: 40 uppercase hexadecimal digits without spaces.'),
        { refersTo: 'thumbprint', sample: '0000000000000000000000000000000000000000', judgedElsewhere: true },
      ),
      required(
        'thumbprintAlgorithm',
        choice('sha1'),
        l10n.t(
          'The hash algorithm of the thumbprint. Always sha1, regardless of the signature algorithm of the certificate.',
        ),
        { judgedElsewhere: true },
      ),
      optional(
        'sourceLocation',
        text,
        l10n.t('The path of a certificate file to use instead of a thumbprint. Not part of the published schema.'),
        { judgedElsewhere: true },
      ),
    ],
  },
);

const certificates = element(
  'Certificates',
  l10n.t('The certificates of the role. The platform installs them from Key Vault.'),
  sources.role,
  // A separate rule reports names that are used twice.
  { groups: inAnyOrder(many(certificate)) },
);

const osImage = element('OsImage', l10n.t('The image of a VM role (no longer supported).'), sources.sdkConfiguration, {
  attributes: [required('href', text, l10n.t('The URL of the image in the image repository.'))],
});

const securityConfigurations = element(
  'SecurityConfigurations',
  l10n.t('Used in files from Microsoft. Not part of the published schema.'),
  sources.samples,
  { open: true },
);

export const role = element(
  'Role',
  l10n.t('The configuration of a role that the service definition (.csdef) declares.'),
  sources.role,
  {
    attributes: [
      required('name', name, l10n.t('The name of the role in the service definition.'), {
        refersTo: 'ownRole',
        sample: 'RoleName',
      }),
      optional(
        'vmName',
        vmName,
        l10n.t('The prefix of the computer names of the instances, with at most 10 letters, digits and hyphens.'),
        { sample: 'web' },
      ),
    ],
    groups: inAnyOrder(
      one(instances),
      maybe(settings),
      maybe(certificates),
      maybe(osImage),
      maybe(securityConfigurations),
    ),
  },
);
