import type { CallKey } from '../../../../shared/ids';
import { PAIR_WORDS, writePair, type PathEnds } from '../endpointPair';
import type { MediaEndpoint } from './mediaEndpoint';
import { WordTable } from './wordTable';

const ADDRESS_WORDS = 4;

type IcePath = { call: CallKey; readonly key: Uint32Array };

/** Paths that ICE has shown to belong to a call, both directions alike. Bounded; the oldest leave. */
export class IcePaths {
  readonly #table = new WordTable<IcePath>(PAIR_WORDS);
  readonly #inOrder = new Set<IcePath>();
  readonly #maxPaths: number;
  /** Ends of a stream, written from its endpoints. */
  readonly #ends = {
    sourceWords: new Uint32Array(ADDRESS_WORDS),
    sourcePort: 0,
    destinationWords: new Uint32Array(ADDRESS_WORDS),
    destinationPort: 0,
  };

  constructor(maxPaths: number) {
    this.#maxPaths = maxPaths;
  }

  /** Answers whether that is news. */
  note(ends: PathEnds, call: CallKey): boolean {
    writePair(this.#table.key, ends);
    const known = this.#table.find();
    if (known) {
      const isNews = known.call !== call;
      known.call = call;
      return isNews;
    }
    const path = { call, key: this.#table.key.slice() };
    this.#table.add(path);
    this.#inOrder.add(path);
    if (this.#inOrder.size > this.#maxPaths) this.#dropOldest();
    return true;
  }

  callBetween(source: MediaEndpoint, destination: MediaEndpoint): CallKey | null {
    if (this.#inOrder.size === 0) return null;
    const ends = this.#ends;
    source.writeAddress(ends.sourceWords, 0);
    destination.writeAddress(ends.destinationWords, 0);
    ends.sourcePort = source.port;
    ends.destinationPort = destination.port;
    writePair(this.#table.key, ends);
    return this.#table.find()?.call ?? null;
  }

  #dropOldest(): void {
    for (const path of this.#inOrder) {
      this.#inOrder.delete(path);
      this.#table.key.set(path.key);
      this.#table.remove();
      return;
    }
  }
}
