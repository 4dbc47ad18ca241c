import { detached } from './stringPool';

/**
 * What was read of recent header values, for a call's messages repeat their From, To and Via. Forgets everything when `limit`
 * values are reached; long values, which hardly repeat, are not kept.
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
    const result = this.#read(value);
    if (value.length <= MAX_KEPT_LENGTH) this.#keep(value, result);
    return result;
  }

  #keep(value: string, result: T): void {
    if (this.#known.size >= this.#limit) this.#known.clear();
    this.#known.set(detached(value), result);
  }
}

const MAX_KEPT_LENGTH = 1024;
