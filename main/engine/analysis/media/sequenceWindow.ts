/** How many sequence numbers back a packet can be told from its duplicate. A power of two. */
export const WINDOW_PACKETS = 1024;
const WORDS = WINDOW_PACKETS / 32;
const WINDOWS_PER_BLOCK = 128;

/** Windows of all streams lie in a few large blocks, and come back when a stream leaves. */
const free: SequenceWindow[] = [];

/** Which of the last 1,024 extended sequence numbers have been seen: one bit each, addressed modulo the window. */
export class SequenceWindow {
  readonly #words: Uint32Array;

  private constructor(words: Uint32Array) {
    this.#words = words;
  }

  /** A clear window; give it back with `release`. */
  static take(): SequenceWindow {
    if (free.length === 0) {
      const block = new Uint32Array(WORDS * WINDOWS_PER_BLOCK);
      for (let at = 0; at < block.length; at += WORDS) free.push(new SequenceWindow(block.subarray(at, at + WORDS)));
    }
    const window = free.pop()!;
    window.clear();
    return window;
  }

  release(): void {
    free.push(this);
  }

  clear(): void {
    this.#words.fill(0);
  }

  has(extended: number): boolean {
    return ((this.#words[(extended >>> 5) & (WORDS - 1)]! >>> (extended & 31)) & 1) === 1;
  }

  put(extended: number): void {
    const word = (extended >>> 5) & (WORDS - 1);
    this.#words[word] = this.#words[word]! | (1 << (extended & 31));
  }

  /** Forgets (from, to]: these numbers now stand for packets that have not come yet. */
  forget(from: number, to: number): void {
    if (to - from >= WINDOW_PACKETS) return this.clear();
    for (let extended = from + 1; extended <= to; extended += 1) {
      const word = (extended >>> 5) & (WORDS - 1);
      this.#words[word] = this.#words[word]! & ~(1 << (extended & 31));
    }
  }
}
