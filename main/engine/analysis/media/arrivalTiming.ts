import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import { distance32 } from '../../decode/rtp/serialNumber';
import type { Place } from './blockPool';
import { addToSpread, readSpread, SPREAD_NUMBERS, type FigureSpread } from './figureSpread';
import type { StreamFormat } from './payloadFormat';

/** A timestamp has jumped when it is off its pace by this many packet spacings, and by this part of a second at least. */
const JUMP_SPACINGS = 5;
const JUMPS_PER_SECOND = 10;
/** Arrived later than the timestamp says, against the packet before, by more than the jitter limit that the charts draw. */
const LATE_MS = 30;
/** Clock of video: its marker ends a picture instead of a silence. */
const VIDEO_CLOCK_HZ = 90_000;

/**
 * Where each number of a stream's timing stands in its place. `REFERENCE_…` is the last packet that kept the media clock, its clock
 * 0 Hz when there is none to compare with; `EVENT_MS` says of the last packet's event how far it was late, how long the silence or
 * the jump was.
 */
const JITTER_MS = 0;
const DELTA_MS = 1;
const EVENT_MS = 2;
const LAST_AT_MS = 3;
const REFERENCE_AT_MS = 4;
const REFERENCE_TIMESTAMP = 5;
const REFERENCE_CLOCK_HZ = 6;
const SPACING_TICKS = 7;
const DELTA_SPREAD = 8;
const JITTER_SPREAD = DELTA_SPREAD + SPREAD_NUMBERS;
export const TIMING_NUMBERS = JITTER_SPREAD + SPREAD_NUMBERS;

/** What a packet's timing showed besides its figures. */
export type TimingVerdict = 'none' | 'late' | 'silence' | 'timestampDiscontinuity';

/**
 * Delta and interarrival jitter of one stream (RFC 3550 §6.4.1 and A.8), in order of arrival:
 *
 *   delta = arrival − previous arrival
 *   D = |Δarrival − Δtimestamp / clock rate|;  jitter += (D − jitter) / 16
 *
 * The spreads are taken over regular packets: not the first, not one with the marker, not comfort noise nor the packet behind
 * it, not telephone events. Comfort noise and marked packets still move the running jitter, for their timestamps keep the
 * clock; telephone events do not, for theirs stands still (RFC 4733 §2.2.1). Duplicates never come here.
 *
 * A timestamp has jumped when it is off the pace of the sequence numbers by five packet spacings (and 100 ms) and the arrival
 * does not follow it. Then the pace begins anew and the running jitter is left alone; behind a marker that is no event.
 * While the clock rate is unknown there is no jitter; it begins with the first packet after it became known.
 */
export class ArrivalTiming {
  timestampDiscontinuities = 0;
  /** Whether delta and jitter of the last packet went into the spreads. */
  countedDelta = false;
  countedJitter = false;
  #arrived = false;
  #behindComfortNoise = false;
  readonly #numbers: Float64Array;
  readonly #at: number;

  /** @param place TIMING_NUMBERS zeros */
  constructor({ block, at }: Place<Float64Array>) {
    this.#numbers = block;
    this.#at = at;
  }

