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
