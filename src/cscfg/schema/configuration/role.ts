import { message } from '../../../text/message';
import { element, inAnyOrder, many, maybe, one, optional, required, sources } from '../types';
import { choice, count, name, text, type ValueType } from '../values';

/** https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-role */

const vmName: ValueType = {
  kind: 'pattern',
  pattern: /^(?!-)[A-Za-z0-9-]{1,10}(?<!-)$/,
  problem: ({ attribute, element, value }) =>
    message(
      'Attribute "{0}" on <{1}> must have 1 to 10 letters, digits and hyphens, and cannot start or end with a hyphen. Its value is "{2}".',
      attribute,
      element,
      value,
    ),
};

const instances = element('Instances', message('How many instances of the role run.'), sources.role, {
  attributes: [
    required('count', count, message('A whole number; the roleProfile of a deployment template states the same.'), {
      usual: '1',
    }),
  ],
});

const setting = element(
  'Setting',
  message('The value of a setting that the service definition (.csdef) declares for the role.'),
  sources.role,
  {
    attributes: [
      required('name', name, message('The setting’s name, as the service definition declares it.'), {
        refersTo: 'setting',
        sample: 'SettingName',
      }),
      required('value', text, message('What the role’s code reads under that name. It may be empty.')),
    ],
  },
);

const settings = element(
  'ConfigurationSettings',
  message('The values of the role’s settings in this configuration.'),
  sources.role,
  { groups: inAnyOrder(many(setting, 'name')) },
);

export const certificate = element(
  'Certificate',
  message('Which certificate stands behind a name that the service definition (.csdef) declares for the role.'),
  sources.role,
  {
    attributes: [
      required('name', name, message('The certificate’s name in the service definition, not its name in Key Vault.'), {
        refersTo: 'certificate',
        sample: 'CertificateName',
        judgedElsewhere: true,
      }),
      required(
        'thumbprint',
        text,
        message('The SHA-1 thumbprint of the certificate: 40 hexadecimal digits in upper case, without spaces.'),
        { refersTo: 'thumbprint', sample: '0000000000000000000000000000000000000000', judgedElsewhere: true },
      ),
      required(
        'thumbprintAlgorithm',
        choice('sha1'),
        message('How the thumbprint was computed: always sha1, however the certificate is signed.'),
        { judgedElsewhere: true },
      ),
      optional(
        'sourceLocation',
        text,
        message('A path to a certificate file in place of the thumbprint. Seen in Microsoft’s own files only.'),
        { judgedElsewhere: true },
      ),
    ],
  },
);

const certificates = element(
  'Certificates',
  message('The thumbprints of the role’s certificates. The platform takes them from Key Vault.'),
  sources.role,
  // Names that are used twice are a matter of a rule of its own.
  { groups: inAnyOrder(many(certificate)) },
);

const osImage = element(
  'OsImage',
  message('The image of a role of the kind VM role, which is long gone.'),
  sources.sdkConfiguration,
  { attributes: [required('href', text, message('The image’s address in the image repository.'))] },
);

const securityConfigurations = element(
  'SecurityConfigurations',
  message('Seen in Microsoft’s own files; no published schema says what it is.'),
  sources.samples,
  { open: true },
);

export const role = element(
  'Role',
  message('The configuration of a role that the service definition (.csdef) declares under the same name.'),
  sources.role,
  {
    attributes: [
      required('name', name, message('The role’s name in the service definition.'), {
        refersTo: 'ownRole',
        sample: 'RoleName',
      }),
      optional(
        'vmName',
        vmName,
        message('What the computer names of the instances begin with: up to 10 letters, digits and hyphens.'),
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
