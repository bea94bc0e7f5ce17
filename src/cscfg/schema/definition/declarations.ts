import * as l10n from '@vscode/l10n';
import { element, inAnyOrder, inOrder, many, one, optional, required, sources } from '../types';
import { boolean, choices, filled, identifier, positive, text } from '../values';

const setting = element(
  'Setting',
  l10n.t('A setting of the role. Each configuration sets its value.'),
  sources.webRole,
  {
    attributes: [
      required('name', identifier, l10n.t('The name of the setting, as used in the configurations.'), {
        sample: 'SettingName',
      }),
    ],
  },
);

export const settings = element(
  'ConfigurationSettings',
  l10n.t('The settings of the role. The configurations (.cscfg) set their values.'),
  sources.webRole,
  { groups: inAnyOrder(many(setting, 'name')) },
);

export const stores = choices(
  [
    { value: 'My', doc: l10n.t('Personal certificates, which have a private key.') },
    { value: 'Root', doc: l10n.t('Trusted root authorities.') },
    { value: 'CA', doc: l10n.t('Intermediate authorities.') },
    { value: 'Trust', doc: l10n.t('Enterprise trust.') },
    { value: 'Disallowed', doc: l10n.t('Certificates that are not trusted.') },
    { value: 'TrustedPeople', doc: l10n.t('Trusted people.') },
    { value: 'TrustedPublisher', doc: l10n.t('Trusted publishers.') },
    { value: 'AuthRoot', doc: l10n.t('Third-party root authorities.') },
    { value: 'AddressBook', doc: l10n.t('Other people.') },
  ],
  filled,
);

export const storeLocations = choices([
  { value: 'LocalMachine', doc: l10n.t('The certificate stores of the virtual machine.') },
  { value: 'CurrentUser', doc: l10n.t('The certificate stores of the user that runs the role.') },
]);

const certificate = element(
  'Certificate',
  l10n.t('A certificate to install on the virtual machines of the role. The configurations set its thumbprint.'),
  sources.webRole,
  {
    attributes: [
      required('name', identifier, l10n.t('The name of the certificate, as used in the configurations.'), {
        sample: 'CertificateName',
      }),
      required('storeLocation', storeLocations, l10n.t('The location of the certificate store.')),
      required('storeName', stores, l10n.t('The name of the certificate store. It is created if it does not exist.')),
      optional(
        'permissionLevel',
        choices([
          { value: 'limitedOrElevated', doc: l10n.t('Every process of the role can use the private key.') },
          { value: 'elevated', doc: l10n.t('Only elevated processes can use the private key.') },
        ]),
        l10n.t('Which processes of the role can use the private key.'),
        { fallback: 'limitedOrElevated' },
      ),
    ],
  },
);

export const certificates = element(
  'Certificates',
  l10n.t('The certificates of the role and the stores where they are installed.'),
  sources.webRole,
  { groups: inAnyOrder(many(certificate, 'name')) },
);

const moduleImport = element('Import', l10n.t('Adds a module of the platform to the role.'), sources.webRole, {
  attributes: [
    optional(
      'moduleName',
      choices(
        ['Diagnostics', 'RemoteAccess', 'RemoteForwarder'].map((value) => ({
          value,
          doc: l10n.t('Must be removed before a deployment to Cloud Services (extended support).'),
          retired: true,
        })),
        text,
      ),
      l10n.t('The name of the module. Cloud Services (extended support) uses extensions instead.'),
    ),
  ],
});

export const imports = element('Imports', l10n.t('The modules of the platform that the role uses.'), sources.webRole, {
  groups: inAnyOrder(many(moduleImport)),
});

export const localStorage = element(
  'LocalStorage',
  l10n.t('A folder on the local disk that the role code finds by name.'),
  sources.webRole,
  {
    attributes: [
      required('name', identifier, l10n.t('The name that the role code uses.'), { sample: 'StorageName' }),
      optional('sizeInMB', positive, l10n.t('The size of the folder in megabytes.'), { sample: '1000' }),
      optional('cleanOnRoleRecycle', boolean, l10n.t('Whether the folder is cleared when the role restarts.'), {
        fallback: 'true',
      }),
    ],
  },
);

export const localResources = element('LocalResources', l10n.t('The local folders of the role.'), sources.webRole, {
  groups: inAnyOrder(many(localStorage, 'name')),
});

const sourceDirectory = element('SourceDirectory', l10n.t('The folder to copy.'), sources.webRole, {
  attributes: [
    required('path', filled, l10n.t('The path of the folder. It can contain environment variables.'), { sample: '.' }),
  ],
});

const content = element('Content', l10n.t('Additional files in the role package.'), sources.webRole, {
  attributes: [
    required('destination', filled, l10n.t('The destination, relative to the application folder of the role.'), {
      sample: 'content',
    }),
  ],
  groups: inOrder(one(sourceDirectory)),
});

export const contents = element('Contents', l10n.t('Additional files in the role package.'), sources.webRole, {
  groups: inAnyOrder(many(content)),
});
