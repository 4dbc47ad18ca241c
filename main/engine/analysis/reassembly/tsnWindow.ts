/** Transmission sequence numbers that are remembered; a power of two. Receivers never have so many open. */
const SIZE = 1024;
const NONE = -1;
/** Bytes of a chunk that its mark is made of. */
const MARKED_BYTES = 256;

/** A number for what a chunk carries, never 0: a retransmission has the same one. */
export function markOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  const limit = Math.min(end, start + MARKED_BYTES);
  for (let at = start; at < limit; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return ((hash ^ (hash >>> 16)) & 0xffff) | 1;
}

/**
 * Which transmission sequence numbers of one direction have come already (RFC 9260 §6.2), around the highest one. The mark of
 * the content is asked for as well: tools that make captures up write the same numbers for different messages.
 */
export class TsnWindow {
  private readonly marks = new Uint16Array(SIZE);
  private highest = NONE;

  has(tsn: number, mark: number): boolean {
    if (this.highest === NONE) return false;
    const ahead = (tsn - this.highest) | 0;
    return ahead <= 0 && ahead > -SIZE && this.marks[tsn & (SIZE - 1)] === mark;
  }

  /** Far ahead and far behind begin anew: numbers jump where a capture has a hole or an association is another. */
  add(tsn: number, mark: number): void {
    const ahead = this.highest === NONE ? SIZE : (tsn - this.highest) | 0;
    if (ahead >= SIZE || ahead <= -SIZE) this.marks.fill(0);
    else for (let step = 1; step < ahead; step += 1) this.marks[(this.highest + step) & (SIZE - 1)] = 0;
    if (ahead > 0 || ahead <= -SIZE) this.highest = tsn;
    this.marks[tsn & (SIZE - 1)] = mark;
  }
}
