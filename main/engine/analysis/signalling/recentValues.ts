import { detached } from './stringPool';

/** Longer values are read as they are and not kept. */
export const MAX_KEPT_LENGTH = 1024;

/**
 * What was read of recent header values, for a call's messages repeat their From, To and Via. Forgets everything when `limit`
 * values are reached; long values, which hardly repeat, are not kept. The text that is read is a copy: parts cut out of it keep
 * nothing else alive.
 */
export class RecentValues<T> {
  readonly #known = new Map<string, T>();
  readonly #read: (value: string) => T;
  readonly #limit: number;

  constructor(read: (value: string) => T, limit: number) {
    this.#read = read;
    this.#limit = limit;
  }

  of(value: string): T {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    if (value.length > MAX_KEPT_LENGTH) return this.#read(value);
    const own = detached(value);
    const result = this.#read(own);
    this.#keep(own, result);
    return result;
  }

  #keep(own: string, result: T): void {
    if (this.#known.size >= this.#limit) this.#known.clear();
    this.#known.set(own, result);
  }
}
