import type { Segment } from './tcpSegment';

/** What a kept part costs besides its bytes. */
const PART_BYTES = 200;
/** Parts that were taken are removed together. */
const TAKEN_PARTS = 64;

const endOf = (segment: Segment): number => segment.offset + segment.bytes.length;

/** Told of bytes that came again: those of `segment` from `offset` on, and those kept, from kept[keptStart]. */
export type OnRepeated = (
  segment: Segment,
  offset: number,
  kept: Uint8Array,
  keptStart: number,
  lengthBytes: number,
) => void;

/**
 * Segments that cannot be read yet because something before them is missing, in the order of their offsets. None overlaps
 * another: of bytes that come twice, the first ones stay. Owns copies of the bytes.
 */
export class PendingSegments {
  heldBytes = 0;
  readonly #parts: Segment[] = [];
  #taken = 0;

  get size(): number {
    return this.#parts.length - this.#taken;
  }

  get first(): Segment | undefined {
    return this.#parts[this.#taken];
  }

  /** Keeps what is new of a segment: what no part before it has brought. */
  add(segment: Segment, onRepeated: OnRepeated): void {
    const end = segment.offset + segment.end - segment.start;
    let at = segment.offset;
    for (let index = this.#indexBehind(at); at < end; index += 1) {
      const part = this.#parts[index];
      const gapEnd = part === undefined ? end : Math.min(end, part.offset);
      if (gapEnd > at) {
        this.#insert(index, segment, at, gapEnd);
        at = gapEnd;
        continue;
      }
      const knownEnd = Math.min(end, endOf(part!));
      onRepeated(segment, at, part!.bytes, at - part!.offset, knownEnd - at);
      at = knownEnd;
    }
  }

  takeFirst(): Segment | undefined {
    const part = this.first;
    if (part === undefined) return undefined;
    this.heldBytes -= part.bytes.length + PART_BYTES;
    this.#taken += 1;
    if (this.#taken === this.#parts.length || this.#taken >= TAKEN_PARTS) {
      this.#parts.splice(0, this.#taken);
      this.#taken = 0;
    }
    return part;
  }

  #insert(index: number, segment: Segment, from: number, to: number): void {
    const start = segment.start + from - segment.offset;
    const bytes = segment.bytes.slice(start, start + to - from);
    const reachesEnd = to === segment.offset + segment.end - segment.start;
    this.#parts.splice(index, 0, {
      offset: from,
      bytes,
      start: 0,
      end: bytes.length,
      origin: segment.origin,
      isPushed: reachesEnd && segment.isPushed,
      isCutOff: reachesEnd && segment.isCutOff,
    });
    this.heldBytes += bytes.length + PART_BYTES;
  }

  /** The first part that ends behind `offset`. */
  #indexBehind(offset: number): number {
    let low = this.#taken;
    let high = this.#parts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (endOf(this.#parts[middle]!) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
