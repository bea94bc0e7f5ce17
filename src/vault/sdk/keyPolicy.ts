import type { UnusableReason } from '../../cscfg/verdict';

/** The parts of a certificate's policy that say whether a role can receive it. */
export interface KeyPolicy {
  /** `application/x-pkcs12` or `application/x-pem-file`. */
  readonly contentType?: string;
  readonly exportable?: boolean;
  /** `RSA`, `EC`, or one of them with `-HSM`. */
  readonly keyType?: string;
  /** When it was last changed, milliseconds since 1970. */
  readonly updated?: number;
}

/** The policy in a certificate's bundle as it came over the wire; of what is not there nothing is said. */
export function keyPolicyOf(bundle: unknown): KeyPolicy {
  const policy = property(bundle, 'policy');
  const contentType = property(property(policy, 'secret_props'), 'contentType');
  const exportable = property(property(policy, 'key_props'), 'exportable');
  const keyType = property(property(policy, 'key_props'), 'kty');
  const updated = property(property(policy, 'attributes'), 'updated');
  return {
    ...(typeof contentType === 'string' ? { contentType } : {}),
    ...(typeof exportable === 'boolean' ? { exportable } : {}),
    ...(typeof keyType === 'string' ? { keyType } : {}),
    ...(typeof updated === 'number' ? { updated: updated * 1000 } : {}),
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** The service writes a policy within seconds of the version it was made for. Milliseconds. */
const together = 600_000;

/**
 * Why a role cannot receive a version made at `created` (milliseconds since 1970). A policy is the certificate's, not a
 * version's: one that was changed after the version was made speaks of the next, and says nothing of this one.
 * Sources: learn.microsoft.com, "About Azure Key Vault certificates" (exportable or non-exportable key) and "Use
 * certificates with Azure Cloud Services (extended support)" (PFX).
 */
export function unusableBy(policy: KeyPolicy, created: number | undefined): UnusableReason | undefined {
  const { contentType, exportable, keyType = '', updated = -Infinity } = policy;
  if (created === undefined || updated > created + together) {
    return undefined;
  }
  if (/-HSM$/i.test(keyType)) {
    return 'hsm';
  }
  if (exportable === false) {
    return 'notExportable';
  }
  return contentType === 'application/x-pem-file' ? 'pem' : undefined;
}
