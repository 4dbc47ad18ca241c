/** One offset is kept for so many frames; those between are found by walking over their blocks. */
const STRIDE = 64;

/** Where to begin looking for a frame: at this offset, that many frames on, but before `limit`. */
export type FramePlace = { readonly offset: number; readonly skipFrames: number; readonly limit: number };

/** Where the frames of one ring file lie: a quarter of a byte for each, so that even a ring without end stays small. */
export class FrameOffsets {
  #frames = new Float64Array(16);
  #offsets = new Float64Array(16);
  #entries = 0;
  #nextFrame = 0;

  /** Notes the next frame written; numbers go up, and need not be without gaps. */
  add(frame: number, offset: number): void {
    const last = this.#entries - 1;
    const near = last >= 0 && frame === this.#nextFrame && frame - this.#frames[last]! < STRIDE;
    this.#nextFrame = frame + 1;
    if (near) return;
    if (this.#entries === this.#frames.length) this.#grow();
    this.#frames[this.#entries] = frame;
    this.#offsets[this.#entries] = offset;
    this.#entries += 1;
  }

  /** Null when the frame is before the first or after the last noted. */
  find(frame: number): FramePlace | null {
    if (this.#entries === 0 || frame < this.#frames[0]! || frame >= this.#nextFrame) return null;
    let low = 0;
    let high = this.#entries - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#frames[middle]! <= frame) low = middle;
      else high = middle - 1;
    }
    const skipFrames = frame - this.#frames[low]!;
    const limit = low + 1 < this.#entries ? this.#offsets[low + 1]! : Infinity;
    return skipFrames < STRIDE ? { offset: this.#offsets[low]!, skipFrames, limit } : null;
  }

  #grow(): void {
    const frames = new Float64Array(2 * this.#entries);
    const offsets = new Float64Array(2 * this.#entries);
    frames.set(this.#frames);
    offsets.set(this.#offsets);
    this.#frames = frames;
    this.#offsets = offsets;
  }
}
