import { emptySample as emptyOpenSample, isOpenAt, NO_DELTA_MS, openSample, samplePacket } from './openSample';
import type { StreamPlace } from './streamMemory';
import {
  SAMPLE_BYTES,
  SAMPLE_JITTER_COUNT,
  SAMPLE_JITTER_SUM_MS,
  SAMPLE_MAX_DELTA_MS,
  SAMPLE_MAX_JITTER_MS,
  SAMPLE_PACKETS,
} from './streamNumbers';

/** Entries kept per stream: two hours of seconds; a longer stream merges neighbours two by two. */
export const MAX_SAMPLES = 7200;
/** Most candidates never need more. */
const FIRST_CAPACITY = 2;
const STRIDE = 8;
const PACKETS = 0;
const LOST = 1;
const DUPLICATES = 2;
const BYTES = 3;
const JITTER_COUNT = 4;
const JITTER_SUM_MS = 5;
const MAX_JITTER_MS = 6;
const MAX_DELTA_MS = 7;
/** How far back a filled gap may look for the loss that it takes away. */
const MAX_LOOK_BACK = 16;

/** One entry as read; `spanMs` is how long a time it stands for. */
export type Sample = {
  atMs: number;
  spanMs: number;
  packets: number;
  lost: number;
  duplicates: number;
  bytes: number;
  jitterCount: number;
  jitterSumMs: number;
  maxJitterMs: number;
  maxDeltaMs: number;
};

/**
 * A stream over time, one entry for every second of the capture from the stream's first to its last, so that the seconds of all
 * streams align. Seconds are counted from the capture's first frame. Entries are single precision numbers in one array that
 * doubles as it grows; with more than 7,200 entries every pair becomes one (sums and extremes stay exact, the grid gets coarser).
 * A packet from before the first second (the clock stepped back) counts in the first.
 *
 * What packets add up to within their entry gathers in the stream's place, and comes here when the entry changes or is read.
 */
export class SampleSeries {
  spanSeconds = 1;
  length = 0;
  #firstSecond = 0;
  #columns = new Float32Array(FIRST_CAPACITY * STRIDE);
  /** Where the open entry begins in the columns. */
  #at = 0;
  readonly #place: StreamPlace;

  constructor(place: StreamPlace) {
    this.#place = place;
  }

