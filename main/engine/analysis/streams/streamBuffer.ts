import type { Origin } from './tcpSegment';

const NO_BYTES = new Uint8Array(0);
const MIN_CAPACITY_BYTES = 2048;
/** What a piece of bytes costs besides them: end, frame, frames, time. */
const PIECE_BYTES = 32;

/**
 * The bytes of one direction that follow each other without a hole and have not been read yet, and which frames they came from.
 * They are bytes[from, to); byte `from` is byte `offset` of the direction.
 *
 * As long as nothing is left over from before, the bytes are borrowed where they lie; `own` copies what is to be kept.
 */
export class StreamBuffer {
  bytes: Uint8Array = NO_BYTES;
  from = 0;
  to = 0;
  offset = 0;
  #isBorrowed = false;

  /** Pieces from `#first` on: the offset where each ends, and where it came from. */
  #first = 0;
  #ends: number[] = [];
  #frames: number[] = [];
  #frameLists: (readonly number[] | null)[] = [];
  #times: number[] = [];

  get lengthBytes(): number {
    return this.to - this.from;
  }

  get heldBytes(): number {
    return (this.#isBorrowed ? 0 : this.bytes.length) + (this.#ends.length - this.#first) * PIECE_BYTES;
  }

  /** Forgets everything; what comes next is byte `offset` of the direction. */
  clear(offset: number): void {
    this.offset = offset;
    this.#release();
  }

  append(bytes: Uint8Array, start: number, end: number, { frame, frames, atMs }: Origin): void {
    if (this.from === this.to) this.#borrow(bytes, start, end);
    else this.#copy(bytes, start, end);
    const last = this.#ends.length - 1;
    const endOffset = this.offset + this.lengthBytes;
    if (last >= this.#first && this.#frames[last] === frame) {
      this.#ends[last] = endOffset;
      return;
    }
    this.#ends.push(endOffset);
    this.#frames.push(frame);
    this.#frameLists.push(frames);
    this.#times.push(atMs);
  }

  /** Takes bytes away from the front. */
  consume(lengthBytes: number): void {
    this.from += lengthBytes;
    this.offset += lengthBytes;
    if (this.from === this.to) return this.#release();
    while (this.#ends[this.#first]! <= this.offset) this.#first += 1;
    if (this.#first > 64 && this.#first * 2 > this.#ends.length) this.#forgetPieces(this.#first);
  }

  /** Copies what is borrowed. */
  own(): void {
    if (!this.#isBorrowed) return;
    const lengthBytes = this.lengthBytes;
    const owned = new Uint8Array(Math.max(MIN_CAPACITY_BYTES, lengthBytes));
    owned.set(this.bytes.subarray(this.from, this.to));
    this.#hold(owned, lengthBytes);
  }

  /** The frames that the first bytes came from, ascending, each once; and when the last of them was captured. */
  originOf(lengthBytes: number): { readonly frames: readonly number[]; readonly frame: number; readonly atMs: number } {
    const endOffset = this.offset + lengthBytes;
    const frames: number[] = [];
    let isAscending = true;
    let frame = 0;
    let atMs = 0;
    for (let piece = this.#first; piece < this.#ends.length; piece += 1) {
      const list = this.#frameLists[piece] ?? null;
      const last = this.#frames[piece]!;
      if (last <= frame || list !== null) isAscending = false;
      if (list === null) frames.push(last);
      else for (const part of list) frames.push(part);
      if (last > frame) {
        frame = last;
        atMs = this.#times[piece]!;
      }
      if (this.#ends[piece]! >= endOffset) break;
    }
    return { frames: isAscending ? frames : sortedOnce(frames), frame, atMs };
  }

  #borrow(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.from = start;
    this.to = end;
    this.#isBorrowed = true;
  }

  #copy(bytes: Uint8Array, start: number, end: number): void {
    this.own();
    const lengthBytes = this.lengthBytes;
    const neededBytes = lengthBytes + end - start;
    if (this.to + end - start > this.bytes.length) {
      if (neededBytes * 2 <= this.bytes.length) this.bytes.copyWithin(0, this.from, this.to);
      else {
        const grown = new Uint8Array(neededBytes * 2);
        grown.set(this.bytes.subarray(this.from, this.to));
        this.bytes = grown;
      }
      this.from = 0;
      this.to = lengthBytes;
    }
    this.bytes.set(bytes.subarray(start, end), this.to);
    this.to += end - start;
  }

  #hold(bytes: Uint8Array, lengthBytes: number): void {
    this.bytes = bytes;
    this.from = 0;
    this.to = lengthBytes;
    this.#isBorrowed = false;
  }

  #release(): void {
    this.#hold(NO_BYTES, 0);
    this.#forgetPieces(this.#ends.length);
  }

  #forgetPieces(count: number): void {
    this.#first = 0;
    this.#ends.splice(0, count);
    this.#frames.splice(0, count);
    this.#frameLists.splice(0, count);
    this.#times.splice(0, count);
  }
}

function sortedOnce(frames: number[]): readonly number[] {
  frames.sort((left, right) => left - right);
  return frames.filter((frame, index) => index === 0 || frame !== frames[index - 1]);
}
