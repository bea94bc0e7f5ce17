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

const binding = element('Binding', message('An endpoint of the site.'), sources.webRole, {
  attributes: [
    required('name', identifier, message('The name of the binding.'), { sample: 'BindingName' }),
    required('endpointName', identifier, message('The name of an endpoint of the role.'), {
      refersTo: 'endpoint',
      sample: 'EndpointName',
    }),
    optional('hostHeader', text, message('The host name of the site, for sites that share a port.'), {
      sample: 'www.contoso.com',
    }),
  ],
});

const bindings = element('Bindings', message('The endpoints of the site.'), sources.webRole, {
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
      required('name', folderName, message('The name in the URLs of the site.'), { sample: 'Name' }),
      optional('physicalDirectory', text, message('The folder with the files, relative to the service definition.'), {
        sample: '.',
      }),
    ];
  }

  get groups(): ElementType['groups'] {
    return [[many(virtualDirectory), many(virtualApplication)], this.last];
  }
}

const virtualDirectory: ElementType = new FolderType('VirtualDirectory', message('A virtual directory of the site.'));
const virtualApplication: ElementType = new FolderType(
  'VirtualApplication',
  message('A separate IIS application in the site.'),
);
const site: ElementType = new FolderType('Site', message('A website of the role.'), [one(bindings)]);

export const sites = element('Sites', message('The websites of the role.'), sources.webRole, {
  groups: inOrder(many(site, undefined, { least: 1 })),
});
