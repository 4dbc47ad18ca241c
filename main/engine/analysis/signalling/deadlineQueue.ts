type Entry<T> = { readonly item: T; readonly dueAtMs: number };

/** Consumed entries are cut off in lots of this size. */
const COMPACT_AFTER = 1024;

/**
 * Timers that all run equally long, on capture time. Pushed in order of a clock that never goes back, so the oldest is always
 * due first and asking costs nothing when none is.
 */
export class DeadlineQueue<T> {
  readonly #delayMs: number;
  #entries: Entry<T>[] = [];
  #head = 0;

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  push(item: T, nowMs: number): void {
    this.#entries.push({ item, dueAtMs: nowMs + this.#delayMs });
  }

  /** Takes the oldest item that is due at `nowMs`; undefined when none is. */
  takeDue(nowMs: number): T | undefined {
    const entry = this.#entries[this.#head];
    if (entry === undefined || entry.dueAtMs > nowMs) return undefined;
    return this.#takeHead(entry);
  }

  /** Takes the oldest item, due or not; undefined when the queue is empty. */
  takeOldest(): T | undefined {
    const entry = this.#entries[this.#head];
    return entry === undefined ? undefined : this.#takeHead(entry);
  }

  #takeHead(entry: Entry<T>): T {
    this.#head += 1;
    if (this.#head >= COMPACT_AFTER && this.#head * 2 >= this.#entries.length) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
    return entry.item;
  }
}
