/** Creates a value at first use and shares it. A failure is not kept. */
export class Shared<Thing> {
  private made: Promise<Thing> | undefined;

  constructor(private readonly make: () => Promise<Thing>) {}

  /** Rejects if `make` rejects; the next call tries again. */
  get(): Promise<Thing> {
    this.made ??= this.begin();
    return this.made;
  }

  forget(): void {
    this.made = undefined;
  }

  private begin(): Promise<Thing> {
    const begun = this.make().catch((error: unknown) => {
      if (this.made === begun) {
        this.forget();
      }
      throw error;
    });
    return begun;
  }
}

/** `otherwise` if the promise takes longer than `ms`. The promise continues. */
export async function within<Value, Other>(
  ms: number,
  promise: Promise<Value>,
  otherwise: Other,
): Promise<Value | Other> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Other>((resolve) => {
    timer = setTimeout(resolve, ms, otherwise);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves after other work of the extension host had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** At most `count` items at the same time. Rejects with the first failure. */
export async function eachAtATime<Item>(
  count: number,
  items: readonly Item[],
  action: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await action(item);
    }
  };
  await Promise.all(Array.from({ length: count }, next));
}
