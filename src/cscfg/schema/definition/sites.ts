import * as l10n from '@vscode/l10n';
import { element, inOrder, many, one, optional, required, type ChildType, type ElementType, sources } from '../types';
import { identifier, text, type ValueType } from '../values';

const folderName: ValueType = {
  kind: 'pattern',
  pattern: /^[A-Za-z_](?:[^\\/?;:@&=+$,|"<>`'^]*[^\\/?;:@&=+$,|"<>`'^.\s])?$/,
  problem: ({ attribute, element, value }) =>
    l10n.t('Attribute "{0}" on <{1}> must be a name that can be part of a URL, not "{2}".', attribute, element, value),
};

const binding = element('Binding', l10n.t('An endpoint of the site.'), sources.webRole, {
  attributes: [
    required('name', identifier, l10n.t('The name of the binding.'), { sample: 'BindingName' }),
    required('endpointName', identifier, l10n.t('The name of an endpoint of the role.'), {
      refersTo: 'endpoint',
      sample: 'EndpointName',
    }),
    optional('hostHeader', text, l10n.t('The host name of the site, for sites that share a port.'), {
      sample: 'www.contoso.com',
    }),
  ],
});

const bindings = element('Bindings', l10n.t('The endpoints of the site.'), sources.webRole, {
  groups: inOrder(many(binding, undefined, { least: 1 })),
});

/** An element of a site's tree of folders, which can contain others of its kind. */
class FolderType implements ElementType {
  readonly source = sources.webRole;
  readonly open = false;
  readonly attributes;

  constructor(
    readonly name: string,
    readonly doc: string,
    private readonly last: readonly ChildType[] = [],
  ) {
    this.attributes = [
      required('name', folderName, l10n.t('The name in the URLs of the site.'), { sample: 'Name' }),
      optional('physicalDirectory', text, l10n.t('The folder with the files, relative to the service definition.'), {
        sample: '.',
      }),
    ];
  }

  get groups(): ElementType['groups'] {
    return [[many(virtualDirectory), many(virtualApplication)], this.last];
  }
}

const virtualDirectory: ElementType = new FolderType('VirtualDirectory', l10n.t('A virtual directory of the site.'));
const virtualApplication: ElementType = new FolderType(
  'VirtualApplication',
  l10n.t('A separate IIS application in the site.'),
);
const site: ElementType = new FolderType('Site', l10n.t('A website of the role.'), [one(bindings)]);

export const sites = element('Sites', l10n.t('The websites of the role.'), sources.webRole, {
  groups: inOrder(many(site, undefined, { least: 1 })),
});
