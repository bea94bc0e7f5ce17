import { createHash, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { largestPage } from './paging';
import * as payload from './payloads';
import { operationBody } from './operations';
import { error, json, type Reply } from './reply';
import type { EmulatedVault } from './vault';
import type { VaultAction } from './vaultActions';

/** What a body of `POST …/import` and `POST …/create` says. */
interface Body {
  readonly value?: string;
  readonly pwd?: string;
  readonly policy?: Policy;
}

interface Policy {
  readonly [part: string]: unknown;
  readonly key_props?: { readonly exportable?: boolean; readonly key_size?: number };
  readonly secret_props?: { readonly contentType?: string };
  readonly x509_props?: { readonly subject?: string; readonly sans?: { readonly dns_names?: readonly string[] } };
  readonly issuer?: { readonly name?: string };
}

/** The inner code and the message are in public logs; the same for a certificate's name as for a secret's. */
function deletedConflict(name: string): Reply {
  return conflict(
    `Certificate ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, ` +
      'the certificate can only be recovered or purged.',
    'ObjectIsDeletedButRecoverable',
  );
}

function conflict(message: string, inner?: string): Reply {
  const innererror = inner === undefined ? {} : { innererror: { code: inner } };
  return json(409, { error: { code: 'Conflict', message, ...innererror } });
}

/** Before a certificate gets a new version: its name may be taken by a deleted one, or a version is on its way. */
function busyName(vault: EmulatedVault, name: string): Reply | undefined {
  if (vault.find(name)?.spec.deleted !== undefined) {
    return deletedConflict(name);
  }
  return vault.operation(name)?.status === 'inProgress' || vault.find(name)?.spec.pending === true
    ? // A create request while another one is pending gets a 409 (azure-sdk-for-python#13289); the text is the
      // service's for pending certificates (azure-sdk-for-js#35011).
      conflict(
        `There was a conflict while updating pending certificate '${vault.url}/certificates/${name}'. This can happen ` +
          'when multiple operations are performed in parallel against the pending certificate. To avoid this error, ' +
          'perform operations against the pending certificate in a sequential manner.',
      )
    : undefined;
}

/** In the service's words, from learn.microsoft.com, "troubleshoot mutual TLS in API Management". */
const unreadable = error(
  400,
  'BadParameter',
  'The specified PKCS#12 X.509 certificate content can not be read. Please check if certificate is in valid PKCS#12 format.',
);

export const importCertificate: VaultAction = (vault, request, name) => {
  const busy = busyName(vault, name);
  if (busy !== undefined) {
    return busy;
  }
  const { value = '', pwd = '', policy = {} } = JSON.parse(request.body) as Body;
  const der = leafOf(Buffer.from(value, 'base64'), pwd);
  if (der === undefined) {
    return unreadable;
  }
  const certificate = new X509Certificate(der);
  const added = vault.import(name, der, {
    subject: [['CN', /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? name]],
    exportable: policy.key_props?.exportable ?? true,
    ...(policy.secret_props?.contentType === 'application/x-pem-file'
      ? { contentType: 'application/x-pem-file' as const }
      : {}),
  });
  return json(200, payload.bundle(vault, added, payload.newestOf(added)));
};

/** By the TLS of Node.js, which knows nothing of the product's reader. */
function leafOf(pfx: Buffer, passphrase: string): Buffer | undefined {
  try {
    const context = createSecureContext({ pfx, passphrase }).context as { readonly getCertificate: () => Buffer };
    return context.getCertificate();
  } catch {
    return undefined;
  }
}

export const createCertificate: VaultAction = (vault, request, name) => {
  const busy = busyName(vault, name);
  if (busy !== undefined) {
    return busy;
  }
  const { policy = {} } = JSON.parse(request.body) as Body;
  const issuer = policy.issuer?.name ?? 'Self';
  if (issuer !== 'Self' && !vault.issuing.issuers.some((one) => one.name === issuer)) {
    return error(400, 'BadParameter', `Issuer ${issuer} is not found.`);
  }
  const subject = /CN=([^,]*)/i.exec(policy.x509_props?.subject ?? '')?.[1] ?? name;
  const requestId = createHash('md5')
    .update(`${vault.url}/${name}/${String(vault.operations)}`)
    .digest('hex');
  vault.begin(
    name,
    { issuer, requestId, asked: 0, status: 'inProgress', cancelling: false },
    {
      subject: [['CN', subject]],
      dnsNames: policy.x509_props?.sans?.dns_names ?? [],
      policy,
    },
  );
  const location = `${vault.url}/certificates/${name}/pending?api-version=2025-07-01&request_id=${requestId}`;
  const operation = vault.operation(name);
  return operation === undefined
    ? noOperation(name)
    : json(202, operationBody(vault, name, operation), { Location: location, 'Retry-After': '10' });
};

export const getPending: VaultAction = (vault, _request, name) => {
  const operation = vault.look(name);
  return operation === undefined ? noOperation(name) : json(200, operationBody(vault, name, operation));
};

export const cancelPending: VaultAction = (vault, _request, name) => {
  const operation = vault.operation(name);
  if (operation === undefined) {
    return noOperation(name);
  }
  if (operation.status !== 'inProgress') {
    // azure-sdk-for-js#25758.
    return error(403, 'Forbidden', 'Pending status must be in progress to allow update.');
  }
  vault.cancel(name);
  return json(200, operationBody(vault, name, { ...operation, cancelling: true }));
};

/** The code is in the recordings of azure-sdk-for-js. */
function noOperation(name: string): Reply {
  return error(404, 'PendingCertificateNotFound', `Pending certificate not found: ${name}`);
}

export const listIssuers: VaultAction = (vault) =>
  json(200, {
    value: vault.issuing.issuers
      .slice(0, largestPage)
      .map(({ name, provider }) => ({ id: `${vault.url}/certificates/issuers/${name}`, provider })),
    nextLink: null,
  });
