import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import { distance32 } from '../../decode/rtp/serialNumber';
import { FigureSpread } from './figureSpread';
import type { StreamFormat } from './payloadFormat';

/** A timestamp has jumped when it is off its pace by this many packet spacings, and by this part of a second at least. */
const JUMP_SPACINGS = 5;
const JUMPS_PER_SECOND = 10;
/** Arrived later than the timestamp says, against the packet before, by more than the jitter limit that the charts draw. */
const LATE_MS = 30;
/** Clock of video: its marker ends a picture instead of a silence. */
const VIDEO_CLOCK_HZ = 90_000;

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
  readonly delta = new FigureSpread();
  readonly jitter = new FigureSpread();
  /** The running estimate of RFC 3550. */
  jitterMs = 0;
  /** Of the last packet: its delta, and whether delta and jitter went into the spreads. */
  deltaMs = 0;
  countedDelta = false;
  countedJitter = false;
  /** Of the last packet, for its event: how far it was late, how long the silence or jump was. */
  eventMs = 0;
  timestampDiscontinuities = 0;

  #arrived = false;
  #lastAtMs = 0;
  #behindComfortNoise = false;
  /** The last packet that kept the media clock; 0 Hz when there is none to compare with. */
  #referenceAtMs = 0;
  #referenceTimestamp = 0;
  #referenceClockHz = 0;
  #spacingTicks = 0;

  /** @param step signed distance of the sequence number from the highest one before it */
  note(atMs: number, rtp: RtpHeader, format: StreamFormat, step: number): TimingVerdict {
    const rests = rtp.marker || this.#behindComfortNoise;
    const regular = this.#arrived && !rests && format.kind === 'media';
    this.deltaMs = atMs - this.#lastAtMs;
    this.countedDelta = regular;
    this.countedJitter = false;
    if (regular) this.delta.add(this.deltaMs);
    this.#arrived = true;
    this.#lastAtMs = atMs;
    this.#behindComfortNoise = format.kind === 'comfortNoise';
    if (format.kind === 'event' || format.clockRateHz === 0) return 'none';
    if (format.clockRateHz !== this.#referenceClockHz) {
      this.#refer(atMs, rtp.timestamp, format.clockRateHz);
      return 'none';
    }
    const verdict = this.#compare(atMs, rtp.timestamp, step, rests);
    if (regular && verdict !== 'timestampDiscontinuity') {
      this.jitter.add(this.jitterMs);
      this.countedJitter = true;
    }
    return verdict;
  }

  /** The stream begins anew with a packet that was not noted: deltas and jitter go on from there, nothing spans the break. */
  beginAgainAt(atMs: number, timestamp: number, format: StreamFormat): void {
    this.#lastAtMs = atMs;
    this.#behindComfortNoise = format.kind === 'comfortNoise';
    this.#refer(atMs, timestamp, format.kind === 'event' ? 0 : format.clockRateHz);
  }

  #compare(atMs: number, timestamp: number, step: number, rests: boolean): TimingVerdict {
    const clockHz = this.#referenceClockHz;
    const sinceMs = atMs - this.#referenceAtMs;
    const ticks = distance32(this.#referenceTimestamp, timestamp);
    const offPaceTicks = ticks - step * this.#spacingTicks;
    const jumpTicks = Math.max(JUMP_SPACINGS * this.#spacingTicks, clockHz / JUMPS_PER_SECOND);
    const lateMs = sinceMs - (ticks * 1000) / clockHz;
    const differenceMs = Math.abs(lateMs);
    const restedMs = sinceMs - (step * this.#spacingTicks * 1000) / clockHz;
    this.#refer(atMs, timestamp, clockHz);
    const jumped = Math.abs(offPaceTicks) > jumpTicks && (differenceMs * clockHz) / 1000 > jumpTicks;
    if (jumped && !rests) {
      this.timestampDiscontinuities += 1;
      this.eventMs = (offPaceTicks * 1000) / clockHz;
      return 'timestampDiscontinuity';
    }
    if (!jumped) this.jitterMs += (differenceMs - this.jitterMs) / 16;
    if (rests) {
      this.eventMs = restedMs;
      return clockHz !== VIDEO_CLOCK_HZ && (restedMs * clockHz) / 1000 > jumpTicks ? 'silence' : 'none';
    }
    if (step === 1 && ticks > 0) this.#spacingTicks = ticks;
    this.eventMs = lateMs;
    return lateMs > LATE_MS && step > 0 ? 'late' : 'none';
  }

  #refer(atMs: number, timestamp: number, clockHz: number): void {
    this.#referenceAtMs = atMs;
    this.#referenceTimestamp = timestamp;
    this.#referenceClockHz = clockHz;
  }
}
