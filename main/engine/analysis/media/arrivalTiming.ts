import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import { distance32 } from '../../decode/rtp/serialNumber';
import { addToSpread } from './figureSpread';
import { sampleDelta, sampleJitter } from './openSample';
import type { StreamFormat } from './payloadFormat';
import type { StreamPlace } from './streamMemory';
import {
  ARRIVED_AT_MS,
  DELTA_SPREAD,
  EVENT_MS,
  JITTER_MS,
  JITTER_SPREAD,
  REFERENCE_AT_MS,
  REFERENCE_CLOCK_HZ,
  REFERENCE_TIMESTAMP,
  RUNS_ON,
  SPACING_TICKS,
  STEP,
  TIMESTAMP_DISCONTINUITIES,
} from './streamNumbers';

/** A timestamp has jumped when it is off its pace by this many packet spacings, and by this part of a second at least. */
const JUMP_SPACINGS = 5;
const JUMPS_PER_SECOND = 10;
/** Arrived later than the timestamp says, against the packet before, by more than the jitter limit that the charts draw. */
const LATE_MS = 30;
/** Clock of video: its marker ends a picture instead of a silence. */
const VIDEO_CLOCK_HZ = 90_000;

/** What a packet's timing showed besides its figures; EVENT_MS then says how much. */
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
export function noteTiming(place: StreamPlace, rtp: RtpHeader, format: StreamFormat, atMs: number): TimingVerdict {
  const { numbers, at } = place;
  const rests = rtp.marker || numbers[at + RUNS_ON] === 0;
  const isRegular = !rests && format.kind === 'media';
  if (isRegular) {
    const deltaMs = atMs - numbers[at + ARRIVED_AT_MS]!;
    addToSpread(numbers, at + DELTA_SPREAD, deltaMs);
    sampleDelta(place, deltaMs);
  }
  numbers[at + ARRIVED_AT_MS] = atMs;
  numbers[at + RUNS_ON] = format.kind === 'comfortNoise' ? 0 : 1;
  const clockHz = format.clockRateHz;
  if (format.kind === 'event' || clockHz === 0) return 'none';
  if (clockHz !== numbers[at + REFERENCE_CLOCK_HZ]) {
    refer(place, atMs, rtp.timestamp, clockHz);
    return 'none';
  }
  const verdict = compare(place, rtp, atMs, rests);
  if (isRegular && verdict !== 'timestampDiscontinuity') {
    const jitterMs = numbers[at + JITTER_MS]!;
    addToSpread(numbers, at + JITTER_SPREAD, jitterMs);
    sampleJitter(place, jitterMs);
  }
  return verdict;
}

/** The stream begins anew with a packet that was not noted: deltas and jitter go on from there, nothing spans the break. */
export function restartTiming(place: StreamPlace, atMs: number, timestamp: number, format: StreamFormat): void {
  place.numbers[place.at + ARRIVED_AT_MS] = atMs;
  place.numbers[place.at + RUNS_ON] = format.kind === 'comfortNoise' ? 0 : 1;
  refer(place, atMs, timestamp, format.kind === 'event' ? 0 : format.clockRateHz);
}

function compare(place: StreamPlace, rtp: RtpHeader, atMs: number, rests: boolean): TimingVerdict {
  const { numbers, at } = place;
  const { timestamp } = rtp;
  const clockHz = numbers[at + REFERENCE_CLOCK_HZ]!;
  const spacingTicks = numbers[at + SPACING_TICKS]!;
  const step = numbers[at + STEP]!;
  const sinceMs = atMs - numbers[at + REFERENCE_AT_MS]!;
  const ticks = distance32(numbers[at + REFERENCE_TIMESTAMP]!, timestamp);
  const offPaceTicks = ticks - step * spacingTicks;
  const jumpTicks = Math.max(JUMP_SPACINGS * spacingTicks, clockHz / JUMPS_PER_SECOND);
  const lateMs = sinceMs - (ticks * 1000) / clockHz;
  const differenceMs = Math.abs(lateMs);
  refer(place, atMs, timestamp, clockHz);
  const jumped = Math.abs(offPaceTicks) > jumpTicks && (differenceMs * clockHz) / 1000 > jumpTicks;
  if (jumped && !rests) {
    numbers[at + TIMESTAMP_DISCONTINUITIES] = numbers[at + TIMESTAMP_DISCONTINUITIES]! + 1;
    numbers[at + EVENT_MS] = (offPaceTicks * 1000) / clockHz;
    return 'timestampDiscontinuity';
  }
  if (!jumped) numbers[at + JITTER_MS] = numbers[at + JITTER_MS]! + (differenceMs - numbers[at + JITTER_MS]!) / 16;
  if (rests) {
    const restedMs = sinceMs - (step * spacingTicks * 1000) / clockHz;
    numbers[at + EVENT_MS] = restedMs;
    return clockHz !== VIDEO_CLOCK_HZ && (restedMs * clockHz) / 1000 > jumpTicks ? 'silence' : 'none';
  }
  if (step === 1 && ticks > 0) numbers[at + SPACING_TICKS] = ticks;
  if (lateMs <= LATE_MS || step <= 0) return 'none';
  numbers[at + EVENT_MS] = lateMs;
  return 'late';
}

function refer({ numbers, at }: StreamPlace, atMs: number, timestamp: number, clockHz: number): void {
  numbers[at + REFERENCE_AT_MS] = atMs;
  numbers[at + REFERENCE_TIMESTAMP] = timestamp;
  numbers[at + REFERENCE_CLOCK_HZ] = clockHz;
}
