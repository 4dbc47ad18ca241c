/** Whether credentials fit a password (RFC 7616 §3.4.1), as the window shows it and `analyze --credentials` prints it. */

/**
 * `matches`: password and message agree · `realmDiffers`: made with another realm or user name · `nonceDiffers`: with another nonce, or
 * another of the things that go with it (qop, nc, cnonce, algorithm) · `uriDiffers`: with another URI, method or body ·
 * `notChecked`: it cannot be told.
 */
export type DigestResult =
  'matches' | 'passwordDiffers' | 'realmDiffers' | 'nonceDiffers' | 'uriDiffers' | 'notChecked';

/** A part of the credentials beside what it should be; `agrees` is null where there is nothing to compare it with. */
export type DigestFact = { readonly name: string; readonly value: string; readonly agrees: boolean | null };

export type DigestCheck = {
  readonly result: DigestResult;
  readonly words: string;
  readonly facts: readonly DigestFact[];
};

/** The longest password that is tried. */
export const MOST_PASSWORD_CHARACTERS = 256;
