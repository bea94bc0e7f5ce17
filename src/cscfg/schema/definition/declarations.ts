import { message } from '../../../text/message';
import { element, inAnyOrder, inOrder, many, one, optional, required, sources } from '../types';
import { boolean, choices, filled, identifier, positive, text } from '../values';

/** What a role of a service definition declares and brings along. */

const setting = element(
  'Setting',
  message('A setting of the role. Each configuration sets its value.'),
  sources.webRole,
  {
    attributes: [
      required('name', identifier, message('The name of the setting, as used in the configurations.'), {
        sample: 'SettingName',
      }),
    ],
  },
);

export const settings = element(
  'ConfigurationSettings',
  message('The settings of the role. The configurations (.cscfg) set their values.'),
  sources.webRole,
  { groups: inAnyOrder(many(setting, 'name')) },
);

const stores = choices(
  [
    { value: 'My', doc: message('Personal certificates, which have a private key.') },
    { value: 'Root', doc: message('Trusted root authorities.') },
    { value: 'CA', doc: message('Intermediate authorities.') },
    { value: 'Trust', doc: message('Enterprise trust.') },
    { value: 'Disallowed', doc: message('Certificates that are not trusted.') },
    { value: 'TrustedPeople', doc: message('Trusted people.') },
    { value: 'TrustedPublisher', doc: message('Trusted publishers.') },
    { value: 'AuthRoot', doc: message('Third-party root authorities.') },
    { value: 'AddressBook', doc: message('Other people.') },
  ],
  filled,
);

const certificate = element(
  'Certificate',
  message('A certificate to install on the virtual machines of the role. The configurations set its thumbprint.'),
  sources.webRole,
  {
    attributes: [
      required('name', identifier, message('The name of the certificate, as used in the configurations.'), {
        sample: 'CertificateName',
      }),
      required(
        'storeLocation',
        choices([
          { value: 'LocalMachine', doc: message('The certificate stores of the virtual machine.') },
          { value: 'CurrentUser', doc: message('The certificate stores of the user that runs the role.') },
        ]),
        message('The location of the certificate store.'),
      ),
      required('storeName', stores, message('The name of the certificate store. It is created if it does not exist.')),
      optional(
        'permissionLevel',
        choices([
          { value: 'limitedOrElevated', doc: message('Every process of the role can use the private key.') },
          { value: 'elevated', doc: message('Only elevated processes can use the private key.') },
        ]),
        message('Which processes of the role can use the private key.'),
        { fallback: 'limitedOrElevated' },
      ),
    ],
  },
);

export const certificates = element(
  'Certificates',
  message('The certificates of the role and the stores where they are installed.'),
  sources.webRole,
  { groups: inAnyOrder(many(certificate, 'name')) },
);

const moduleImport = element('Import', message('Adds a module of the platform to the role.'), sources.webRole, {
  attributes: [
    optional(
      'moduleName',
      choices(
        ['Diagnostics', 'RemoteAccess', 'RemoteForwarder'].map((value) => ({
          value,
          doc: message('Must be removed before a deployment to Cloud Services (extended support).'),
          retired: true,
        })),
        text,
      ),
      message('The name of the module. Cloud Services (extended support) uses extensions instead.'),
    ),
  ],
});

export const imports = element('Imports', message('The modules of the platform that the role uses.'), sources.webRole, {
  groups: inAnyOrder(many(moduleImport)),
});

export const localStorage = element(
  'LocalStorage',
  message('A folder on the local disk that the role code finds by name.'),
  sources.webRole,
  {
    attributes: [
      required('name', identifier, message('The name that the role code uses.'), { sample: 'StorageName' }),
      optional('sizeInMB', positive, message('The size of the folder in megabytes.'), { sample: '1000' }),
      optional('cleanOnRoleRecycle', boolean, message('Whether the folder is cleared when the role restarts.'), {
        fallback: 'true',
      }),
    ],
  },
);

export const localResources = element('LocalResources', message('The local folders of the role.'), sources.webRole, {
  groups: inAnyOrder(many(localStorage, 'name')),
});

const sourceDirectory = element('SourceDirectory', message('The folder to copy.'), sources.webRole, {
  attributes: [
    required('path', filled, message('The path of the folder. It can contain environment variables.'), { sample: '.' }),
  ],
});

const content = element('Content', message('Additional files in the role package.'), sources.webRole, {
  attributes: [
    required('destination', filled, message('The destination, relative to the application folder of the role.'), {
      sample: 'content',
    }),
  ],
  groups: inOrder(one(sourceDirectory)),
});

export const contents = element('Contents', message('Additional files in the role package.'), sources.webRole, {
  groups: inAnyOrder(many(content)),
});
