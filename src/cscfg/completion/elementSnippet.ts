import { childTypes, type ElementType } from '../schema/elementType';
import { attributeSnippet, initialAttributes } from './attributeText';
import type { Surroundings } from '../../xml/cursor';
import type { Scope } from './scope';

/** The place of an element that there is not yet: nothing is beside it. */
const alone: Pick<Surroundings, 'before' | 'behind'> = { before: [], behind: [] };

/**
 * The element as a snippet: with the attributes and the children that it must have, and those it usually has. Lines
 * are indented by tabs from the place on, which editors make what is usual in the file. It ends where typing most
 * likely goes on: inside where there is more to put in, or else behind.
 */
export function elementSnippet(type: ElementType, place: Surroundings, scope: Scope): string {
  const writer = new SnippetWriter(place, scope);
  return goesOnInside(type)
    ? writer.lines(type, place, ['$0']).join('\n')
    : `${writer.lines(type, place, []).join('\n')}$0`;
}

function goesOnInside(type: ElementType): boolean {
  const children = childTypes(type);
  const isMixed = type.groups.length === 1 && children.length > 1;
  return children.length > 0 && (isMixed || !children.some(({ isUsual }) => isUsual));
}

class SnippetWriter {
  private number = 1;

  constructor(
    private readonly place: Surroundings,
    private readonly scope: Scope,
  ) {}

  /** `place`: of the element itself. `last`: lines at the end of what is in it. */
  lines(type: ElementType, place: Surroundings, last: readonly string[]): readonly string[] {
    const name = this.scope.prefix + type.name;
    const open = `<${name}${this.attributes(type, place)}`;
    const children = childTypes(type);
    if (children.length === 0) {
      return [`${open} />`];
    }
    const inside = children
      .filter(({ isUsual }) => isUsual)
      .flatMap((child) => this.lines(child.type, { ...alone, around: this.place.around }, []));
    const body = [...inside, ...last];
    return body.length === 0 ? [`${open}></${name}>`] : [`${open}>`, ...body.map((line) => `\t${line}`), `</${name}>`];
  }

  private attributes(type: ElementType, place: Surroundings): string {
    const owner = { place, name: type.name };
    return initialAttributes(type)
      .filter(({ name }) => name !== 'xmlns' || this.scope.prefix === '')
      .map((attribute) => ` ${attributeSnippet(attribute, owner, this.scope, this.number++)}`)
      .join('');
  }
}
