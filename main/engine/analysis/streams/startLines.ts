import { METHODS } from '../../../../shared/sip/methods';
import { IS_TOKEN, isBlank, isDigit, isLineEnd } from '../../decode/characterBytes';
import { looksLikeSip } from '../../decode/sip/looksLikeSip';

/** Whether bytes begin as a protocol does; `open`: too few of them are there to tell. */
export type Beginning = 'yes' | 'open' | 'no';

/** A start line is no longer than this. */
export const MAX_START_LINE_BYTES = 8192;
const MAX_METHOD_BYTES = 64;

const SPACE = 0x20;
const SLASH = 0x2f;
const DOT = 0x2e;
const COLON = 0x3a;
const CAPITAL_S = 0x53;
/** `SIP/2.0` */
const VERSION_BYTES = 7;
/** `SIP/2.0 200` */
const STATUS_BYTES = 11;

/** Longest first, so that PRACK is not taken for ACK. */
const METHOD_BYTES = METHODS.toSorted((left, right) => right.length - left.length).map((name) =>
  Uint8Array.from(name, (character) => character.charCodeAt(0)),
);

/** What stands there is a word of a method or `SIP/`, or such a word and a blank: a start line as far as it came. */
function mayBecomeStartLine(bytes: Uint8Array, start: number, end: number): boolean {
  const limit = Math.min(end, start + MAX_METHOD_BYTES);
  let at = start;
  while (at < limit && (IS_TOKEN[bytes[at]!] === 1 || bytes[at] === SLASH)) at += 1;
  if (at === end) return true;
  return at > start && at < limit && isBlank(bytes[at]);
}

/**
 * Whether a SIP message begins at bytes[start], of which as much as `end` has come. `scanned` bytes from `start` are known to
 * hold no line end, so that a line that comes byte by byte is not read from its start each time.
 */
export function beginsSip(bytes: Uint8Array, start: number, end: number, scanned = 0): Beginning {
  if (start >= end) return 'open';
  if (IS_TOKEN[bytes[start]!] === 0) return 'no';
  const limit = Math.min(end, start + MAX_START_LINE_BYTES);
  let at = Math.min(start + scanned, limit);
  while (at < limit && !isLineEnd(bytes[at])) at += 1;
  if (at < end) return at < limit && looksLikeSip(bytes, start, at) ? 'yes' : 'no';
  return mayBecomeStartLine(bytes, start, end) ? 'open' : 'no';
}

const isVersionAt = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === CAPITAL_S &&
  bytes[at + 1] === 0x49 &&
  bytes[at + 2] === 0x50 &&
  bytes[at + 3] === SLASH &&
  isDigit(bytes[at + 4]) &&
  bytes[at + 5] === DOT &&
  isDigit(bytes[at + 6]);

/** `SIP/2.0 486` */
function isStatusLineAt(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + STATUS_BYTES > end || !isVersionAt(bytes, at) || bytes[at + VERSION_BYTES] !== SPACE) return false;
  return isDigit(bytes[at + 8]) && isDigit(bytes[at + 9]) && isDigit(bytes[at + 10]);
}

function startsWith(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  return true;
}

/** Where a known method stands at the end of bytes[from, end), whatever is before it: `sendrecvINVITE`. */
function knownMethod(bytes: Uint8Array, from: number, end: number): number | null {
  for (const method of METHOD_BYTES) {
    const at = end - method.length;
    if (at >= from && startsWith(bytes, at, method)) return at;
  }
  return null;
}

/** Where in the line bytes[from, end), which ends in a version, its method begins. */
function requestStart(bytes: Uint8Array, from: number, end: number, isWholeLine: boolean): number | null {
  let at = end;
  while (at > from && isBlank(bytes[at - 1])) at -= 1;
  at -= VERSION_BYTES;
  if (at <= from || !isVersionAt(bytes, at) || !isBlank(bytes[at - 1])) return null;
  while (at > from && isBlank(bytes[at - 1])) at -= 1;
  let hasColon = false;
  for (; at > from && !isBlank(bytes[at - 1]); at -= 1) if (bytes[at - 1] === COLON) hasColon = true;
  while (at > from && isBlank(bytes[at - 1])) at -= 1;
  const methodEnd = at;
  while (at > from && methodEnd - at <= MAX_METHOD_BYTES && IS_TOKEN[bytes[at - 1]!] === 1) at -= 1;
  if (!hasColon || at === methodEnd) return null;
  const known = knownMethod(bytes, from, methodEnd);
  if (known !== null) return known > from && isBlank(bytes[known - 1]) ? null : known;
  return at === from && isWholeLine ? at : null;
}

/** The last status line that stands at the beginning of bytes[from, end) or right behind something else. */
function statusStart(bytes: Uint8Array, from: number, end: number): number | null {
  for (let at = end - STATUS_BYTES; at >= from; at -= 1) {
    if (bytes[at] !== CAPITAL_S || !isStatusLineAt(bytes, at, end)) continue;
    if (at === from || !isBlank(bytes[at - 1])) return at;
  }
  return null;
}

/**
 * Where in the line bytes[from, end) a start line begins: at its own beginning, or glued to what stands before it, as behind a
 * body that does not end in a line end. Of two the last one counts: what stands before it is such a body. Stricter than
 * `looksLikeSip`, because lines of text are asked, too: of a line whose beginning may be missing only known methods pass. Linear in
 * the line.
 */
export const startLineWithin = (bytes: Uint8Array, from: number, end: number, isWholeLine: boolean): number | null =>
  requestStart(bytes, from, end, isWholeLine) ?? statusStart(bytes, from, end);

/** `Via:`, `v :` … */
export function beginsHeaderField(bytes: Uint8Array, from: number, end: number): boolean {
  let at = from;
  while (at < end && IS_TOKEN[bytes[at]!] === 1) at += 1;
  if (at === from) return false;
  while (at < end && isBlank(bytes[at])) at += 1;
  return at < end && bytes[at] === COLON;
}
