import { subjectText, type SeededCertificate, type SeededVersion } from './certificate';
import type { EmulatedVault } from './vault';
import { clientAuth, serverAuth } from './x509';

/** The JSON of the service's answers, key by key as its recordings have them. Times on the wire are unix seconds. */

const day = 86_400_000;
const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

interface Attributes {
  readonly enabled: boolean;
  readonly nbf: number;
  readonly exp: number;
  readonly created: number;
  readonly updated: number;
}

export interface CertificateItem {
  readonly id: string;
  readonly x5t?: string;
  readonly attributes: Attributes;
  readonly tags?: Readonly<Record<string, string>>;
  /** Undocumented and always empty. */
  readonly subject: string;
}

function attributes(version: SeededVersion): Attributes {
  return {
    enabled: version.enabled,
    nbf: seconds(version.notBefore),
    exp: seconds(version.expires),
    created: seconds(version.created),
    updated: seconds(version.updated),
  };
}

export function newestOf(certificate: SeededCertificate): SeededVersion {
  const newest = certificate.versions.at(-1);
  if (newest === undefined) {
    throw new Error(`The certificate ${certificate.name} was seeded without a version.`);
  }
  return newest;
}

/** An item of `GET /certificates`: its id names no version, its x5t is the newest version's. */
export function listItem(vault: EmulatedVault, certificate: SeededCertificate): CertificateItem {
  return item(`${vault.url}/certificates/${certificate.name}`, certificate, newestOf(certificate));
}

/** An item of `GET /certificates/NAME/versions`. */
export function versionItem(
  vault: EmulatedVault,
  certificate: SeededCertificate,
  version: SeededVersion,
): CertificateItem {
  return item(`${vault.url}/certificates/${certificate.name}/${version.version}`, certificate, version);
}

function item(id: string, { spec }: SeededCertificate, version: SeededVersion): CertificateItem {
  const tags = spec.tags === undefined ? {} : { tags: spec.tags };
  return spec.pending === true
    ? { id, attributes: { ...attributes(version), enabled: false }, ...tags, subject: '' }
    : { id, x5t: version.x5t, attributes: attributes(version), ...tags, subject: '' };
}

export function bundle(vault: EmulatedVault, certificate: SeededCertificate, version: SeededVersion): object {
  const { name, spec } = certificate;
  const path = `${name}/${version.version}`;
  return {
    id: `${vault.url}/certificates/${path}`,
    kid: `${vault.url}/keys/${path}`,
    sid: `${vault.url}/secrets/${path}`,
    x5t: version.x5t,
    cer: version.der.toString('base64'),
    attributes: { ...attributes(version), recoveryLevel: 'CustomizedRecoverable+Purgeable', recoverableDays: 90 },
    ...(spec.tags === undefined ? {} : { tags: spec.tags }),
    policy: policy(vault, certificate),
    ...(isSelfSigned(certificate) ? { pending: { id: `${vault.url}/certificates/${name}/pending` } } : {}),
  };
}

function isSelfSigned({ spec }: SeededCertificate): boolean {
  return spec.imported !== true && (spec.issuer ?? 'self') === 'self';
}

export function policy(vault: EmulatedVault, certificate: SeededCertificate): object {
  const { name, spec } = certificate;
  const newest = newestOf(certificate);
  const created = seconds(certificate.versions[0]?.created ?? newest.created);
  const updated = spec.policyChanged === undefined ? created : seconds(vault.now + spec.policyChanged * day);
  const names = spec.dnsNames ?? [];
  const hsm = spec.hsm ?? false;
  const exportable = !hsm && (spec.exportable ?? true);
  const size = spec.key === 'rsa1024' ? 1024 : 2048;
  const kind = spec.key === 'ec' ? { kty: 'EC', crv: 'P-256' } : { kty: 'RSA', key_size: size };
  return {
    id: `${vault.url}/certificates/${name}/policy`,
    key_props: { exportable, ...kind, ...(hsm ? { kty: `${kind.kty}-HSM` } : {}), reuse_key: false },
    secret_props: { contentType: spec.contentType ?? 'application/x-pkcs12' },
    x509_props: {
      subject: subjectText(spec),
      sans: names.length === 0 ? {} : { dns_names: names },
      ekus: [serverAuth, clientAuth],
      key_usage: ['digitalSignature', 'keyEncipherment'],
      validity_months: Math.max(1, Math.round((newest.expires - newest.notBefore) / (30.4 * day))),
      basic_constraints: { ca: spec.issuer === 'root' },
    },
    lifetime_actions: [
      {
        trigger: { lifetime_percentage: 80 },
        action: { action_type: isSelfSigned(certificate) ? 'AutoRenew' : 'EmailContacts' },
      },
    ],
    issuer: { name: isSelfSigned(certificate) ? 'Self' : 'Unknown' },
    attributes: { enabled: true, created, updated },
    ...spec.policy,
  };
}

function deletion(vault: EmulatedVault, { name, spec }: SeededCertificate): object {
  return {
    recoveryId: `${vault.url}/deletedcertificates/${name}`,
    deletedDate: seconds(vault.now + (spec.deleted?.on ?? 0) * day),
    scheduledPurgeDate: seconds(vault.now + (spec.deleted?.purge ?? 0) * day),
  };
}

/** An item of `GET /deletedcertificates`. */
export function deletedItem(vault: EmulatedVault, certificate: SeededCertificate): object {
  return { ...deletion(vault, certificate), ...listItem(vault, certificate) };
}

export function deletedBundle(vault: EmulatedVault, certificate: SeededCertificate): object {
  return { ...deletion(vault, certificate), ...bundle(vault, certificate, newestOf(certificate)) };
}

/** An item of `GET /secrets`: the secret that Key Vault keeps behind a certificate, or one that stands alone. */
export function secretItem(vault: EmulatedVault, certificate: SeededCertificate): object {
  const newest = newestOf(certificate);
  const alone = certificate.spec.secretOnly === true;
  return {
    contentType: certificate.spec.contentType ?? 'application/x-pkcs12',
    id: `${vault.url}/secrets/${alone ? newest.thumbprint : certificate.name}`,
    ...(alone ? {} : { managed: true }),
    attributes: attributes(newest),
  };
}
