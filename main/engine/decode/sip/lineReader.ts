const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export type LineEnding = 'crlf' | 'lf' | 'cr' | 'none';

/** Reads a text of bytes line by line; one instance serves a whole message and makes no objects. */
export class LineReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  /** The line read last is bytes[start, textEnd); the next one begins at `next`. */
  start = 0;
  textEnd = 0;
  next = 0;
  ending: LineEnding = 'none';
  /** The line has bytes from 0x80 on. */
  hasHighBytes = false;
  hasNul = false;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.end = end;
    this.next = start;
  }

  /** Reads the next line; false at the end. CR LF, LF, CR and CR CR LF end a line. */
  read(): boolean {
    if (this.next >= this.end) return false;
    const { bytes, end } = this;
    let at = this.next;
    let seen = 0;
    let nul = false;
    this.start = at;
    for (; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) break;
      seen |= byte;
      if (byte === 0) nul = true;
    }
    this.textEnd = at;
    this.hasHighBytes = (seen & 0x80) !== 0;
    this.hasNul = nul;
    this.endLine(at);
    return true;
  }

  private endLine(at: number): void {
    const { bytes, end } = this;
    if (at >= end) {
      this.next = end;
      this.ending = 'none';
    } else if (bytes[at] === LINE_FEED) {
      this.next = at + 1;
      this.ending = 'lf';
    } else if (at + 1 < end && bytes[at + 1] === LINE_FEED) {
      this.next = at + 2;
      this.ending = 'crlf';
    } else {
      const doubled = at + 2 < end && bytes[at + 1] === CARRIAGE_RETURN && bytes[at + 2] === LINE_FEED;
      this.next = at + (doubled ? 3 : 1);
      this.ending = 'cr';
    }
  }
}
