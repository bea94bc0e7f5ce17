import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readCertificateFile, type FileReading } from './certificateFile';

interface Request {
  readonly purpose: 'readCertificateFile';
  readonly bytes: Uint8Array;
  readonly password: string;
}

/**
 * Reads a file with `readCertificateFile` in a thread that ends with the call, because a file can require seconds of
 * hashing, in which nobody could type. Rejects with an AbortError.
 */
export async function readInWorker(
  bytes: Uint8Array,
  password: string,
  signal: AbortSignal | undefined,
): Promise<FileReading> {
  const copy = Uint8Array.from(bytes);
  const request: Request = { purpose: 'readCertificateFile', bytes: copy, password };
  const worker = new Worker(__filename, { workerData: request, transferList: [copy.buffer] });
  try {
    const [reading] = (await once(worker, 'message', { signal })) as [FileReading];
    return reading;
  } finally {
    await worker.terminate();
  }
}

/** This file is also the program of the thread. */
function isRequest(data: unknown): data is Request {
  return typeof data === 'object' && data !== null && 'purpose' in data && data.purpose === 'readCertificateFile';
}

if (!isMainThread && isRequest(workerData)) {
  parentPort?.postMessage(readCertificateFile(workerData.bytes, workerData.password));
}
