import { detached } from '../../decode/byteText';

export { detached };

const DEFAULT_LIMIT = 65_536;

/**
 * One instance for each text that is kept, so that a million messages share their addresses, methods and product names.
 * Forgets everything when `limit` texts are reached: what repeats comes back, what was hostile variety is gone.
 */
export class StringPool {
  readonly #known = new Map<string, string>();
  readonly #limit: number;

  constructor(limit = DEFAULT_LIMIT) {
    this.#limit = limit;
  }

  keep(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= this.#limit) this.#known.clear();
    const own = detached(text);
    this.#known.set(own, own);
    return own;
  }
}
