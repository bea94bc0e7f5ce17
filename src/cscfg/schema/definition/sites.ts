import { message, type Message } from '../../../text/message';
import { element, inOrder, many, one, optional, required, type ChildType, type ElementType, sources } from '../types';
import { identifier, text, type ValueType } from '../values';

/** The web sites of a web role. */

const folderName: ValueType = {
  kind: 'pattern',
  pattern: /^[A-Za-z_](?:[^\\/?;:@&=+$,|"<>`'^]*[^\\/?;:@&=+$,|"<>`'^.\s])?$/,
  problem: ({ attribute, element, value }) =>
    message('Attribute "{0}" on <{1}> must be a name that can be part of a URL, not "{2}".', attribute, element, value),
};

const binding = element('Binding', message('An endpoint that the site answers at.'), sources.webRole, {
  attributes: [
    required('name', identifier, message('A name for the binding.'), { sample: 'BindingName' }),
    required('endpointName', identifier, message('The name of an endpoint of the role.'), {
      refersTo: 'endpoint',
      sample: 'EndpointName',
    }),
    optional('hostHeader', text, message('The host name that the site answers to, where several share a port.'), {
      sample: 'www.contoso.com',
    }),
  ],
});

const bindings = element('Bindings', message('The endpoints that the site answers at.'), sources.webRole, {
  groups: inOrder(many(binding, undefined, { least: 1 })),
});

/** An element of a site's tree of folders, which may hold others of its kind. */
class FolderType implements ElementType {
  readonly source = sources.webRole;
  readonly open = false;
  readonly attributes;

  constructor(
    readonly name: string,
    readonly doc: Message,
    private readonly last: readonly ChildType[] = [],
  ) {
    this.attributes = [
      required('name', folderName, message('Its name in the site’s addresses.'), { sample: 'Name' }),
      optional('physicalDirectory', text, message('The folder with its files, from the service definition’s own.'), {
        sample: '.',
      }),
    ];
  }

  get groups(): ElementType['groups'] {
    return [[many(virtualDirectory), many(virtualApplication)], this.last];
  }
}

const virtualDirectory: ElementType = new FolderType(
  'VirtualDirectory',
  message('A folder of the site that lies elsewhere.'),
);
const virtualApplication: ElementType = new FolderType(
  'VirtualApplication',
  message('A part of the site that is an application of its own to IIS.'),
);
const site: ElementType = new FolderType('Site', message('A web site of the role.'), [one(bindings)]);

export const sites = element('Sites', message('The web sites of the role.'), sources.webRole, {
  groups: inOrder(many(site, undefined, { least: 1 })),
});
