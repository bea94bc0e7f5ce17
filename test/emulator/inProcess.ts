import tls from 'node:tls';
import type { Emulator } from './emulator';

/**
 * Makes this very process take the emulator for Azure, until the result is called: NODE_EXTRA_CA_CERTS is read only
 * when a process starts, so the authority is added to every TLS context instead.
 */
export function useInProcess(emulator: Emulator): () => void {
  const { createSecureContext } = tls;
  const before = { ...process.env };
  Object.assign(process.env, emulator.env);
  tls.createSecureContext = (options) => {
    const context = createSecureContext(options);
    (context.context as { addCACert: (pem: string) => void }).addCACert(emulator.authority);
    return context;
  };
  return () => {
    tls.createSecureContext = createSecureContext;
    for (const name of Object.keys(emulator.env)) {
      const value = before[name];
      if (value === undefined) {
        Reflect.deleteProperty(process.env, name);
      } else {
        process.env[name] = value;
      }
    }
  };
}
