import * as l10n from '@vscode/l10n';
import { isTyped, valueSpanOf } from '../../../xml/edit';
import { type NamedElement } from '../../model/network';
import { isPlainName } from '../../service/names';
import { textFix } from '../fixes';
import { references, type Rule } from '../rule';

const networkId =
  /^\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/\s]+$/i;

/**
 * The formats that `New-AzCloudService` accepts: a name, or "Group" with the resource group and the name. The
 * documentation adds the resource ID of a virtual network. Other formats of a reserved IP are undocumented.
 */
export const networkNameForm: Rule = {
  code: 'network-name-form',
  severity: 'error',
  summary: 'The name of the virtual network or the reserved IP is not in a supported format',
  remedy: 'Rewrite two words as `Group RESOURCEGROUP NAME`',
  reference: references.network,
  appliesToTransforms: true,
  *check({ text, model }) {
    const network = model.network;
    const named =
      network === undefined ? [] : [...(network.site === undefined ? [] : [network.site]), ...network.reservedIps];
    for (const { element, name } of named.filter((one) => isTyped(text, one.element))) {
      const words = isPlainName(name) ? mistake({ element, name }) : undefined;
      if (name !== undefined && words !== undefined) {
        yield { span: valueSpanOf(name), message: words, element };
      }
    }
  },
  *fixes({ element, span }, { text }) {
    const words = text.slice(span.start, span.end).trim().split(/\s+/);
    if (element !== undefined && words.length === 2) {
      const newText = ['Group', ...words].join(' ');
      yield textFix(l10n.t('Replace with "{0}"', newText), [{ ...span, newText }]);
    }
  },
};

function mistake({ element, name }: NamedElement): string | undefined {
  const words = name?.value.trim().split(/\s+/) ?? [];
  const isNetwork = element.localName === 'VirtualNetworkSite';
  const [first = ''] = words;
  if (isNetwork && first.startsWith('/')) {
    return networkId.test(name?.value.trim() ?? '')
      ? undefined
      : l10n.t('This is not the resource ID of a virtual network. Copy the ID from the Azure portal again.');
  }
  if (words.length === 1 || (words.length === 3 && first.toLowerCase() === 'group')) {
    return undefined;
  }
  return isNetwork
    ? l10n.t(
        'The name of the virtual network is not in a supported format. Use its name, "Group RESOURCEGROUP NAME", or its resource ID.',
      )
    : l10n.t('The name of the reserved IP is not in a supported format. Use its name or "Group RESOURCEGROUP NAME".');
}

/** Case-sensitive, because only identical names are known to fail. */
export const serviceNameIsRole: Rule = {
  code: 'service-name-is-role',
  severity: 'error',
  summary: 'The service has the same name as one of its roles',
  remedy: '',
  reference: references.serviceName,
  *check({ model }) {
    const { serviceName, roles } = model;
    const role = roles.find(({ name }) => name !== undefined && name.value !== '' && name.value === serviceName?.value);
    if (serviceName !== undefined && role?.name !== undefined) {
      yield {
        span: valueSpanOf(serviceName),
        message: l10n.t(
          'The service and a role are both named "{0}", so the deployment would fail. Rename one of them.',
          serviceName.value,
        ),
        related: [{ span: valueSpanOf(role.name), message: l10n.t('The role is here') }],
      };
    }
  },
};
