/** One request as the emulator saw it, in order of arrival. Never a token: only whether there was one. */
export interface LoggedRequest {
  /** Milliseconds since 1970, real time. */
  readonly time: number;
  /** From the Host header, without a port. */
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** What was answered; absent while under way, or when the connection was dropped. */
  readonly status?: number;
  /** Who the token says is calling. */
  readonly identity?: string;
  readonly tokenPresent: boolean;
  readonly userAgent: string;
  /** `x-ms-client-request-id` */
  readonly clientRequestId?: string;
}

type Entry = { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] };

/** What went over the wire, for assertions. */
export class RequestLog {
  #entries: Entry[] = [];
  #refused: string[] = [];
  #tunnels = 0;
  #running = new Map<string, number>();
  #highest = new Map<string, number>();

  get requests(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Hosts that the proxy refused, in order, with repetitions. */
  get refusedHosts(): readonly string[] {
    return this.#refused;
  }

  /** The number of connections that were made through the proxy. */
  get tunnels(): number {
    return this.#tunnels;
  }

  /** The requests a host got: `contoso` stands for `contoso.vault.azure.net`. */
  of(host: string): readonly LoggedRequest[] {
    return this.#entries.filter((entry) => entry.host === host || entry.host.startsWith(`${host}.`));
  }

  /** `METHOD path` of a host's requests that carried a token: without the requests before a challenge. */
  asked(host: string): readonly string[] {
    return this.of(host).flatMap(({ tokenPresent, method, path, query }) =>
      tokenPresent ? [`${method} ${path}${query['includePending'] === 'true' ? '?includePending=true' : ''}`] : [],
    );
  }

  /** The greatest number of requests a host had at the same time since the log was last cleared. */
  highWater(host: string): number {
    const found = [...this.#highest].filter(([name]) => name === host || name.startsWith(`${host}.`));
    return Math.max(0, ...found.map(([, count]) => count));
  }

  /** Every host that ever received an Authorization header since the log was last cleared. */
  get tokenHosts(): ReadonlySet<string> {
    return new Set(this.#entries.filter(({ tokenPresent }) => tokenPresent).map(({ host }) => host));
  }

  clear(): void {
    this.#entries = [];
    this.#refused = [];
    this.#tunnels = 0;
    this.#highest = new Map(this.#running);
  }

  /** Notes a request's arrival; the result is called with its end. */
  begin(request: LoggedRequest): { readonly answered: (status: number) => void; readonly ended: () => void } {
    const entry: Entry = { ...request };
    this.#entries.push(entry);
    const running = (this.#running.get(entry.host) ?? 0) + 1;
    this.#running.set(entry.host, running);
    this.#highest.set(entry.host, Math.max(running, this.#highest.get(entry.host) ?? 0));
    return {
      answered: (status) => (entry.status = status),
      ended: () => this.#running.set(entry.host, (this.#running.get(entry.host) ?? 1) - 1),
    };
  }

  tunnel(): void {
    this.#tunnels++;
  }

  refused(host: string): void {
    this.#refused.push(host);
  }
}
