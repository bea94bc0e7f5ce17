/** The entry of the bundle that reads certificate files. It is imported dynamically, because PFX files are rare. */
export { readInWorker as readCertificateFile } from './worker';
