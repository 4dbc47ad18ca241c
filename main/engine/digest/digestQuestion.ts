import { hashHex, type HashName } from './digestAlgorithm';
import type { DigestParameters } from './digestParameters';

/** What a check is made of. Texts of the message have one character per byte; `password` and `username` are what a person wrote. */
export type DigestQuestion = {
  /** null when the capture does not hold it. */
  readonly challenge: DigestParameters | null;
  readonly credentials: DigestParameters;
  readonly method: string;
  readonly requestUri: string;
  /** null when it is not whole; only auth-int needs it. */
  readonly body: string | null;
  readonly password: string;
  /** Plain form of the user name, for credentials that carry its hash (`userhash`, RFC 7616 §3.4.4). */
  readonly username?: string;
};

/** Longer values are no work of a phone; hashing them hundreds of times would be work for us. */
export const MOST_CHARACTERS = 4096;

/** A person's text as the bytes that are hashed, one character each: UTF-8 (RFC 7616 §4). */
export const utf8Bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Hashes a body once per hash, however often it is asked for. */
export function bodyHasher(body: string | null): (hash: HashName) => string | null {
  const known = new Map<HashName, string | null>();
  return (hash) => {
    if (body === null) return null;
    if (!known.has(hash)) known.set(hash, hashHex(hash, body));
    return known.get(hash) ?? null;
  };
}
