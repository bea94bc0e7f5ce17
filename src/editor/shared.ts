/** What takes long to make: made when it is first asked for, and then everybody's. A failure is not kept. */
export class Shared<Thing> {
  private made: Promise<Thing> | undefined;

  constructor(private readonly make: () => Promise<Thing>) {}

  /** Rejects as `make` does; the next who asks tries again. */
  get(): Promise<Thing> {
    this.made ??= this.begin();
    return this.made;
  }

  /** The next who asks has it made anew. */
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
