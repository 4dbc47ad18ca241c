/** V8 keeps the whole parent alive behind a substring of this length or more; shorter ones are copies already. */
const SHORTEST_SLICE = 13;
const DEFAULT_LIMIT = 65_536;

/** The same text in memory of its own: what was cut out of a parsed message must not keep that message alive. */
export function detached(text: string): string {
  return text.length < SHORTEST_SLICE ? text : (JSON.parse(JSON.stringify(text)) as string);
}

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
