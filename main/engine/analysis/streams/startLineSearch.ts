import { isLineEnd } from '../../decode/characterBytes';
import { beginsHeaderField, MAX_START_LINE_BYTES, startLineWithin } from './startLines';

const LINE_FEED = 0x0a;

/**
 * Looks for the next SIP start line where it is not known where messages begin: behind a hole, behind junk, in a body that is
 * longer than it should be. A line counts when the line behind it is a header field.
 *
 * Offsets count from where the search began; each byte is looked at a fixed number of times, however the bytes come.
 */
export class StartLineSearch {
  /** Where the start line begins that was found last. */
  foundAt = 0;
  #at = 0;
  #lineStart = 0;
  #isWholeLine = false;
  /** Where the line before this one could be the start of a message. */
  #candidate: number | null = null;

  /** Begins anew, in the middle of a line for all that is known. */
  begin(): void {
    this.#beginAt(0, false);
  }

  /** Begins anew with the line that begins at offset `from`. */
  beginLine(from: number): void {
    this.#beginAt(from, true);
  }

  #beginAt(from: number, isWholeLine: boolean): void {
    this.#isWholeLine = isWholeLine;
    this.#at = from;
    this.#lineStart = from;
    this.#candidate = null;
  }

  /** What stands before this offset is needed no more. */
  get keepFrom(): number {
    return this.#candidate ?? this.#lineStart;
  }

  /** The first bytes have been taken away; offsets count from what is left. */
  shift(lengthBytes: number): void {
    this.#at -= lengthBytes;
    this.#lineStart -= lengthBytes;
    if (this.#candidate !== null) this.#candidate -= lengthBytes;
  }

  /** Goes on to `end`; true when a start line was found. */
  find(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start + this.#at;
    for (; at < end; at += 1) {
      if (!isLineEnd(bytes[at])) continue;
      if (this.#endLine(bytes, start, at)) {
        this.#at = at - start;
        return true;
      }
    }
    this.#at = at - start;
    if (this.#at - this.#lineStart > MAX_START_LINE_BYTES) this.#beginAt(this.#at, false);
    return false;
  }

  /** Nothing more will come: whether the last line, as far as it is there, makes the line before it a start line. */
  settle(bytes: Uint8Array, start: number, end: number): boolean {
    return this.#candidate !== null && this.#confirm(bytes, start, end);
  }

  /** The line ends at bytes[at]; true when it proves that the one before it is a start line. */
  #endLine(bytes: Uint8Array, start: number, at: number): boolean {
    const from = start + this.#lineStart;
    const isSecondHalf = at === from && bytes[at] === LINE_FEED && at > start && bytes[at - 1] !== LINE_FEED;
    if (!isSecondHalf) {
      if (this.#candidate !== null && this.#confirm(bytes, start, at)) return true;
      const found = startLineWithin(bytes, from, at, this.#isWholeLine);
      this.#candidate = found === null ? null : found - start;
    }
    this.#lineStart = at + 1 - start;
    this.#isWholeLine = true;
    return false;
  }

  #confirm(bytes: Uint8Array, start: number, end: number): boolean {
    if (!beginsHeaderField(bytes, start + this.#lineStart, end)) return false;
    this.foundAt = this.#candidate!;
    return true;
  }
}
