import type { LinkedCall } from './linkedCall';

type Holders = { readonly calls: LinkedCall[]; lastAtMs: number; shared: boolean };

export type ValueMemoryOptions = {
  readonly maxValues: number;
  /** Calls that one value may name; with more it tells nothing any more. */
  readonly maxCalls: number;
  /** A value that nobody has used for this long is forgotten, in ms. */
  readonly maxAgeMs: number;
};

/**
 * A map steps over all that left it before it finds its oldest entry, so entries leave in lots: those that are old once in a part
 * of their age, and a part of all when there are too many.
 */
const LOTS = 64;

const NOBODY: readonly LinkedCall[] = Object.freeze([]);

/** Which calls have a value, as a number (`textNumber`). Those that were used longest ago leave. */
export class ValueMemory {
  /** Values that left because there were too many. */
  forgotten = 0;
  /** Values that too many calls have. */
  shared = 0;
  readonly #options: ValueMemoryOptions;
  /** In order of last use. */
  readonly #holders = new Map<number, Holders>();
  #sweepAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: ValueMemoryOptions) {
    this.#options = options;
  }

  /** Calls that have the value; none when it is shared by too many. */
  holdersOf(value: number): readonly LinkedCall[] {
    const known = this.#holders.get(value);
    return known === undefined || known.shared ? NOBODY : known.calls;
  }

  /**
   * The call has the value.
   * @returns the calls that had it till now and must be parted again, when it is the one too many; none otherwise.
   */
  note(value: number, call: LinkedCall, atMs: number): readonly LinkedCall[] {
    const known = this.#holders.get(value);
    if (known === undefined) {
      this.#holders.set(value, { calls: [call], lastAtMs: atMs, shared: false });
      this.#leave(atMs);
      return NOBODY;
    }
    if (known.calls.includes(call)) return NOBODY;
    known.lastAtMs = atMs;
    this.#holders.delete(value);
    this.#holders.set(value, known);
    if (known.shared) return NOBODY;
    if (known.calls.length < this.#options.maxCalls) {
      known.calls.push(call);
      return NOBODY;
    }
    known.shared = true;
    this.shared += 1;
    return known.calls.splice(0);
  }

  #leave(nowMs: number): void {
    const { maxValues, maxAgeMs } = this.#options;
    const areTooMany = this.#holders.size > maxValues;
    if (nowMs < this.#sweepAtMs && !areTooMany) return;
    this.#sweepAtMs = nowMs + maxAgeMs / LOTS;
    const most = areTooMany ? maxValues - Math.floor(maxValues / LOTS) : maxValues;
    for (const [value, { lastAtMs }] of this.#holders) {
      const isOld = nowMs - lastAtMs > maxAgeMs;
      if (!isOld && this.#holders.size <= most) return;
      if (!isOld) this.forgotten += 1;
      this.#holders.delete(value);
    }
  }
}
