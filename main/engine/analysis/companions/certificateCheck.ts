import type { Fingerprint } from '../iceDescription';

/** Hash functions that SDP may name a certificate by (RFC 8122 §5). */
const HASH_NAMES = ['sha-256', 'sha-1', 'sha-224', 'sha-384', 'sha-512', 'md5'] as const;

/** Hash of bytes by its SDP name, hexadecimal with or without colons; null when it cannot be had. */
export type Hash = (name: string, bytes: Uint8Array) => string | null;

/** Fingerprints of one certificate, by the name of the hash function. */
export type CertificateDigests = ReadonlyMap<string, string>;

const plain = (fingerprint: string): string => fingerprint.replaceAll(':', '').toUpperCase();

/** `4A:AD:B9:…` without the colons, for every hash function that can be had. */
export function digestsOf(certificate: Uint8Array, hash: Hash): CertificateDigests {
  const digests = new Map<string, string>();
  for (const name of HASH_NAMES) {
    const digest = hash(name, certificate);
    if (digest !== null) digests.set(name, plain(digest));
  }
  return digests;
}

export type CertificateVerdict = 'asInSdp' | 'differs' | 'notInSdp';

/** Compares a certificate with what the SDP of its call announced; one match is enough, for a call may have several. */
export function compareWithSdp(digests: CertificateDigests, announced: readonly Fingerprint[]): CertificateVerdict {
  const comparable = announced.filter(({ hashName }) => digests.has(hashName));
  if (comparable.length === 0) return 'notInSdp';
  return comparable.some(({ hashName, value }) => digests.get(hashName) === plain(value)) ? 'asInSdp' : 'differs';
}
