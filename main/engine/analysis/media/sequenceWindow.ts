import type { Place } from './blockPool';

/** How many sequence numbers back a packet can be told from its duplicate. A power of two. */
export const WINDOW_PACKETS = 1024;
/** 32-bit words that a window takes. */
export const WINDOW_WORDS = WINDOW_PACKETS / 32;

/** Which of the last 1,024 extended sequence numbers have been seen: one bit each, addressed modulo the window. */
export class SequenceWindow {
  readonly #block: Uint32Array;
  readonly #at: number;

  constructor({ block, at }: Place<Uint32Array>) {
    this.#block = block;
    this.#at = at;
  }

  clear(): void {
    this.#block.fill(0, this.#at, this.#at + WINDOW_WORDS);
  }

  has(extended: number): boolean {
    return ((this.#block[this.#wordOf(extended)]! >>> (extended & 31)) & 1) === 1;
  }

  put(extended: number): void {
    const word = this.#wordOf(extended);
    this.#block[word] = this.#block[word]! | (1 << (extended & 31));
  }

  /** Forgets (from, to]: these numbers now stand for packets that have not come yet. */
  forget(from: number, to: number): void {
    if (to - from >= WINDOW_PACKETS) return this.clear();
    for (let extended = from + 1; extended <= to; extended += 1) {
      const word = this.#wordOf(extended);
      this.#block[word] = this.#block[word]! & ~(1 << (extended & 31));
    }
  }

  #wordOf(extended: number): number {
    return this.#at + ((extended >>> 5) & (WINDOW_WORDS - 1));
  }
}
