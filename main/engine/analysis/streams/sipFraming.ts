import { skipKeepalive } from '../../decode/characterBytes';
import { SipHeaderScan } from './sipHeaderScan';
import { beginsSip } from './startLines';
import { StartLineSearch } from './startLineSearch';

const EQUALS = 0x3d;

/** `message`: its length is in `lengthBytes`. `notSip`: no start line stands there. */
export type FramingStep = 'message' | 'more' | 'notSip';

/**
 * Finds the end of the SIP message that a connection brings (RFC 3261 §18.3). Keeps how far it has looked, so that a message may
 * come in any pieces: each byte is looked at a fixed number of times. One instance serves one message after the other.
 *
 * - A start line among the header fields ends the message: its empty line is missing.
 * - Content-Length says where the body ends, unless the body is a session description (or of no type) and a start line stands
 *   in it: then the length is wrong, and the message ends where the next one begins. Bodies of other types may quote SIP.
 * - Bytes behind that end which are neither line ends nor a start line belong to the message as surplus, as far as they are there.
 * - Without (a valid) Content-Length the message ends at its empty line when line ends, a start line or, without Content-Type,
 *   nothing follows. Else the body reaches to the next start line, or to the end of what the sender pushed (RFC 9293, PSH).
 */
export class SipFraming {
  /** Of the message that `read` found. */
  lengthBytes = 0;

  readonly #maxMessageBytes: number;
  readonly #headers = new SipHeaderScan();
  readonly #search = new StartLineSearch();
  #phase: 'startLine' | 'headers' | 'body' = 'startLine';
  /** How far the start line, then what may follow an empty line, has been looked at. */
  #scanned = 0;

  constructor(maxMessageBytes: number) {
    this.#maxMessageBytes = maxMessageBytes;
  }

  /** A new message begins. */
  begin(): void {
    this.#phase = 'startLine';
    this.#scanned = 0;
  }

  /** The start line of the message is whole. */
  get hasStartLine(): boolean {
    return this.#phase !== 'startLine';
  }

  /** Asks of the message at bytes[start], of which as much as `end` has come; `isPushed`: the sender had no more to say for now. */
  read(bytes: Uint8Array, start: number, end: number, isPushed: boolean): FramingStep {
    const step = this.#step(bytes, start, end, isPushed);
    if (step !== 'more' || end - start < this.#maxMessageBytes) return step;
    this.lengthBytes = this.#maxMessageBytes;
    return 'message';
  }

  #step(bytes: Uint8Array, start: number, end: number, isPushed: boolean): FramingStep {
    if (this.#phase === 'startLine') {
      const beginning = beginsSip(bytes, start, end, this.#scanned);
      this.#scanned = end - start;
      if (beginning !== 'yes') return beginning === 'open' ? 'more' : 'notSip';
      this.#headers.begin();
      this.#phase = 'headers';
    }
    if (this.#phase === 'headers') {
      if (!this.#headers.read(bytes, start, end)) return 'more';
      this.#search.beginLine(this.#headers.bodyStart);
      this.#scanned = this.#headers.bodyStart;
      this.#phase = 'body';
    }
    const { contentLength, lacksEmptyLine, bodyStart } = this.#headers;
    if (lacksEmptyLine) return this.#message(bodyStart);
    return contentLength === null
      ? this.#openBody(bytes, start, end, isPushed)
      : this.#body(bytes, start, end, contentLength);
  }

  #message(lengthBytes: number): 'message' {
    this.lengthBytes = Math.min(lengthBytes, this.#maxMessageBytes);
    return 'message';
  }

  #body(bytes: Uint8Array, start: number, end: number, contentLength: number): FramingStep {
    const { bodyKind, bodyStart } = this.#headers;
    const saidEnd = start + bodyStart + contentLength;
    const mayHoldStartLine = bodyKind === 'sip' || bodyKind === 'any';
    if (!mayHoldStartLine && contentLength > 0 && this.#search.find(bytes, start, end)) {
      if (start + this.#search.foundAt < saidEnd) return this.#message(this.#search.foundAt);
    }
    if (end < saidEnd || (bodyKind === 'sdp' && this.#isDoubtful(bytes, start, end, saidEnd))) return 'more';
    return this.#message(this.#behindBody(bytes, saidEnd, end) - start);
  }

  /** The last line of a session description is none of its lines (RFC 8866 §5: `x=`) but may become a start line. */
  #isDoubtful(bytes: Uint8Array, start: number, end: number, bodyEnd: number): boolean {
    const line = start + this.#search.keepFrom;
    const isDescribed = line + 1 < end && bytes[line + 1] === EQUALS;
    return line < bodyEnd && !isDescribed && beginsSip(bytes, line, end) !== 'no';
  }

  /** Where what belongs to the message ends, given that its body ends at bytes[bodyEnd]. */
  #behindBody(bytes: Uint8Array, bodyEnd: number, end: number): number {
    const follows = skipKeepalive(bytes, bodyEnd, end);
    if (follows === end || beginsSip(bytes, follows, end) !== 'no') return bodyEnd;
    this.#search.begin();
    return this.#search.find(bytes, bodyEnd, end) ? bodyEnd + this.#search.foundAt : end;
  }

  #openBody(bytes: Uint8Array, start: number, end: number, isPushed: boolean): FramingStep {
    const bodyStart = start + this.#headers.bodyStart;
    const follows = skipKeepalive(bytes, start + this.#scanned, end);
    this.#scanned = follows - start;
    if (follows === end) return this.#headers.bodyKind === 'none' ? this.#message(bodyStart - start) : 'more';
    const beginning = beginsSip(bytes, follows, end);
    if (beginning === 'yes') return this.#message(bodyStart - start);
    if (this.#search.find(bytes, start, end)) return this.#message(this.#search.foundAt);
    return isPushed ? this.#message(end - start) : 'more';
  }
}
