import type { CompanionEvent } from '../../../../shared/protocol/rows';

/** Events kept from the beginning, and from the end. */
const KEPT_FIRST = 32;
const KEPT_LAST = 32;

/** What happened, in order: the first and the last events; those between them are only counted. */
export class EventLog {
  readonly #first: CompanionEvent[] = [];
  readonly #last: CompanionEvent[] = [];
  #omitted = 0;

  get omitted(): number {
    return this.#omitted;
  }

  /** Answers the event that had to leave for it; null when there was room. */
  add(event: CompanionEvent): CompanionEvent | null {
    if (this.#first.length < KEPT_FIRST) {
      this.#first.push(event);
      return null;
    }
    this.#last.push(event);
    if (this.#last.length <= KEPT_LAST) return null;
    this.#omitted += 1;
    return this.#last.shift() ?? null;
  }

  omit(): void {
    this.#omitted += 1;
  }

  /** By time: that a request got no answer is known long after it. */
  list(): readonly CompanionEvent[] {
    return [...this.#first, ...this.#last].sort((one, other) => one.atMs - other.atMs);
  }
}
