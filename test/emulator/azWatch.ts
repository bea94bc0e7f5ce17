import { createServer, type Server } from 'node:net';

/** Knows of the stub of az in its state `hang`, and of the process that it started, whether they run: they connect to it. */
export class AzWatch {
  readonly #server: Server;
  readonly #closed: Promise<void>[] = [];
  readonly #arrived: Promise<void>;

  private constructor(server: Server, wanted: number) {
    this.#server = server;
    this.#arrived = new Promise((resolve) => {
      server.on('connection', (socket) => {
        socket.on('error', () => undefined).resume();
        this.#closed.push(
          new Promise(
            (close) =>
              void socket.once('close', () => {
                close();
              }),
          ),
        );
        if (this.#closed.length === wanted) {
          resolve();
        }
      });
    });
  }

  static async open(wanted = 2): Promise<AzWatch> {
    const server = createServer();
    const watch = new AzWatch(server, wanted);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return watch;
  }

  get env(): Readonly<Record<string, string>> {
    const address = this.#server.address();
    return { EMULATED_AZ_WATCH: String(typeof address === 'object' ? address?.port : '') };
  }

  /** Resolves when both processes run. */
  running(): Promise<void> {
    return this.#arrived;
  }

  /** Resolves when both have ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#closed);
    this.#server.close();
  }
}
