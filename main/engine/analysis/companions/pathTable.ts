import { PAIR_WORDS, writePair, type PathEnds } from '../endpointPair';
import { WordTable } from '../media/wordTable';
import { CompanionPath } from './companionPath';
import type { SessionEndpoints } from './sessionEndpoints';

/** Paths by both ends, whichever way a packet goes, and by what tells paths between the same ends apart: protocol, relay channel. */
export class PathTable {
  readonly #table = new WordTable<CompanionPath>(PAIR_WORDS + 1);
  readonly #endpoints: SessionEndpoints;
  #nextNumber = 0;
  /** Whether the packet of the last question came from the path's first end. */
  fromFirst = false;

  constructor(endpoints: SessionEndpoints) {
    this.#endpoints = endpoints;
  }

  /** Makes no object. */
  find(ends: PathEnds, mark: number): CompanionPath | null {
    const { key } = this.#table;
    this.fromFirst = writePair(key, ends);
    key[PAIR_WORDS] = mark;
    return this.#table.find();
  }

  obtain(ends: PathEnds, mark: number): CompanionPath {
    const known = this.find(ends, mark);
    if (known) return known;
    const source = this.#endpoints.obtain(ends.sourceWords, ends.sourcePort);
    const destination = this.#endpoints.obtain(ends.destinationWords, ends.destinationPort);
    const [first, second] = this.fromFirst ? [source, destination] : [destination, source];
    const path = new CompanionPath(this.#nextNumber, first, second, this.#table.key.slice());
    this.#nextNumber += 1;
    this.#table.add(path);
    return path;
  }

  /** The last companion of it has gone. */
  remove(path: CompanionPath): void {
    this.#table.key.set(path.key);
    if (this.#table.find() === path) this.#table.remove();
    for (const endpoint of path.endpoints()) this.#endpoints.release(endpoint, path);
  }
}
