const CHUNK_FRAMES = 65_536;

/** No stream: frames start out with this tag. */
export const UNTAGGED = -1;

/**
 * Which stream each frame belongs to, four bytes a frame, so that a call's media can be exported without reading the whole capture
 * again. Frames are numbered from 1; chunks of frames that the ring has overwritten are released.
 */
export class FrameTags {
  readonly #chunks = new Map<number, Int32Array<ArrayBuffer>>();
  /** The chunk that was written last, as nearly all frames come in order, and its first frame. */
  #latest = new Int32Array(0);
  #latestFrom = 0;

  set(frame: number, tag: number): void {
    const at = frame - this.#latestFrom;
    if (at >= 0 && at < this.#latest.length) this.#latest[at] = tag;
    else this.#setElsewhere(frame, tag);
  }

  tagOf(frame: number): number {
    return this.#chunks.get(Math.floor(frame / CHUNK_FRAMES))?.[frame % CHUNK_FRAMES] ?? UNTAGGED;
  }

  releaseBefore(frame: number): void {
    for (const chunkNumber of this.#chunks.keys()) {
      if ((chunkNumber + 1) * CHUNK_FRAMES <= frame) this.#chunks.delete(chunkNumber);
    }
    if (this.#latestFrom + this.#latest.length <= frame) this.#latest = new Int32Array(0);
  }

  /** Frames with one of these tags, in order. */
  framesTagged(tags: ReadonlySet<number>): number[] {
    const frames: number[] = [];
    const chunkNumbers = [...this.#chunks.keys()].sort((a, b) => a - b);
    for (const chunkNumber of chunkNumbers) {
      const chunk = this.#chunks.get(chunkNumber);
      chunk?.forEach((tag, index) => {
        if (tag !== UNTAGGED && tags.has(tag)) frames.push(chunkNumber * CHUNK_FRAMES + index);
      });
    }
    return frames;
  }

  #setElsewhere(frame: number, tag: number): void {
    const chunkNumber = Math.floor(frame / CHUNK_FRAMES);
    let chunk = this.#chunks.get(chunkNumber);
    if (!chunk) {
      chunk = new Int32Array(CHUNK_FRAMES).fill(UNTAGGED);
      this.#chunks.set(chunkNumber, chunk);
    }
    this.#latest = chunk;
    this.#latestFrom = chunkNumber * CHUNK_FRAMES;
    chunk[frame - this.#latestFrom] = tag;
  }
}
