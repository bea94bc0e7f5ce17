import { escapeAttribute } from '../edits/escape';
import type { AttributeType, ElementType } from '../schema/elementType';
import { wanted, type ValueType } from '../schema/valueType';
import { nameKey } from '../service/names';
import { offeredValues, usedBySiblings, type Owner } from './offeredNames';
import type { Scope } from './scope';
import { choiceOf, literal, placeholder } from './snippet';

/**
 * `name="…"` as a snippet: the values to choose from where they are known, else one to begin with. A thumbprint begins
 * empty, for it is chosen from the vault.
 */
export function attributeSnippet(attribute: AttributeType, owner: Owner, scope: Scope, number: number): string {
  const { name, refersTo } = attribute;
  const escaped = (value: string) => escapeAttribute(value, scope.quote);
  const values = offeredValues(attribute, owner, scope);
  const tabstop =
    refersTo === 'thumbprint'
      ? placeholder(number, '')
      : attribute.value.kind === 'choice' && attribute.value.others === undefined && values.length === 1
        ? literal(escaped(values[0] ?? ''))
        : values.length > 0
          ? choiceOf(number, usualFirst(values, attribute).map(escaped))
          : placeholder(number, escaped(unusedSample(attribute, owner)));
  return `${name}=${scope.quote}${tabstop}${scope.quote}`;
}

function usualFirst(values: readonly string[], { sample }: AttributeType): readonly string[] {
  return [...values].sort((a, b) => Number(b === sample) - Number(a === sample));
}

/** What numbers are put behind where a sibling has it already: names, and numbers count on. */
const countable: readonly ValueType['kind'][] = ['name', 'identifier', 'pattern', 'integer'];

function unusedSample({ name, sample, value }: AttributeType, owner: Owner): string {
  const used = usedBySiblings(owner, name);
  let unused = sample;
  for (let number = 2; countable.includes(value.kind) && used.has(nameKey(unused)); number++) {
    unused = /^\d+$/.test(sample) ? String(Number(sample) + number - 1) : `${sample}${String(number)}`;
  }
  return wanted(value, unused) === undefined ? unused : sample;
}

/** The attributes that are written with a new element, in the schema's order. */
export function initialAttributes({ attributes }: ElementType): readonly AttributeType[] {
  return attributes.filter(({ required, name }) => required || name === 'moduleName');
}
