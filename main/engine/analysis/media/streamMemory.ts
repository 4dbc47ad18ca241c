import { STREAM_NUMBERS } from './streamNumbers';

const PLACES_PER_BLOCK = 128;

/** Where the numbers of one stream lie: numbers[at, at + STREAM_NUMBERS). `words` are the same bytes, two words a number. */
export type StreamPlace = { readonly numbers: Float64Array; readonly words: Uint32Array; readonly at: number };

/**
 * Lends stretches of a few large blocks to streams, so that a stream's numbers lie together and cost no array of their own.
 * Never gives memory back to the system: as many places as there ever were streams at once, which is bounded.
 */
export class StreamMemory {
  readonly #free: StreamPlace[] = [];

  /** A place with zeros. */
  take(): StreamPlace {
    if (this.#free.length === 0) this.#addBlock();
    const place = this.#free.pop()!;
    place.numbers.fill(0, place.at, place.at + STREAM_NUMBERS);
    return place;
  }

  /** The place is another stream's from now on. */
  giveBack({ numbers, words, at }: StreamPlace): void {
    this.#free.push({ numbers, words, at });
  }

  #addBlock(): void {
    const numbers = new Float64Array(PLACES_PER_BLOCK * STREAM_NUMBERS);
    const words = new Uint32Array(numbers.buffer);
    for (let place = PLACES_PER_BLOCK - 1; place >= 0; place -= 1) {
      this.#free.push({ numbers, words, at: place * STREAM_NUMBERS });
    }
  }
}
