import type { AttributeType } from '../schema/types';
import { transformAttributesIn } from '../model/transforms';
import { choicesOf } from '../schema/values';
import { present } from '../../text/objects';
import { type Completion, literal, placeholder } from './completion';
import type { Place } from '../../xml/cursor';
import type { XmlElement } from '../../xml/tree';

type InTag = Extract<Place, { readonly kind: 'attribute' | 'value' }>;

/** None unless the root makes the file a transformation. */
export function transformAttributes({ around, tag }: InTag): readonly AttributeType[] {
  return transformAttributesIn((around[0] ?? tag).attributes);
}

/** How to write a transformation or a locator, with the attributes that it can name. */
export function transformItems(
  { value }: AttributeType,
  { tag, span }: InTag,
  written: (value: string) => string,
): readonly Completion[] {
  return choicesOf(value).flatMap(({ value: name, doc }) =>
    callsOf(name, tag).map((call): Completion => ({
      ...{ label: call.label, kind: 'value', edit: { ...span, newText: written(call.text) } },
      isSnippet: call.isSnippet,
      ...present('doc', doc),
    })),
  );
}

interface Call {
  readonly label: string;
  readonly text: string;
  readonly isSnippet: boolean;
}

function callsOf(name: string, tag: XmlElement): readonly Call[] {
  const named = tag.attributes.map((one) => one.name).filter((one) => one !== '' && !/:|^xmlns$/.test(one));
  const of = named.map((attribute) => plain(`${name}(${attribute})`));
  switch (name) {
    case 'SetAttributes':
    case 'RemoveAttributes':
      return [plain(name), ...of];
    case 'Match':
      return of.length > 0 ? of : [plain('Match(name)')];
    case 'Condition':
    case 'XPath':
    case 'InsertBefore':
    case 'InsertAfter':
      return [{ label: `${name}(…)`, text: `${literal(name)}(${placeholder(1, '')})$0`, isSnippet: true }];
    default:
      return [plain(name)];
  }
}

function plain(call: string): Call {
  return { label: call, text: call, isSnippet: false };
}
