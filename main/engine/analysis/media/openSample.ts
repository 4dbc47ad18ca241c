import type { StreamPlace } from './streamMemory';
import {
  SAMPLE_BYTES,
  SAMPLE_FROM_MS,
  SAMPLE_JITTER_COUNT,
  SAMPLE_JITTER_SUM_MS,
  SAMPLE_MAX_DELTA_MS,
  SAMPLE_MAX_JITTER_MS,
  SAMPLE_PACKETS,
  SAMPLE_TO_MS,
} from './streamNumbers';

/** No delta was measured; a real one may be negative when the clock of the capture stepped back. */
export const NO_DELTA_MS = -Infinity;

/** Whether a packet of this time counts in the entry that is open. */
export function isOpenAt({ numbers, at }: StreamPlace, atMs: number): boolean {
  return atMs >= numbers[at + SAMPLE_FROM_MS]! && atMs < numbers[at + SAMPLE_TO_MS]!;
}

/** Begins the entry for the milliseconds [fromMs, toMs). */
export function openSample({ numbers, at }: StreamPlace, fromMs: number, toMs: number): void {
  numbers[at + SAMPLE_FROM_MS] = fromMs;
  numbers[at + SAMPLE_TO_MS] = toMs;
  emptySample({ numbers, at });
}

/** Sets its sums and extremes back after they were taken over. */
export function emptySample({ numbers, at }: Pick<StreamPlace, 'numbers' | 'at'>): void {
  numbers[at + SAMPLE_PACKETS] = 0;
  numbers[at + SAMPLE_BYTES] = 0;
  numbers[at + SAMPLE_JITTER_COUNT] = 0;
  numbers[at + SAMPLE_JITTER_SUM_MS] = 0;
  numbers[at + SAMPLE_MAX_JITTER_MS] = 0;
  numbers[at + SAMPLE_MAX_DELTA_MS] = NO_DELTA_MS;
}

export function samplePacket({ numbers, at }: StreamPlace, bytes: number): void {
  numbers[at + SAMPLE_PACKETS] = numbers[at + SAMPLE_PACKETS]! + 1;
  numbers[at + SAMPLE_BYTES] = numbers[at + SAMPLE_BYTES]! + bytes;
}

export function sampleDelta({ numbers, at }: StreamPlace, deltaMs: number): void {
  if (deltaMs > numbers[at + SAMPLE_MAX_DELTA_MS]!) numbers[at + SAMPLE_MAX_DELTA_MS] = deltaMs;
}

export function sampleJitter({ numbers, at }: StreamPlace, jitterMs: number): void {
  numbers[at + SAMPLE_JITTER_COUNT] = numbers[at + SAMPLE_JITTER_COUNT]! + 1;
  numbers[at + SAMPLE_JITTER_SUM_MS] = numbers[at + SAMPLE_JITTER_SUM_MS]! + jitterMs;
  if (jitterMs > numbers[at + SAMPLE_MAX_JITTER_MS]!) numbers[at + SAMPLE_MAX_JITTER_MS] = jitterMs;
}
