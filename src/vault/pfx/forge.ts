/**
 * The modules of node-forge that PFX files need: the ciphers of old files, which neither OpenSSL 3 nor the BoringSSL of
 * the desktop editor has, and the key derivation of PKCS #12. The whole of node-forge is twice the size.
 */
import { pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge/lib/forge';
import 'node-forge/lib/pbe';
import 'node-forge/lib/sha1';
import 'node-forge/lib/sha256';
import 'node-forge/lib/sha512';

// Node.js is faster than JavaScript, and PBES2 encodes the password as UTF-8 (RFC 8018, section 3).
forge.pkcs5.pbkdf2 = (password, salt, iterations, length, { algorithm }) =>
  pbkdf2Sync(password ?? '', Buffer.from(salt, 'latin1'), iterations, length, algorithm).toString('latin1');

export type Asn1 = forge.Asn1;
export { forge };
