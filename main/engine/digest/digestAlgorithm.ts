import { createHash } from 'node:crypto';

/** Names as `crypto` knows them. */
export type HashName = 'md5' | 'sha256' | 'sha512-256';

/** An algorithm of RFC 2617 §3.2.1, RFC 7616 §3.3 or RFC 8760 §2.1; `session` where HA1 takes nonce and cnonce in (`-sess`). */
export type DigestAlgorithm = { readonly name: string; readonly hash: HashName; readonly session: boolean };

const HEX_DIGITS: Readonly<Record<HashName, number>> = { md5: 32, sha256: 64, 'sha512-256': 64 };

export const ALGORITHMS: readonly DigestAlgorithm[] = [
  { name: 'MD5', hash: 'md5', session: false },
  { name: 'MD5-sess', hash: 'md5', session: true },
  { name: 'SHA-256', hash: 'sha256', session: false },
  { name: 'SHA-256-sess', hash: 'sha256', session: true },
  { name: 'SHA-512-256', hash: 'sha512-256', session: false },
  { name: 'SHA-512-256-sess', hash: 'sha512-256', session: true },
];

/** Without a name it is MD5 (RFC 7616 §3.3). */
export function findAlgorithm(name: string | null): DigestAlgorithm | null {
  const wanted = (name ?? 'MD5').toLowerCase();
  return ALGORITHMS.find((algorithm) => algorithm.name.toLowerCase() === wanted) ?? null;
}

/** AKAv1-MD5 (RFC 3310), AKAv2-MD5 (RFC 4169) and their like: the password comes from the SIM's key and the network's RAND. */
export const isAka = (name: string | null): boolean => /^akav\d/i.test(name ?? '');

/** How many hex digits a response of this hash has. */
export const hexDigitsOf = (hash: HashName): number => HEX_DIGITS[hash];

/** Hash of a text with one character per byte, in hex; null where this machine's cryptography lacks or forbids the hash. */
export function hashHex(hash: HashName, text: string): string | null {
  try {
    return createHash(hash).update(text, 'latin1').digest('hex');
  } catch {
    return null; // FIPS forbids MD5
  }
}
