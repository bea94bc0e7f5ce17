import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Answer, Call, Outside } from '../outside';

type Remote<Api> = {
  readonly [Name in keyof Api]: Api[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : never;
};

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A raw socket, because VS Code puts its proxy support under the http module. */
class Line {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1').setNoDelay(true).unref();
    this.#socket.on('close', () => {
      this.#waiting.forEach(({ reject }) => {
        reject(new Error('The process that started the tests is gone.'));
      });
    });
    this.#socket.on('error', console.error);
    createInterface({ input: this.#socket }).on('line', (line) => {
      this.#settle(JSON.parse(line) as Answer);
    });
  }

  call(method: Call['method'], args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.#calls++;
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(`${JSON.stringify({ id, method, args } satisfies Call)}\n`);
    });
  }

  #settle({ id, result, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) {
      waiting?.resolve(result);
    } else {
      waiting?.reject(new Error(error));
    }
  }
}

let line: Line | undefined;

/** The emulated vaults and the terminal, outside of the extension host. */
export const outside = new Proxy({} as Remote<Outside>, {
  get:
    (_target, method: Call['method']) =>
    (...args: readonly unknown[]) => {
      line ??= new Line(Number(process.env['CSCFG_TEST_CHANNEL']));
      // JSON would turn undefined into null.
      return line.call(method, args.slice(0, args.findLastIndex((argument) => argument !== undefined) + 1));
    },
});
