const CHUNK_FRAMES = 65_536;

/**
 * Where each frame of opened files lies: its offset, eight bytes a frame, and the number of its file when there are several.
 * A frame without a time of its own is told by a negative offset.
 */
export class FrameIndex {
  readonly #offsets: Float64Array[] = [];
  readonly #files: Uint16Array[] | null;
  #frames = 0;

  constructor(files: number) {
    this.#files = files > 1 ? [] : null;
  }

  get frames(): number {
    return this.#frames;
  }

  /** Adds the next frame; the first is number 1. */
  add(file: number, offset: number, untimed: boolean): void {
    const at = this.#frames % CHUNK_FRAMES;
    if (at === 0) this.#grow();
    const chunk = this.#offsets.length - 1;
    this.#offsets[chunk]![at] = untimed ? -offset : offset;
    if (this.#files !== null) this.#files[chunk]![at] = file;
    this.#frames += 1;
  }

  has(frame: number): boolean {
    return Number.isInteger(frame) && frame >= 1 && frame <= this.#frames;
  }

  /** Offset of a frame that is there. */
  offsetOf(frame: number): number {
    return Math.abs(this.#signedOffset(frame));
  }

  fileOf(frame: number): number {
    return this.#files?.[Math.floor((frame - 1) / CHUNK_FRAMES)]?.[(frame - 1) % CHUNK_FRAMES] ?? 0;
  }

  /** The frame whose time this one has: itself, or the nearest before it in its file that has one; null when there is none. */
  timedFrame(frame: number): number | null {
    if (this.#signedOffset(frame) >= 0) return frame;
    const file = this.fileOf(frame);
    for (let before = frame - 1; before >= 1; before -= 1) {
      if (this.#signedOffset(before) >= 0 && this.fileOf(before) === file) return before;
    }
    return null;
  }

  #signedOffset(frame: number): number {
    return this.#offsets[Math.floor((frame - 1) / CHUNK_FRAMES)]?.[(frame - 1) % CHUNK_FRAMES] ?? 0;
  }

  #grow(): void {
    this.#offsets.push(new Float64Array(CHUNK_FRAMES));
    this.#files?.push(new Uint16Array(CHUNK_FRAMES));
  }
}
