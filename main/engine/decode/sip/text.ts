/**
 * The lowest layer of the header grammar (RFC 3261 §25.1): white space, tokens, quoted strings.
 *
 * The readers above it take any text and offsets into it; over text with one character per byte the offsets are bytes.
 * A line end within a header field (folding) counts as white space.
 */
import type { ByteRange } from './sipMessage';

const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export const isSpace = (code: number): boolean =>
  code === SPACE || code === TAB || code === CARRIAGE_RETURN || code === LINE_FEED;

/** First place in [at, end) that is no white space, or end. */
export function skipSpace(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && isSpace(text.charCodeAt(next))) next += 1;
  return next;
}

/** [start, end) without the white space at either end. */
export function trimmed(text: string, start: number, end: number): ByteRange {
  const first = skipSpace(text, start, end);
  let last = end;
  while (last > first && isSpace(text.charCodeAt(last - 1))) last -= 1;
  return { start: first, end: last };
}

export const textOf = (text: string, range: ByteRange): string => text.slice(range.start, range.end);

/** Place after the quoted string that begins with the quote at `at`; null when it does not end before `end`. */
export function afterQuoted(text: string, at: number, end: number): number | null {
  for (let next = at + 1; next < end; next += 1) {
    const code = text.charCodeAt(next);
    if (code === QUOTE) return next + 1;
    if (code === BACKSLASH) next += 1;
  }
  return null;
}

export const isQuote = (text: string, at: number): boolean => text.charCodeAt(at) === QUOTE;

/** Inside of a quoted string without the backslashes that escape characters. */
export const unescapeQuoted = (inside: string): string =>
  inside.includes('\\') ? inside.replace(/\\([\s\S])/g, '$1') : inside;

/** First place of `wanted` in [at, end), or end. */
export function findCode(text: string, wanted: number, at: number, end: number): number {
  for (let next = at; next < end; next += 1) if (text.charCodeAt(next) === wanted) return next;
  return end;
}

const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;

export const isToken = (text: string): boolean => TOKEN.test(text);