  /** One more packet at this time; what follows is noted in the same entry. */
  notePacket(atMs: number, bytes: number): void {
    if (!isOpenAt(this.#place, atMs)) this.open(atMs);
    samplePacket(this.#place, bytes);
  }

  /** Packets count in the entry of this time from now on. */
  open(atMs: number): void {
    const second = Math.floor(atMs / 1000);
    if (Number.isFinite(second)) this.#goTo(second);
  }

  noteDuplicates(count: number): void {
    this.#columns[this.#at + DUPLICATES] = this.#columns[this.#at + DUPLICATES]! + count;
  }

  /** Losses seen with the last packet, or with a negative count: earlier losses that turned out to be late packets. */
  noteLost(count: number): void {
    let at = this.#at;
    const oldest = Math.max(0, at - MAX_LOOK_BACK * STRIDE);
    while (count < 0 && at > oldest && this.#columns[at + LOST]! < -count) at -= STRIDE;
    this.#columns[at + LOST] = Math.max(0, this.#columns[at + LOST]! + count);
  }

  /** Position of the entry that holds this time, or of the first one after it. */
  positionOf(atMs: number): number {
    return Math.max(0, Math.floor((Math.floor(atMs / 1000) - this.#firstSecond) / this.spanSeconds));
  }

  /** [from, to) as one: sums added, extremes kept. */
  read(from: number, to: number): Sample {
    this.#settle();
    const spanMs = 1000 * this.spanSeconds;
    const sample = emptySample(1000 * this.#firstSecond + from * spanMs, (to - from) * spanMs);
    for (let entry = from; entry < to; entry += 1) addTo(sample, this.#columns, entry * STRIDE);
    return sample;
  }

  #goTo(second: number): void {
    this.#settle();
    if (this.length === 0) this.#firstSecond = second;
    while (this.#entryOf(second) >= MAX_SAMPLES) this.#halve();
    const entry = this.#entryOf(second);
    this.#reach(entry + 1);
    this.#at = entry * STRIDE;
    const fromSecond = this.#firstSecond + entry * this.spanSeconds;
    openSample(this.#place, 1000 * fromSecond, 1000 * (fromSecond + this.spanSeconds));
  }

  /** Takes over what has gathered in the open entry. */
  #settle(): void {
    const { numbers, at: from } = this.#place;
    if (numbers[from + SAMPLE_PACKETS] === 0) return;
    const columns = this.#columns;
    const at = this.#at;
    columns[at + PACKETS] = columns[at + PACKETS]! + numbers[from + SAMPLE_PACKETS]!;
    columns[at + BYTES] = columns[at + BYTES]! + numbers[from + SAMPLE_BYTES]!;
    columns[at + JITTER_COUNT] = columns[at + JITTER_COUNT]! + numbers[from + SAMPLE_JITTER_COUNT]!;
    columns[at + JITTER_SUM_MS] = columns[at + JITTER_SUM_MS]! + numbers[from + SAMPLE_JITTER_SUM_MS]!;
    columns[at + MAX_JITTER_MS] = Math.max(columns[at + MAX_JITTER_MS]!, numbers[from + SAMPLE_MAX_JITTER_MS]!);
    columns[at + MAX_DELTA_MS] = Math.max(columns[at + MAX_DELTA_MS]!, numbers[from + SAMPLE_MAX_DELTA_MS]!);
    emptyOpenSample(this.#place);
  }

  #entryOf(second: number): number {
    return Math.max(0, Math.floor((second - this.#firstSecond) / this.spanSeconds));
  }

  #reach(length: number): void {
    if (length <= this.length) return;
    const capacity = this.#columns.length / STRIDE;
    if (length > capacity) {
      const columns = new Float32Array(STRIDE * Math.min(MAX_SAMPLES, Math.max(length, 2 * capacity)));
      columns.set(this.#columns);
      this.#columns = columns;
    }
    for (let entry = this.length; entry < length; entry += 1) {
      this.#columns[entry * STRIDE + MAX_DELTA_MS] = NO_DELTA_MS;
    }
    this.length = length;
  }

  /** Pairs begin at even multiples of the new span, so that streams stay aligned with each other. */
  #halve(): void {
    const spanSeconds = 2 * this.spanSeconds;
    const firstSecond = spanSeconds * Math.floor(this.#firstSecond / spanSeconds);
    const odd = firstSecond === this.#firstSecond ? 0 : 1;
    const length = Math.ceil((this.length + odd) / 2);
    const columns = new Float32Array(Math.max(STRIDE, length * STRIDE));
    for (let entry = 0; entry < length; entry += 1) {
      const sample = emptySample(0, 0);
      const from = Math.max(0, 2 * entry - odd);
      const to = Math.min(this.length, 2 * entry - odd + 2);
      for (let old = from; old < to; old += 1) addTo(sample, this.#columns, old * STRIDE);
      write(columns, entry * STRIDE, sample);
    }
    this.#firstSecond = firstSecond;
    this.spanSeconds = spanSeconds;
    this.length = length;
    this.#columns = columns;
  }
}

const emptySample = (atMs: number, spanMs: number): Sample => ({
  atMs,
  spanMs,
  packets: 0,
  lost: 0,
  duplicates: 0,
  bytes: 0,
  jitterCount: 0,
  jitterSumMs: 0,
  maxJitterMs: 0,
  maxDeltaMs: NO_DELTA_MS,
});

function addTo(sample: Sample, columns: Float32Array, at: number): void {
  sample.packets += columns[at + PACKETS]!;
  sample.lost += columns[at + LOST]!;
  sample.duplicates += columns[at + DUPLICATES]!;
  sample.bytes += columns[at + BYTES]!;
  sample.jitterCount += columns[at + JITTER_COUNT]!;
  sample.jitterSumMs += columns[at + JITTER_SUM_MS]!;
  sample.maxJitterMs = Math.max(sample.maxJitterMs, columns[at + MAX_JITTER_MS]!);
  sample.maxDeltaMs = Math.max(sample.maxDeltaMs, columns[at + MAX_DELTA_MS]!);
}

function write(columns: Float32Array, at: number, sample: Sample): void {
  columns[at + PACKETS] = sample.packets;
  columns[at + LOST] = sample.lost;
  columns[at + DUPLICATES] = sample.duplicates;
  columns[at + BYTES] = sample.bytes;
  columns[at + JITTER_COUNT] = sample.jitterCount;
  columns[at + JITTER_SUM_MS] = sample.jitterSumMs;
  columns[at + MAX_JITTER_MS] = sample.maxJitterMs;
  columns[at + MAX_DELTA_MS] = sample.maxDeltaMs;
}
