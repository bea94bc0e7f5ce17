import assert from 'node:assert/strict';
import Module from 'node:module';
import { sep } from 'node:path';
import * as vscode from 'vscode';
import { openFile } from './support/files';
import { findingsBecome } from './support/findings';
import { outside } from './support/outside';
import { entry, stranger, web } from './support/service';
import { until } from './support/until';
import { replace } from './support/watch';

interface Loader {
  _load: (request: string, parent: unknown, isMain: unknown) => unknown;
  readonly _cache: Readonly<Record<string, unknown>>;
}

interface Started {
  readonly activate: (context: unknown) => Promise<void>;
}

const loader = Module as unknown as Loader;

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('cscfg-certificates.cscfg-certificates');
  assert.ok(found);
  return found;
}

function loadedBundles(): readonly string[] {
  const folder = `${extension().extensionUri.fsPath}${sep}dist${sep}`;
  return Object.keys(loader._cache)
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length));
}

/** Milliseconds to load the bundle and to run `activate`, and the processor time of both. */
const times = { load: 0, activate: 0, processor: 0 };
/**
 * `performance.now()` when the first file was opened, its bundle was requested and its first diagnostic was published.
 */
const moments = { opened: 0, requested: 0, firstDiagnostic: 0 };
/** Processor time between the last two. */
let processorToDiagnostic = 0;

describe('The start of the extension', () => {
  let undo: () => void;
  let watching: vscode.Disposable;

  before(() => {
    watching = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (moments.firstDiagnostic === 0 && uris.some((uri) => vscode.languages.getDiagnostics(uri).some(isOurs))) {
        moments.firstDiagnostic = performance.now();
        processorToDiagnostic += processorTime();
        watching.dispose();
      }
    });
    undo = replace(loader, '_load', (original) => (request, parent, isMain) => {
      const [begun, used] = [performance.now(), processorTime()];
      const loaded = original.call(Module, request, parent, isMain);
      if (!request.endsWith(`dist${sep}extension.js`)) {
        return loaded;
      }
      if (times.load === 0) {
        moments.requested = begun;
        processorToDiagnostic = -used;
        times.load = performance.now() - begun;
        times.processor = processorTime() - used;
      }
      return timed(loaded as Started);
    });
  });

  after(() => {
    undo();
    watching.dispose();
  });

  it('happens with the first service file', async () => {
    assert.equal(extension().isActive, false);
    await openFile('<a />', { as: 'xml' });
    assert.equal(extension().isActive, false);
    moments.opened = performance.now();
    await openFile(web(entry('Short', '1234')), { in: 'other' });
    await until(
      'The extension is active',
      () => extension().isActive,
      (isActive) => isActive,
    );
    await until(
      'The first diagnostic is there',
      () => moments.firstDiagnostic,
      (moment) => moment > 0,
    );
  });

  it('loads only its own bundle, and no Azure SDK, until a vault is used', async () => {
    const document = await openFile(web(entry('Tls', '#{Thumbprint}#'), entry('Short', '1234')));
    await findingsBecome(document, [
      'information thumbprint-placeholder ‹#{Thumbprint}#›',
      'error thumbprint-malformed ‹1234›',
    ]);
    assert.deepEqual([...loadedBundles()].sort(), ['extension.js']);

    await openFile(web(entry('Tls', stranger)));
    await until('The vault’s code is loaded', loadedBundles, (bundles) => bundles.includes('vault.js'));
    assert.deepEqual([...loadedBundles()].sort(), ['extension.js', 'vault.js']);
  });

  it('prints how long it takes, to the end of activate and to the first diagnostic', async () => {
    const { load, activate, processor } = times;
    assert.ok(load > 0 && activate > 0, 'The start was not seen.');
    const [sum, read, run, own] = [load + activate, load, activate, processor].map((time) => time.toFixed(1));
    const parts = `${read ?? ''} to read the bundle, ${run ?? ''} to run it`;
    const { opened, requested, firstDiagnostic } = moments;
    const [sinceRequest, sinceOpen] = [requested, opened].map((moment) => (firstDiagnostic - moment).toFixed(1));
    await outside.print(
      `      end of activate after ${sum ?? ''} ms: ${parts}; ${own ?? ''} ms of the processor\n` +
        `      first diagnostic ${sinceRequest ?? ''} ms after the bundle was requested ` +
        `(${processorToDiagnostic.toFixed(1)} ms of the processor), ${sinceOpen ?? ''} ms after the file was opened\n`,
    );
  });
});

function isOurs({ source }: vscode.Diagnostic): boolean {
  return source === 'cscfg';
}

function timed({ activate }: Started): Started {
  return {
    activate: async (context) => {
      const [begun, used] = [performance.now(), processorTime()];
      await activate(context);
      if (times.activate === 0) {
        times.activate = performance.now() - begun;
        times.processor += processorTime() - used;
      }
    },
  };
}

/** Processor milliseconds of this thread if Node.js reports them, otherwise of the process. */
function processorTime(): number {
  const { threadCpuUsage } = process as { readonly threadCpuUsage?: () => NodeJS.CpuUsage };
  const { user, system } = threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}
