const CHUNK_FRAMES = 65_536;

/** No stream: frames start out with this tag. */
export const UNTAGGED = -1;

/**
 * Which stream each frame belongs to, four bytes a frame, so that a call's media can be exported without reading the whole capture
 * again. Frames are numbered from 1; chunks of frames that the ring has overwritten are released.
 */
export class FrameTags {
  readonly #chunks = new Map<number, Int32Array>();

  set(frame: number, tag: number): void {
    const chunkNumber = Math.floor(frame / CHUNK_FRAMES);
    let chunk = this.#chunks.get(chunkNumber);
    if (!chunk) {
      chunk = new Int32Array(CHUNK_FRAMES).fill(UNTAGGED);
      this.#chunks.set(chunkNumber, chunk);
    }
    chunk[frame % CHUNK_FRAMES] = tag;
  }

  tagOf(frame: number): number {
    return this.#chunks.get(Math.floor(frame / CHUNK_FRAMES))?.[frame % CHUNK_FRAMES] ?? UNTAGGED;
  }

  releaseBefore(frame: number): void {
    for (const chunkNumber of this.#chunks.keys()) {
      if ((chunkNumber + 1) * CHUNK_FRAMES <= frame) this.#chunks.delete(chunkNumber);
    }
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
}
