import { nameEnd } from './characters';
import { mostProblems, type SyntaxProblem } from './problem';
import type { Markup, Token } from './tree';

/** What the parts of the reader share while they read one text from its start to its end. */
export class Scanner {
  readonly problems: SyntaxProblem[] = [];
  readonly tokens: Token[] = [];
  /** What is in the text beside tags and character data, in document order. */
  readonly markup: Markup[] = [];
  /** General entities that the document type declares; `undefined` when it may declare others. */
  entities: ReadonlySet<string> | undefined = new Set();
  private readonly found = new Map<string, { readonly from: number; readonly at: number }>();
  private knownTags: TagNames | undefined;

  /** `text`: the text as it is read, which has something else for characters that XML does not allow. */
  constructor(
    readonly source: string,
    readonly text: string,
  ) {}

  /** So many problems are enough: the rest of the text is only read. */
  get isFull(): boolean {
    return this.problems.length >= mostProblems;
  }

  report(problem: SyntaxProblem | undefined): void {
    if (problem !== undefined && !this.isFull) {
      this.problems.push(problem);
    }
  }

  /**
   * As `text.indexOf(needle, from)`. Looks at no part of the text twice, as long as who asks for the same `purpose` asks
   * from one place after the other.
   */
  find(needle: string, from: number, purpose = needle): number {
    return this.remembered(purpose, from, () => this.text.indexOf(needle, from));
  }

  /** The same for whatever else is looked for from an offset on. */
  remembered(purpose: string, from: number, search: () => number): number {
    const before = this.found.get(purpose);
    if (before !== undefined && before.from <= from && (from <= before.at || before.at === -1)) {
      return before.at;
    }
    const at = search();
    this.found.set(purpose, { from, at });
    return at;
  }

  get tagNames(): TagNames {
    this.knownTags ??= new TagNames(this.text);
    return this.knownTags;
  }
}

/** Where the text has something like a tag, by name: what guesses at a mistake asks for it. */
export class TagNames {
  /** The offsets of tags by `/name` or `name`, in document order. */
  private readonly places = new Map<string, number[]>();
  /** All names, those included with which something is wrong right behind the name. */
  private readonly names = new Set<string>();
  private sorted: readonly string[] | undefined;

  constructor(text: string) {
    for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
      const slash = text[at + 1] === '/' ? 1 : 0;
      const end = nameEnd(text, at + 1 + slash);
      const name = text.slice(at + 1, end);
      this.names.add(name.slice(slash));
      if (name.length > slash && (end === text.length || /[\s/>]/.test(text.charAt(end)))) {
        const places = this.places.get(name);
        if (places === undefined) {
          this.places.set(name, [at]);
        } else {
          places.push(at);
        }
      }
    }
  }

  has(name: string): boolean {
    return this.places.has(name) || this.hasCloseTag(name);
  }

  /** Whether the name of any tag begins so. */
  hasBegun(name: string): boolean {
    this.sorted ??= [...this.names].sort();
    const index = firstFrom(this.sorted, name);
    return this.sorted[index]?.startsWith(name) === true;
  }

  hasCloseTag(name: string): boolean {
    return this.places.has(`/${name}`);
  }

  /** Whether a close tag of that name comes before the next element of that name. */
  closesBeforeNext(name: string, from: number): boolean {
    const closer = this.next(`/${name}`, from);
    return closer !== undefined && closer < (this.next(name, from) ?? Infinity);
  }

  private next(key: string, from: number): number | undefined {
    const places = this.places.get(key) ?? [];
    return places[firstFrom(places, from)];
  }
}

/** The index of the first of the sorted values that is not before `value`. */
function firstFrom<T extends string | number>(values: readonly T[], value: T): number {
  let low = 0;
  for (let high = values.length; low < high;) {
    const middle = (low + high) >> 1;
    const one = values[middle];
    if (one !== undefined && one < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
