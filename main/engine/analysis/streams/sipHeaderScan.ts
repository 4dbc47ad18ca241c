import { isBlank, isLineEnd } from '../../decode/characterBytes';
import { beginsHeaderField, startLineWithin } from './startLines';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COLON = 0x3a;

/** Says of a length with more digits than these no more than that it is too long. */
const MAX_DIGITS = 12;

const wordOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const CONTENT_LENGTH = wordOf('content-length');
const CONTENT_TYPE = wordOf('content-type');
const COMPACT_LENGTH = wordOf('l');
const COMPACT_TYPE = wordOf('c');
const SDP_TYPE = wordOf('application/sdp');
const MESSAGE_TYPE = wordOf('message/');
const MULTIPART_TYPE = wordOf('multipart/');

/** What a body may hold: nothing that reads as a start line, whole SIP messages, or any text. */
export type BodyKind = 'sdp' | 'sip' | 'any' | 'none';

function startsWith(bytes: Uint8Array, from: number, end: number, word: Uint8Array): boolean {
  if (from + word.length > end) return false;
  for (let at = 0; at < word.length; at += 1) {
    const byte = bytes[from + at]!;
    const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    if (lower !== word[at]) return false;
  }
  return true;
}

/** Where the value begins when bytes[from, end) is a header field of this name: behind the colon; null otherwise. */
function valueOf(bytes: Uint8Array, from: number, end: number, name: Uint8Array): number | null {
  if (!startsWith(bytes, from, end, name)) return null;
  let at = from + name.length;
  while (at < end && isBlank(bytes[at]!)) at += 1;
  return at < end && bytes[at] === COLON ? at + 1 : null;
}

const isSpace = (byte: number): boolean => isBlank(byte) || isLineEnd(byte);

/** The number that a value is; null when it is none. */
function wholeNumber(bytes: Uint8Array, from: number, end: number): number | null {
  let at = from;
  while (at < end && isSpace(bytes[at]!)) at += 1;
  let last = end;
  while (last > at && isSpace(bytes[last - 1]!)) last -= 1;
  if (at === last) return null;
  let value = 0;
  for (let digits = 0; at < last; at += 1) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return null;
    if (value > 0) digits += 1;
    if (digits < MAX_DIGITS) value = value * 10 + digit;
  }
  return value;
}

/**
 * Reads the header part of a message as far as it has come: where it ends, and what it says of the body. Lines end as for
 * `LineReader` of decode/sip. Offsets count from the start of the message; each byte is looked at a fixed number of times.
 */
export class SipHeaderScan {
  /** Behind the empty line; meaningful once `read` has said true. */
  bodyStart = 0;
  /** null when Content-Length is missing or no number. */
  contentLength: number | null = null;
  bodyKind: BodyKind = 'none';
  /** The next message begins where the empty line should be, at `bodyStart`. */
  lacksEmptyLine = false;

  #at = 0;
  #lineStart = 0;
  #isFirstLine = true;
  /** Range of the value of the first Content-Length, lines that continue it included. */
  #lengthStart: number | null = null;
  #lengthEnd = 0;
  #isInLength = false;
  #typeStart: number | null = null;
  #typeEnd = 0;
  #isInType = false;

  begin(): void {
    this.contentLength = null;
    this.bodyKind = 'none';
    this.lacksEmptyLine = false;
    this.#at = 0;
    this.#lineStart = 0;
    this.#isFirstLine = true;
    this.#lengthStart = null;
    this.#isInLength = false;
    this.#typeStart = null;
    this.#isInType = false;
  }

  /** Goes on to `end`; true once the header part is whole. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start + this.#at;
    while (at < end) {
      const byte = bytes[at]!;
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) {
        at += 1;
        continue;
      }
      const next = behindLineEnd(bytes, at, end);
      if (next === null) break;
      if (at === start + this.#lineStart) return this.#finish(bytes, start, next);
      if (!this.#isFirstLine && isStartLine(bytes, start + this.#lineStart, at)) {
        this.lacksEmptyLine = true;
        return this.#finish(bytes, start, start + this.#lineStart);
      }
      this.#endLine(bytes, start, at);
      this.#lineStart = next - start;
      at = next;
    }
    this.#at = at - start;
    return false;
  }

  #endLine(bytes: Uint8Array, start: number, lineEnd: number): void {
    const from = start + this.#lineStart;
    if (this.#isFirstLine) this.#isFirstLine = false;
    else if (!isBlank(bytes[from]!)) this.#beginField(bytes, start, from, lineEnd);
    if (this.#isInLength) this.#lengthEnd = lineEnd - start;
    if (this.#isInType) this.#typeEnd = lineEnd - start;
  }

  /** Only the first field of a name counts. */
  #beginField(bytes: Uint8Array, start: number, from: number, end: number): void {
    this.#isInLength = false;
    this.#isInType = false;
    const length = valueOf(bytes, from, end, CONTENT_LENGTH) ?? valueOf(bytes, from, end, COMPACT_LENGTH);
    if (length !== null && this.#lengthStart === null) {
      this.#lengthStart = length - start;
      this.#isInLength = true;
    }
    const type = valueOf(bytes, from, end, CONTENT_TYPE) ?? valueOf(bytes, from, end, COMPACT_TYPE);
    if (type !== null && this.#typeStart === null) {
      this.#typeStart = type - start;
      this.#isInType = true;
    }
  }

  #finish(bytes: Uint8Array, start: number, bodyStart: number): true {
    this.bodyStart = bodyStart - start;
    if (this.#lengthStart !== null) {
      this.contentLength = wholeNumber(bytes, start + this.#lengthStart, start + this.#lengthEnd);
    }
    if (this.#typeStart !== null) {
      this.bodyKind = bodyKindOf(bytes, start + this.#typeStart, start + this.#typeEnd);
    }
    return true;
  }
}

/** A line that is no header field but a start line. */
const isStartLine = (bytes: Uint8Array, from: number, end: number): boolean =>
  !beginsHeaderField(bytes, from, end) && startLineWithin(bytes, from, end, true) === from;

/** Where the next line begins when bytes[at] is CR or LF: CR LF, LF, CR and CR CR LF end lines. null while that is open. */
function behindLineEnd(bytes: Uint8Array, at: number, end: number): number | null {
  if (bytes[at] === LINE_FEED) return at + 1;
  if (at + 1 >= end) return null;
  if (bytes[at + 1] === LINE_FEED) return at + 2;
  if (bytes[at + 1] !== CARRIAGE_RETURN) return at + 1;
  if (at + 2 >= end) return null;
  return bytes[at + 2] === LINE_FEED ? at + 3 : at + 1;
}

function bodyKindOf(bytes: Uint8Array, from: number, end: number): BodyKind {
  let at = from;
  while (at < end && isSpace(bytes[at]!)) at += 1;
  if (startsWith(bytes, at, end, SDP_TYPE)) return 'sdp';
  return startsWith(bytes, at, end, MESSAGE_TYPE) || startsWith(bytes, at, end, MULTIPART_TYPE) ? 'sip' : 'any';
}