  get delta(): FigureSpread {
    return readSpread(this.#numbers, this.#at + DELTA_SPREAD);
  }
  get jitter(): FigureSpread {
    return readSpread(this.#numbers, this.#at + JITTER_SPREAD);
  }
  /** The running estimate of RFC 3550. */
  get jitterMs(): number {
    return this.#numbers[this.#at + JITTER_MS]!;
  }
  get deltaMs(): number {
    return this.#numbers[this.#at + DELTA_MS]!;
  }
  get eventMs(): number {
    return this.#numbers[this.#at + EVENT_MS]!;
  }

  /** @param step signed distance of the sequence number from the highest one before it */
  note(atMs: number, rtp: RtpHeader, format: StreamFormat, step: number): TimingVerdict {
    const rests = rtp.marker || this.#behindComfortNoise;
    const regular = this.#arrived && !rests && format.kind === 'media';
    this.#noteArrival(atMs, regular);
    this.#behindComfortNoise = format.kind === 'comfortNoise';
    if (format.kind === 'event' || format.clockRateHz === 0) return 'none';
    if (format.clockRateHz !== this.#numbers[this.#at + REFERENCE_CLOCK_HZ]) {
      this.#refer(atMs, rtp.timestamp, format.clockRateHz);
      return 'none';
    }
    const verdict = this.#compare(atMs, rtp.timestamp, step, rests);
    if (regular && verdict !== 'timestampDiscontinuity') {
      addToSpread(this.#numbers, this.#at + JITTER_SPREAD, this.jitterMs);
      this.countedJitter = true;
    }
    return verdict;
  }

  /** The stream begins anew with a packet that was not noted: deltas and jitter go on from there, nothing spans the break. */
  beginAgainAt(atMs: number, timestamp: number, format: StreamFormat): void {
    this.#numbers[this.#at + LAST_AT_MS] = atMs;
    this.#behindComfortNoise = format.kind === 'comfortNoise';
    this.#refer(atMs, timestamp, format.kind === 'event' ? 0 : format.clockRateHz);
  }

  #noteArrival(atMs: number, regular: boolean): void {
    const numbers = this.#numbers;
    const at = this.#at;
    const deltaMs = atMs - numbers[at + LAST_AT_MS]!;
    numbers[at + DELTA_MS] = deltaMs;
    numbers[at + LAST_AT_MS] = atMs;
    if (regular) addToSpread(numbers, at + DELTA_SPREAD, deltaMs);
    this.countedDelta = regular;
    this.countedJitter = false;
    this.#arrived = true;
  }

  #compare(atMs: number, timestamp: number, step: number, rests: boolean): TimingVerdict {
    const numbers = this.#numbers;
    const at = this.#at;
    const clockHz = numbers[at + REFERENCE_CLOCK_HZ]!;
    const spacingTicks = numbers[at + SPACING_TICKS]!;
    const sinceMs = atMs - numbers[at + REFERENCE_AT_MS]!;
    const ticks = distance32(numbers[at + REFERENCE_TIMESTAMP]!, timestamp);
    const offPaceTicks = ticks - step * spacingTicks;
    const jumpTicks = Math.max(JUMP_SPACINGS * spacingTicks, clockHz / JUMPS_PER_SECOND);
    const lateMs = sinceMs - (ticks * 1000) / clockHz;
    const differenceMs = Math.abs(lateMs);
    this.#refer(atMs, timestamp, clockHz);
    const jumped = Math.abs(offPaceTicks) > jumpTicks && (differenceMs * clockHz) / 1000 > jumpTicks;
    if (jumped && !rests) {
      this.timestampDiscontinuities += 1;
      numbers[at + EVENT_MS] = (offPaceTicks * 1000) / clockHz;
      return 'timestampDiscontinuity';
    }
    if (!jumped) numbers[at + JITTER_MS] = this.jitterMs + (differenceMs - this.jitterMs) / 16;
    if (rests) {
      const restedMs = sinceMs - (step * spacingTicks * 1000) / clockHz;
      numbers[at + EVENT_MS] = restedMs;
      return clockHz !== VIDEO_CLOCK_HZ && (restedMs * clockHz) / 1000 > jumpTicks ? 'silence' : 'none';
    }
    if (step === 1 && ticks > 0) numbers[at + SPACING_TICKS] = ticks;
    numbers[at + EVENT_MS] = lateMs;
    return lateMs > LATE_MS && step > 0 ? 'late' : 'none';
  }

  #refer(atMs: number, timestamp: number, clockHz: number): void {
    this.#numbers[this.#at + REFERENCE_AT_MS] = atMs;
    this.#numbers[this.#at + REFERENCE_TIMESTAMP] = timestamp;
    this.#numbers[this.#at + REFERENCE_CLOCK_HZ] = clockHz;
  }
}
