import type { CscfgDocument } from '../cscfg/document';
import { check, fixesFor } from '../cscfg/rules/check';
import type { CheckContext, Finding, Fix } from '../cscfg/rules/rule';
import { filesOf, type Service } from '../cscfg/service/service';
import { once } from '../text/objects';
import { checkContext, type CheckSettings, type DocumentState } from './context';

export interface Judgement<Settings extends CheckSettings = CheckSettings> {
  readonly cscfg: CscfgDocument;
  readonly settings: Settings;
  readonly context: CheckContext;
  /** In document order. Computed when first read, because completion needs none at every keystroke. */
  readonly findings: readonly Finding[];
  /** The preferred fix comes first. */
  readonly fixesOf: (finding: Finding) => readonly Fix[];
}

/** `now`: milliseconds since 1970. Pure: same input, same judgement. */
export function judgeDocument<Settings extends CheckSettings>(
  state: DocumentState<Settings>,
  now: number,
): Judgement<Settings> {
  return new JudgedState(state.cscfg, state.settings, checkContext(state, now));
}

/** A class, because V8 keeps an object literal with a getter, and all that it sees, until a full collection. */
class JudgedState<Settings extends CheckSettings> implements Judgement<Settings> {
  private readonly found = once(() => check(this.cscfg, this.context));
  private readonly fixes = new Map<Finding, readonly Fix[]>();

  constructor(
    readonly cscfg: CscfgDocument,
    readonly settings: Settings,
    readonly context: CheckContext,
  ) {}

  get findings(): readonly Finding[] {
    return this.found();
  }

  readonly fixesOf = (finding: Finding): readonly Fix[] => {
    const found = this.fixes.get(finding) ?? fixesFor(finding, this.cscfg, this.context, this.found);
    this.fixes.set(finding, found);
    return found;
  };
}

/** Milliseconds after which an unchanged document is judged again: certificates expire and become valid. */
const longestAge = 60_000;

/** The last judgement of each document, shared by all features. */
export class Judgements<Settings extends CheckSettings> {
  private readonly last = new Map<
    string,
    { readonly state: DocumentState<Settings>; readonly judgement: Judgement<Settings> }
  >();

  /** `key`: the address of the document. `now`: milliseconds since 1970. */
  of(key: string, state: DocumentState<Settings>, now: number): Judgement<Settings> {
    const last = this.last.get(key);
    if (last !== undefined && isFresh(last.judgement, now) && isSameState(last.state, state)) {
      return last.judgement;
    }
    const judgement = judgeDocument(state, now);
    this.last.set(key, { state, judgement });
    return judgement;
  }

  /** The document is closed. */
  forget(key: string): void {
    this.last.delete(key);
  }

  clear(): void {
    this.last.clear();
  }
}

/** A clock that was set back shows nothing about the age. */
function isFresh({ context }: Judgement, now: number): boolean {
  return context.now <= now && now - context.now < longestAge;
}

/** Texts, settings and snapshots are immutable, so their identity decides. */
function isSameState(a: DocumentState, b: DocumentState): boolean {
  return (
    a.cscfg === b.cscfg &&
    a.settings === b.settings &&
    a.fileName === b.fileName &&
    a.untrusted === b.untrusted &&
    a.offline === b.offline &&
    a.deployment === b.deployment &&
    isSameList(a.snapshots, b.snapshots, (one, other) => one === other) &&
    isSameService(a.service, b.service)
  );
}

/** Services are composed again each time; their texts are not. */
function isSameService(a: Service | undefined, b: Service | undefined): boolean {
  if (a === undefined || b === undefined) {
    return a === b;
  }
  return (
    a.self === b.self &&
    a.definition?.file === b.definition?.file &&
    a.configurations.length === b.configurations.length &&
    isSameList(filesOf(a), filesOf(b), (one, other) => one.file === other.file && one.document === other.document)
  );
}

function isSameList<Item>(
  a: readonly Item[],
  b: readonly Item[],
  isSame: (one: Item, other: Item) => boolean,
): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return other !== undefined && isSame(one, other);
    })
  );
}
