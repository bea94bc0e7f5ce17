import { AzureLogger } from '@azure/logger';
import { format } from 'node:util';
import { redact } from './redact';

/**
 * What the SDK writes to stderr when the user sets AZURE_LOG_LEVEL or DEBUG, without secrets. A logged request contains
 * its agent, whose open sockets contain the headers of earlier requests, `authorization` among them.
 */
export function redactSdkLog(write: (text: string) => void = (text) => void process.stderr.write(text)): void {
  AzureLogger.log = (...parts: unknown[]) => {
    write(`${redact(withoutAgent(format(...parts)))}\n`);
  };
}

function withoutAgent(text: string): string {
  return text.replace(/,?\n {2}"agent": \{[^]*?\n {2}\}/g, '');
}
