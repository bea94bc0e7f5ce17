import * as vscode from 'vscode';
import {
  commonName,
  dnsNamesIn,
  dnsNamesProblem,
  proposedCertificateName,
  subjectOf,
  subjectProblem,
  validityProblem,
} from '../../certificate/certificateRequest';
import type { VaultAddress } from '../../vault/address';
import type { CreateRequest, LifetimeAction } from '../../vault/write/requests';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { abortSignal } from '../convert';
import { confirm, withProgress } from '../notify';
import type { KeyVaults } from '../vaults/keyVaults';
import { chooseName, existing, newVersion } from './chooseName';
import { chooseVault } from './chooseVault';
import type { Creation } from './creation';

/** Registers the command that creates a certificate in a vault. */
export function registerCreateCertificate(
  keyVaults: KeyVaults,
  creation: Creation,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return command(log, commands.createCertificate, async (argument) => {
    const vault = await chooseVault(argument, vscode.l10n.t('Select the key vault for the certificate'));
    const issuers = vault && (await readVault(keyVaults, vault));
    const request = vault && issuers && (await askRequest(keyVaults, vault, issuers));
    if (vault !== undefined && request !== undefined && (await isConfirmed(keyVaults, vault, request))) {
      const title = vscode.l10n.t('Creating {0} in {1}…', request.certificate, vault.name);
      await creation.run(vault, request.certificate, title, (options) =>
        keyVaults.createCertificate(vault, request, options),
      );
    }
  });
}

/** The names of the issuers. Without the right to list them, the vault itself remains. */
async function readVault(keyVaults: KeyVaults, vault: VaultAddress): Promise<readonly string[]> {
  return withProgress(vscode.l10n.t('Reading {0}…', vault.name), async (token) => {
    const options = { signal: abortSignal(token), interactive: true };
    await keyVaults.list([vault], options);
    const issuers = await keyVaults.issuers(vault, options);
    if (token.isCancellationRequested) {
      throw new vscode.CancellationError();
    }
    return 'kind' in issuers ? [] : issuers;
  });
}

const self = 'Self';

/** Undefined when the user cancels one of the questions. */
async function askRequest(
  keyVaults: KeyVaults,
  vault: VaultAddress,
  issuers: readonly string[],
): Promise<CreateRequest | undefined> {
  const title = vscode.l10n.t('Create Certificate in {0}', vault.name);
  const subject = await askSubject(title);
  const names = subject === undefined ? undefined : await askNames(title, subject);
  const issuer = names === undefined || issuers.length === 0 ? self : await chooseIssuer(title, issuers);
  if (subject === undefined || names === undefined || issuer === undefined) {
    return undefined;
  }
  const months = await ask(title, {
    prompt: vscode.l10n.t('Enter the validity in months.'),
    value: '12',
    validateInput: validityProblem,
  });
  const keySize = months === undefined ? undefined : await chooseKeySize(title);
  const renewal = keySize === undefined ? undefined : await chooseRenewal(title, issuer);
  const value = proposedCertificateName(subject);
  const certificate = renewal && (await chooseName(keyVaults.snapshot(vault), { title, value }));
  if (keySize === undefined || renewal === undefined || certificate === undefined) {
    return undefined;
  }
  return {
    certificate,
    issuer,
    subject,
    dnsNames: names,
    validityMonths: Number(months),
    keySize,
    ...(renewal.action === undefined ? {} : { lifetimeAction: renewal.action }),
  };
}

async function askSubject(title: string): Promise<string | undefined> {
  const typed = await ask(title, {
    prompt: vscode.l10n.t('Enter the host name or the subject of the certificate.'),
    placeHolder: 'www.contoso.com',
    validateInput: subjectProblem,
  });
  return typed === undefined ? undefined : subjectOf(typed);
}

/** Proposes the common name if it is a DNS name. */
async function askNames(title: string, subject: string): Promise<readonly string[] | undefined> {
  const name = commonName(subject);
  const typed = await ask(title, {
    prompt: vscode.l10n.t('Enter the DNS names, separated by commas. The list can be empty.'),
    value: dnsNamesProblem(name) === undefined ? name : '',
    validateInput: dnsNamesProblem,
  });
  return typed === undefined ? undefined : dnsNamesIn(typed);
}

function ask(title: string, options: vscode.InputBoxOptions): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title, ignoreFocusOut: true, ...options });
}

async function chooseIssuer(title: string, issuers: readonly string[]): Promise<string | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Self-signed'),
      description: vscode.l10n.t('for tests and internal services'),
      issuer: self,
    },
    ...issuers.map((issuer) => ({ label: issuer, description: vscode.l10n.t('issuer of the vault'), issuer })),
  ];
  const placeHolder = vscode.l10n.t('Select the issuer of the certificate');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.issuer;
}

async function chooseKeySize(title: string): Promise<number | undefined> {
  const items = [2048, 3072, 4096].map((bits) => ({ label: `RSA ${String(bits)}`, bits }));
  const placeHolder = vscode.l10n.t('Select the key of the certificate');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.bits;
}

/** In days. */
const beforeExpiry = 30;

async function chooseRenewal(
  title: string,
  issuer: string,
): Promise<{ readonly action: LifetimeAction | undefined } | undefined> {
  const items = [
    { label: vscode.l10n.t('Do nothing before it expires'), action: undefined },
    {
      label: vscode.l10n.t('Renew {0} days before it expires', beforeExpiry),
      description: issuer === self ? '' : vscode.l10n.t('if the issuer is a partner of Key Vault'),
      action: { action: 'AutoRenew', daysBeforeExpiry: beforeExpiry } as const,
    },
    {
      label: vscode.l10n.t('Email the contacts of the vault {0} days before it expires', beforeExpiry),
      action: { action: 'EmailContacts', daysBeforeExpiry: beforeExpiry } as const,
    },
  ];
  const placeHolder = vscode.l10n.t('Select what Key Vault does before the certificate expires');
  return vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
}

function isConfirmed(keyVaults: KeyVaults, vault: VaultAddress, request: CreateRequest): Promise<boolean> {
  const before = existing(keyVaults.snapshot(vault), request.certificate);
  const { subject, dnsNames, issuer, validityMonths, keySize } = request;
  return confirm({
    question: vscode.l10n.t('Create {0} in {1}?', request.certificate, vault.name),
    detail: [
      ...(before === undefined ? [] : [newVersion(before), '']),
      vscode.l10n.t('Subject: {0}', subject),
      ...(dnsNames.length === 0 ? [] : [vscode.l10n.t('DNS names: {0}', dnsNames.join(', '))]),
      vscode.l10n.t('Issuer: {0}', issuer === self ? vscode.l10n.t('Self-signed') : issuer),
      vscode.l10n.t('Validity in months: {0}', validityMonths),
      vscode.l10n.t('Key: {0}', `RSA ${String(keySize)}`),
      vscode.l10n.t('The private key is exportable and stored as PKCS #12, so that roles can receive it.'),
    ].join('\n'),
    yes: vscode.l10n.t('Create'),
  });
}
