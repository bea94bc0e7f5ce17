import { message } from '../../../text/message';
import { element, inAnyOrder, inOrder, many, one, optional, required, sources } from '../types';
import { boolean, choices, filled, identifier, positive, text } from '../values';

/** What a role of a service definition declares and brings along. */

const setting = element(
  'Setting',
  message('A setting that every configuration gives the role a value for.'),
  sources.webRole,
  {
    attributes: [
      required('name', identifier, message('The setting’s name; the configurations use it too.'), {
        sample: 'SettingName',
      }),
    ],
  },
);

export const settings = element(
  'ConfigurationSettings',
  message('The settings that the role reads; their values are in the configurations (.cscfg).'),
  sources.webRole,
  { groups: inAnyOrder(many(setting, 'name')) },
);

const stores = choices(
  [
    { value: 'My', doc: message('Personal certificates: those with a private key of the role’s own.') },
    { value: 'Root', doc: message('Trusted root authorities.') },
    { value: 'CA', doc: message('Intermediate authorities.') },
    { value: 'Trust', doc: message('Enterprise trust.') },
    { value: 'Disallowed', doc: message('Certificates that are not trusted.') },
    { value: 'TrustedPeople', doc: message('Trusted people.') },
    { value: 'TrustedPublisher', doc: message('Trusted publishers.') },
    { value: 'AuthRoot', doc: message('Root authorities of third parties.') },
    { value: 'AddressBook', doc: message('Other people.') },
  ],
  filled,
);

const certificate = element(
  'Certificate',
  message('A certificate that is put into a store of the role’s machines; the configurations say which one it is.'),
  sources.webRole,
  {
    attributes: [
      required('name', identifier, message('The certificate’s name; the configurations use it too.'), {
        sample: 'CertificateName',
      }),
      required(
        'storeLocation',
        choices([
          { value: 'LocalMachine', doc: message('The machine’s stores.') },
          { value: 'CurrentUser', doc: message('The stores of the user that the role runs as.') },
        ]),
        message('Whose stores: the machine’s or the user’s.'),
      ),
      required('storeName', stores, message('The store’s name; one that there is not yet is made.')),
      optional(
        'permissionLevel',
        choices([
          { value: 'limitedOrElevated', doc: message('Every process of the role may use the private key.') },
          { value: 'elevated', doc: message('Only elevated processes may use the private key.') },
        ]),
        message('Which of the role’s processes may use the private key.'),
        { fallback: 'limitedOrElevated' },
      ),
    ],
  },
);

export const certificates = element(
  'Certificates',
  message('The certificates that the role needs, and the stores they go into.'),
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
          doc: message('Must go before a deployment with extended support.'),
          retired: true,
        })),
        text,
      ),
      message('The module’s name. Extended support has extensions in place of modules.'),
    ),
  ],
});

export const imports = element('Imports', message('The modules of the platform that the role uses.'), sources.webRole, {
  groups: inAnyOrder(many(moduleImport)),
});

export const localStorage = element(
  'LocalStorage',
  message('A folder on the machine’s own disk that the role’s code finds by its name.'),
  sources.webRole,
  {
    attributes: [
      required('name', identifier, message('The name that the role’s code asks for.'), { sample: 'StorageName' }),
      optional('sizeInMB', positive, message('Its size in megabytes.'), { sample: '1000' }),
      optional('cleanOnRoleRecycle', boolean, message('Whether it is emptied when the role restarts.'), {
        fallback: 'true',
      }),
    ],
  },
);

export const localResources = element(
  'LocalResources',
  message('The folders on the machine’s own disk that the role uses.'),
  sources.webRole,
  { groups: inAnyOrder(many(localStorage, 'name')) },
);

const sourceDirectory = element('SourceDirectory', message('The folder that is copied.'), sources.webRole, {
  attributes: [required('path', filled, message('Its path, which may hold environment variables.'), { sample: '.' })],
});

const content = element('Content', message('Files that are packaged along with the role.'), sources.webRole, {
  attributes: [
    required('destination', filled, message('Where they are put, from the folder of the role’s application.'), {
      sample: 'content',
    }),
  ],
  groups: inOrder(one(sourceDirectory)),
});

export const contents = element('Contents', message('Files that are packaged along with the role.'), sources.webRole, {
  groups: inAnyOrder(many(content)),
});
