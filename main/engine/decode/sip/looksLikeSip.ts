import { IS_TOKEN, isBlank, isDigit, isLineEnd } from '../characterBytes';

/** Junk that is skipped before a start line: line ends and NULs that keep bindings open, blanks. */
const MAX_LEADING_JUNK_BYTES = 16;
/** The longest known method has 9 characters; RFC 4475's "interesting" one has 42. */
const MAX_METHOD_BYTES = 64;
const MAX_START_LINE_BYTES = 8192;

const SPACE = 0x20;
const SLASH = 0x2f;
const COLON = 0x3a;

const isJunk = (byte: number): boolean => byte === 0x00 || byte === SPACE || isLineEnd(byte);

/** Letters in either case: 0x20 is the bit that tells the cases apart. */
const isLetter = (byte: number, letter: number): boolean => (byte | 0x20) === letter;

const isSipAt = (bytes: Uint8Array, at: number): boolean =>
  isLetter(bytes[at]!, 0x73) && isLetter(bytes[at + 1]!, 0x69) && isLetter(bytes[at + 2]!, 0x70);

/** `SIP/` and a digit at `at`: version 2.0, or what RFC 4475 makes of it. */
const isVersionAt = (bytes: Uint8Array, at: number, end: number): boolean =>
  at + 5 <= end && isSipAt(bytes, at) && bytes[at + 3] === SLASH && isDigit(bytes[at + 4]);

/** `sip:` or `sips:` at `at`. */
function isSipUriAt(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 4 > end || !isSipAt(bytes, at)) return false;
  if (bytes[at + 3] === COLON) return true;
  return at + 5 <= end && isLetter(bytes[at + 3]!, 0x73) && bytes[at + 4] === COLON;
}

function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(bytes[at])) at += 1;
  return at;
}

function lineEnd(bytes: Uint8Array, from: number, limit: number): number {
  let at = from;
  while (at < limit && !isLineEnd(bytes[at])) at += 1;
  return at;
}

/** Whether the last word of a line is a SIP version; blanks may follow it (RFC 4475 §3.1.1.11). */
function endsInVersion(bytes: Uint8Array, from: number, end: number): boolean {
  let wordEnd = end;
  while (wordEnd > from && isBlank(bytes[wordEnd - 1])) wordEnd -= 1;
  let word = wordEnd;
  while (word > from && !isBlank(bytes[word - 1])) word -= 1;
  return word > from && isVersionAt(bytes, word, wordEnd);
}

/**
 * Whether bytes[start, end) begin as a SIP message does: a status line `SIP/2.0 …`, or a request line of a method, a target and
 * a version. A request line without version passes when its target is a SIP URI (RFC 2543 phones, line cut off by the capture).
 *
 *     INVITE sip:bob@biloxi.example.com SIP/2.0
 */
export function looksLikeSip(bytes: Uint8Array, start: number, end: number): boolean {
  const junkLimit = Math.min(end, start + MAX_LEADING_JUNK_BYTES);
  let from = start;
  while (from < junkLimit && isJunk(bytes[from]!)) from += 1;
  if (isVersionAt(bytes, from, end)) return true;

  const methodLimit = Math.min(end, from + MAX_METHOD_BYTES);
  let at = from;
  while (at < methodLimit && IS_TOKEN[bytes[at]!] === 1) at += 1;
  if (at === from || at >= end || !isBlank(bytes[at])) return false;

  const target = skipBlanks(bytes, at, end);
  if (isSipUriAt(bytes, target, end)) return true;
  return endsInVersion(bytes, at, lineEnd(bytes, at, Math.min(end, from + MAX_START_LINE_BYTES)));
}
