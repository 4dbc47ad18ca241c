import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 24;

/** 192 random bits in letters that a URL carries as they are. */
export const createToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** A token that a user chose must survive in a URL and a cookie. */
export const isUsableToken = (text: string): boolean => /^[A-Za-z0-9_.~-]{16,200}$/.test(text);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that tells neither length nor place of the first difference. */
export const tokenMatches = (expected: string, given: string): boolean =>
  timingSafeEqual(digest(expected), digest(given));

/** Browsers share cookies between the ports of a host: the port in the name keeps two workbenches apart. */
export const cookieName = (port: number): string => `laddergram-${port}`;

export const tokenCookie = (port: number, token: string): string =>
  `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`;

/** Value of a cookie in a Cookie header (RFC 6265 §4.2.1); null when it is not there. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return null;
}
