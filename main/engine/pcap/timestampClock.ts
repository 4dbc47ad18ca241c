import { HALF } from './wireFormat';

const MICROSECONDS = 6;
const NANOSECONDS_PER_SECOND = 1_000_000_000;
/** Beyond these the ticks of one second no longer multiply exactly in a double. */
const MAX_EXACT_DECIMAL = 12;
const MAX_EXACT_BINARY = 20;

/**
 * Turns the 64-bit timestamps of one pcapng interface into seconds and nanoseconds, exactly (if_tsresol and if_tsoffset,
 * draft-ietf-opsawg-pcapng §4.2). The upper half changes rarely, so its part is worked out once and kept.
 */
export class TimestampClock {
  seconds = 0;
  nanoseconds = 0;

  readonly #ticksPerSecond: bigint;
  readonly #offsetSeconds: number;
  /** Ticks of a second as a double, and the fraction that turns ticks into nanoseconds; 0 when only big integers are exact. */
  readonly #exactTicks: number;
  readonly #multiplier: number;
  readonly #divisor: number;
  #high = 0;
  #highSeconds = 0;
  #highTicks = 0;

  /** @param resolution if_tsresol: 10^-n, or 2^-n with the top bit set. */
  constructor(resolution = MICROSECONDS, offsetSeconds = 0) {
    const exponent = resolution & 0x7f;
    const binary = (resolution & 0x80) !== 0;
    const exact = exponent <= (binary ? MAX_EXACT_BINARY : MAX_EXACT_DECIMAL);
    this.#ticksPerSecond = (binary ? 2n : 10n) ** BigInt(exponent);
    this.#offsetSeconds = offsetSeconds;
    this.#exactTicks = exact ? Number(this.#ticksPerSecond) : 0;
    this.#multiplier = binary ? NANOSECONDS_PER_SECOND : 10 ** Math.max(0, 9 - exponent);
    this.#divisor = binary ? 2 ** exponent : 10 ** Math.max(0, exponent - 9);
  }

  /** Sets seconds and nanoseconds to the instant of these two 32-bit halves. */
  read(high: number, low: number): void {
    if (this.#exactTicks === 0) return this.#readBig(high, low);
    if (high !== this.#high) this.#enterHigh(high);
    const ticks = this.#highTicks + low;
    const seconds = Math.floor(ticks / this.#exactTicks);
    const rest = ticks - seconds * this.#exactTicks;
    this.seconds = this.#highSeconds + seconds + this.#offsetSeconds;
    this.nanoseconds = Math.floor((rest * this.#multiplier) / this.#divisor);
  }

  #enterHigh(high: number): void {
    const ticks = BigInt(high) * BigInt(HALF);
    this.#high = high;
    this.#highSeconds = Number(ticks / this.#ticksPerSecond);
    this.#highTicks = Number(ticks % this.#ticksPerSecond);
  }

  #readBig(high: number, low: number): void {
    const ticks = BigInt(high) * BigInt(HALF) + BigInt(low);
    this.seconds = Number(ticks / this.#ticksPerSecond) + this.#offsetSeconds;
    this.nanoseconds = Number(((ticks % this.#ticksPerSecond) * BigInt(NANOSECONDS_PER_SECOND)) / this.#ticksPerSecond);
  }
}
