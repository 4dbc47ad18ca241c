const PLACES_PER_BLOCK = 128;

/** A stretch of a large typed array, as long as the pool's places are. */
export type Place<Block> = { readonly block: Block; readonly at: number };

/**
 * Lends stretches of a few large typed arrays to streams, so that a stream's numbers lie together and cost no array of their own.
 * Never gives memory back to the system: as many places as there ever were streams at once, which is bounded.
 */
export class BlockPool<Block extends Uint32Array | Float64Array> {
  readonly #placeLength: number;
  readonly #createBlock: (length: number) => Block;
  readonly #free: Place<Block>[] = [];

  constructor(placeLength: number, createBlock: (length: number) => Block) {
    this.#placeLength = placeLength;
    this.#createBlock = createBlock;
  }

  /** A place with zeros. */
  take(): Place<Block> {
    if (this.#free.length === 0) this.#addBlock();
    const place = this.#free.pop()!;
    place.block.fill(0, place.at, place.at + this.#placeLength);
    return place;
  }

  giveBack(place: Place<Block>): void {
    this.#free.push(place);
  }

  #addBlock(): void {
    const block = this.#createBlock(PLACES_PER_BLOCK * this.#placeLength);
    for (let place = PLACES_PER_BLOCK - 1; place >= 0; place -= 1) {
      this.#free.push({ block, at: place * this.#placeLength });
    }
  }
}
