import { message, type Message } from '../../text/message';
import { element, expected, inAnyOrder, maybe, optional, required } from '../build';
import type { ChildType, ElementType } from '../elementType';
import { sources, type Source } from '../sources';
import { boolean, choices, identifier, text } from '../valueType';
import { certificates, contents, imports, localResources, localStorage, settings } from './declarations';
import { endpoints, inputEndpoints, internalEndpoint } from './endpoints';
import { defaultSize, usualSizes } from './roleSizes';
import { sites } from './sites';
import { startup, webRuntime, workerRuntime } from './tasks';

/**
 * https://learn.microsoft.com/azure/cloud-services-extended-support/schema-csdef-webrole and, for the sizes,
 * …/available-sizes and …/deploy-prerequisite.
 */
const sizes = choices(
  usualSizes.map((value) => ({ value })),
  text,
);

function role(name: string, doc: Message, source: Source, own: readonly ChildType[]): ElementType {
  const shared = [imports, startup, localStorage, localResources, settings, endpoints, certificates, contents];
  return element(name, doc, source, {
    attributes: [
      required('name', identifier, message('The role’s name; the configurations use it too.'), { sample: 'RoleName' }),
      optional('vmsize', sizes, message('The size of the machines that the role’s instances run on.'), {
        fallback: defaultSize,
        sample: 'Standard_D2_v3',
      }),
      optional('enableNativeCodeExecution', boolean, message('Whether native code and full trust are allowed.'), {
        fallback: 'true',
      }),
    ],
    groups: inAnyOrder(...shared.map(maybe), ...own),
  });
}

export const webRole = role('WebRole', message('A role that serves web sites with IIS.'), sources.webRole, [
  maybe(inputEndpoints),
  maybe(internalEndpoint),
  expected(sites),
  maybe(webRuntime),
]);

export const workerRole = role('WorkerRole', message('A role that runs code without IIS.'), sources.workerRole, [
  maybe(workerRuntime),
]);
