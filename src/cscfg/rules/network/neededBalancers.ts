import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { setAttribute, isTyped, tagName, valueSpanOf } from '../../../xml/edit';
import { type NamedElement, type Network } from '../../model/network';
import { loadBalancers, networkConfiguration } from '../../schema/configuration/network';
import { insertChild } from '../../schema/fixes';
import { ElementWriter } from '../../elementWriter';
import { compareNames, type NameComparison, isSameName } from '../../service/names';
import type { ServiceFile } from '../../service/service';
import type { DefinedEndpoint } from '../../model/definition';
import type { XmlElement } from '../../../xml/tree';
import type { TextEdit } from '../../../text/span';
import type { CheckContext, Fix, Problem } from '../rule';
import { agreementOf, relatedTo } from '../service/agreement';
import { fixHere, fixThere } from '../service/serviceFix';
import { isForEmulators, wholeRoot } from './deployment';
import { balancerLines, balancersLines, likelySubnet } from './skeleton';

type Behind = NamedElement & { readonly endpoint: DefinedEndpoint };

interface Balancers {
  readonly network: Network;
  readonly file: ServiceFile;
  readonly comparison: NameComparison<NamedElement, Behind>;
}

export function* missingBalancers(document: CscfgDocument, context: CheckContext): Generator<Problem> {
  const found = compareBalancers(document, context);
  if (found === undefined) {
    return;
  }
  const { network, file, comparison } = found;
  for (const [{ element, name }, { name: meant, endpoint }] of comparison.meant) {
    if (name !== undefined) {
      const words = l10n.t(
        'No endpoint in {1} uses load balancer "{0}". Did you mean "{2}"?',
        name.value,
        file.name,
        meant.value,
      );
      yield { span: valueSpanOf(name), message: words, element, related: [endpointIn(file, endpoint)] };
    }
  }
  for (const { name, endpoint } of comparison.missing) {
    yield {
      span: tagName(listOf(network) ?? network.element),
      message: l10n.t(
        'Load balancer "{0}", which endpoint "{1}" in {2} uses, is missing here. Add it.',
        name.value,
        endpoint.name?.value ?? '',
        file.name,
      ),
      related: [endpointIn(file, endpoint)],
      name: name.value,
    };
  }
}

/** `element`: the misspelled load balancer; `name`: the missing one. */
export function* balancerFixes(
  { element, name }: Pick<Problem, 'element' | 'name'>,
  document: CscfgDocument,
  context: CheckContext,
): Generator<Fix> {
  const found = compareBalancers(document, context);
  const { text } = document;
  const entry = [...(found?.comparison.meant ?? [])].find(([one]) => one.element === element);
  if (found !== undefined && entry !== undefined) {
    const [{ element: misspelt, name: own }, { name: meant }] = entry;
    const here = [setAttribute(text, misspelt, 'name', meant.value)];
    yield* fixHere(l10n.t('Rename to {0}', meant.value), here, { preferred: true });
    yield* fixThere(
      l10n.t('Use {0} in {1}', own?.value ?? '', found.file.name),
      found.file,
      renamed(found.file, meant.value, own?.value ?? ''),
    );
  } else if (found !== undefined && name !== undefined) {
    yield* fixHere(l10n.t('Add load balancer {0}', name), added(document, found.network, name), {
      preferred: true,
    });
  }
}

/** Undefined for emulator configurations, which have no network, and for unfinished text. */
function compareBalancers(document: CscfgDocument, context: CheckContext): Balancers | undefined {
  const agreement = agreementOf(document, context);
  const network = wholeRoot(document) && document.model.network;
  if (agreement === undefined || network?.site === undefined || isForEmulators(document, context)) {
    return undefined;
  }
  const typed = network.loadBalancers.filter(({ element }) => isTyped(document.text, element));
  return { network, file: agreement.file, comparison: compareNames(typed, behindBalancers(agreement.file.document)) };
}

function endpointIn(file: ServiceFile, { element, loadBalancer }: DefinedEndpoint) {
  return relatedTo(file, { element, ...(loadBalancer && { name: loadBalancer }) }, l10n.t('The endpoint is here'));
}

function listOf({ element }: Network): XmlElement | undefined {
  return element.children.find(({ localName }) => localName === 'LoadBalancers');
}

function renamed({ document }: ServiceFile, from: string, to: string): readonly TextEdit[] {
  return behindBalancers(document)
    .filter(({ name }) => isSameName(name?.value ?? '', from))
    .map(({ element }) => setAttribute(document.text, element, 'loadBalancer', to));
}

function behindBalancers({ definition }: CscfgDocument): readonly Behind[] {
  return definition.roles.flatMap(({ endpoints }) =>
    endpoints.flatMap((endpoint) =>
      endpoint.loadBalancer === undefined ? [] : [{ element: endpoint.element, name: endpoint.loadBalancer, endpoint }],
    ),
  );
}

function added({ text, model }: CscfgDocument, network: Network, name: string): readonly TextEdit[] {
  const { element } = network;
  const list = listOf(network);
  const lines = balancerLines(new ElementWriter(text, list ?? element), name, likelySubnet(model));
  return list === undefined
    ? insertChild(
        text,
        element,
        networkConfiguration,
        'LoadBalancers',
        balancersLines(new ElementWriter(text, element), lines),
      )
    : insertChild(text, list, loadBalancers, 'LoadBalancer', lines);
}
