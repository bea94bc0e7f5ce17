import { nameEnd } from './characters';
import { ProblemList } from './problem';
import type { Markup, Token } from './tree';

/** What the parts of the reader share while they read one text. */
export class Scanner extends ProblemList {
  readonly tokens: Token[] = [];
  /** Everything except tags and character data, in document order. */
  readonly markup: Markup[] = [];
  /** Entities that the document type declares; `undefined` if it may declare others. */
  entities: ReadonlySet<string> | undefined = new Set();
  private readonly found = new Map<string, { readonly from: number; readonly at: number }>();
  private names: TagNames | undefined;

  /** `text`: the source with forbidden characters replaced. */
  constructor(
    readonly source: string,
    readonly text: string,
  ) {
    super();
  }

  /** As `text.indexOf(needle, from)`, but reads nothing twice if the calls for one `purpose` come in document order. */
  find(needle: string, from: number, purpose = needle): number {
    return this.findOnce(purpose, from, () => this.text.indexOf(needle, from));
  }

  findOnce(purpose: string, from: number, search: () => number): number {
    const before = this.found.get(purpose);
    if (before !== undefined && before.from <= from && (from <= before.at || before.at === -1)) {
      return before.at;
    }
    const at = search();
    this.found.set(purpose, { from, at });
    return at;
  }

  get tagNames(): TagNames {
    this.names ??= new TagNames(this.text);
    return this.names;
  }
}

/** Where something like a tag is, by name: the evidence for what a mistake was meant to be. */
class TagNames {
  /** The offsets of tags by `/name` or `name`, in document order. */
  private readonly places = new Map<string, number[]>();
  private readonly unfinished = new Set<string>();
  private sorted: readonly string[] | undefined;

  constructor(text: string) {
    for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
      const slash = text[at + 1] === '/' ? 1 : 0;
      const end = nameEnd(text, at + 1 + slash);
      const name = text.slice(at + 1, end);
      if (name.length > slash && (end === text.length || /[\s/>]/.test(text.charAt(end)))) {
        const places = this.places.get(name);
        if (places === undefined) {
          this.places.set(name, [at]);
        } else {
          places.push(at);
        }
      } else {
        this.unfinished.add(name.slice(slash));
      }
    }
  }

  has(name: string): boolean {
    return this.places.has(name) || this.hasCloseTag(name);
  }

  hasCloseTag(name: string): boolean {
    return this.places.has(`/${name}`);
  }

  hasPrefix(prefix: string): boolean {
    this.sorted ??= [...[...this.places.keys()].map((name) => name.replace('/', '')), ...this.unfinished].sort();
    return this.sorted[firstFrom(this.sorted, prefix)]?.startsWith(prefix) === true;
  }

  closesBeforeNext(name: string, from: number): boolean {
    return this.next(`/${name}`, from) < this.next(name, from);
  }

  private next(key: string, from: number): number {
    const places = this.places.get(key) ?? [];
    return places[firstFrom(places, from)] ?? Infinity;
  }
}

/** The index of the first sorted value that is not less than `value`. */
function firstFrom<T extends string | number>(values: readonly T[], value: T): number {
  let low = 0;
  for (let high = values.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? value) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
