import type { CertificateVersion } from '../cscfg/verdict';

/** The commands as package.json contributes them. */
export const commands = {
  addKeyVault: 'cscfg.addKeyVault',
  removeKeyVault: 'cscfg.removeKeyVault',
  refresh: 'cscfg.refresh',
  signIn: 'cscfg.signIn',
  filter: 'cscfg.filter',
  showLog: 'cscfg.showLog',
  explainProblem: 'cscfg.explainProblem',
  insertCertificate: 'cscfg.insertCertificate',
  replaceCertificate: 'cscfg.replaceCertificate',
  updateCertificate: 'cscfg.updateCertificate',
  copyThumbprint: 'cscfg.copyThumbprint',
  copyElement: 'cscfg.copyElement',
  copyCertificateIdentifier: 'cscfg.copyCertificateIdentifier',
  copySecretIdentifier: 'cscfg.copySecretIdentifier',
  openInPortal: 'cscfg.openInPortal',
} as const;

/** A place in a document, as command links and code actions hand it on: plain data, `offset` in UTF-16 units. */
export interface PlaceArgument {
  readonly uri: string;
  readonly offset: number;
  /** The name that what is inserted there must have. */
  readonly name?: string;
}

/** What commands on a certificate take: a row of the tree, or a link of a hover. */
export interface VersionArgument {
  readonly version: CertificateVersion;
}

export function isPlace(argument: unknown): argument is PlaceArgument {
  return hasKeys(argument, 'uri', 'offset') && typeof argument.uri === 'string' && typeof argument.offset === 'number';
}

export function isVersionArgument(argument: unknown): argument is VersionArgument {
  return (
    hasKeys(argument, 'version') &&
    hasKeys(argument.version, 'vault', 'certificate', 'thumbprint') &&
    typeof argument.version.vault === 'string' &&
    typeof argument.version.certificate === 'string' &&
    typeof argument.version.thumbprint === 'string'
  );
}

function hasKeys<Key extends string>(value: unknown, ...keys: readonly Key[]): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}
