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
