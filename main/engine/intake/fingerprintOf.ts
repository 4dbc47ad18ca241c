import { createHash } from 'node:crypto';

/** Hash functions that SDP names (RFC 8122 §5), as the crypto library calls them. */
const NAMES = new Map([
  ['sha-1', 'sha1'],
  ['sha-224', 'sha224'],
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
  ['md5', 'md5'],
]);

/** A certificate's fingerprint as SDP writes it (`4A:AD:…`); null when the hash function is not known. */
export function fingerprintOf(hashName: string, certificate: Uint8Array): string | null {
  const name = NAMES.get(hashName.toLowerCase());
  if (name === undefined) return null;
  const digest = createHash(name).update(certificate).digest('hex').toUpperCase();
  return digest.replace(/(..)(?=.)/g, '$1:');
}
