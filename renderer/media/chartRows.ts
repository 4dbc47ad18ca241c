/** The samples of both directions on one grid of time: what the charts draw. */
import type { StreamSamples } from '../../shared/protocol/rows';

/** null where there is nothing to draw: a gap that no line crosses. */
type Value = number | null;

export type DirectionFigures = {
  readonly jitterMs: Value;
  readonly lossPercent: Value;
  readonly maxDeltaMs: Value;
  readonly bitrateKbps: Value;
};

export type ChartRow = {
  /** Where the step begins, since the capture's first frame. */
  readonly atMs: number;
  readonly there: DirectionFigures;
  readonly back: DirectionFigures;
};

export type ChartRows = { readonly stepMs: number; readonly rows: readonly ChartRow[] };

/** More points are narrower than a pixel, and four charts of them slow to draw. */
const MOST_ROWS = 1000;
const SECOND_MS = 1000;

export const NO_FIGURES: DirectionFigures = { jitterMs: null, lossPercent: null, maxDeltaMs: null, bitrateKbps: null };

/** Longest step between two entries: entries have no holes, so a longer step is a coarser grid. */
function longestStepMs({ atMs }: StreamSamples): number {
  return atMs.reduce((longest, at, index) => Math.max(longest, at - (atMs[index - 1] ?? at)), SECOND_MS);
}

const larger = (one: Value, other: Value): Value =>
  one === null ? other : other === null ? one : Math.max(one, other);

type Sum = { jitterMs: Value; maxDeltaMs: Value; expected: number; lost: number; bitrateSum: number; entries: number };

function add(sum: Sum, samples: StreamSamples, entry: number): void {
  const lost = samples.lostPackets[entry]!;
  sum.jitterMs = larger(sum.jitterMs, samples.maxJitterMs[entry]!);
  sum.maxDeltaMs = larger(sum.maxDeltaMs, samples.maxDeltaMs[entry]!);
  sum.lost += lost;
  sum.expected += Math.max(0, samples.packets[entry]! - samples.duplicatePackets[entry]!) + lost;
  sum.bitrateSum += samples.bitrateKbps[entry]!;
  sum.entries += 1;
}

const figuresOf = ({ jitterMs, maxDeltaMs, expected, lost, bitrateSum, entries }: Sum): DirectionFigures => ({
  jitterMs,
  maxDeltaMs,
  lossPercent: expected === 0 ? null : (100 * lost) / expected,
  bitrateKbps: bitrateSum / entries,
});

/** Entries by step; extremes stay, losses add up, bit rates are averaged. */
function byStep(samples: StreamSamples | null, stepMs: number): Map<number, DirectionFigures> {
  const sums = new Map<number, Sum>();
  samples?.atMs.forEach((atMs, entry) => {
    const step = Math.floor(atMs / stepMs);
    const sum = sums.get(step) ?? { jitterMs: null, maxDeltaMs: null, expected: 0, lost: 0, bitrateSum: 0, entries: 0 };
    add(sum, samples, entry);
    sums.set(step, sum);
  });
  return new Map([...sums].map(([step, sum]) => [step, figuresOf(sum)]));
}

const extent = (samples: readonly StreamSamples[]): readonly [number, number] => [
  Math.min(...samples.map(({ atMs }) => atMs[0]!)),
  Math.max(...samples.map(({ atMs }) => atMs.at(-1)!)),
];

/** From a stream's first packet to its last: a step that it fills in part says little of its bit rate. */
export type Running = { readonly startedAtMs: number; readonly durationMs: number };

export type DirectionSamples = { readonly samples: StreamSamples | null; readonly running: Running | null };

const FULL_SHARE = 0.9;

function isFull(atMs: number, stepMs: number, running: Running | null): boolean {
  if (running === null) return true;
  const from = Math.max(atMs, running.startedAtMs);
  const to = Math.min(atMs + stepMs, running.startedAtMs + running.durationMs);
  return to - from >= FULL_SHARE * stepMs;
}

/** The direction's figures at each step, the bit rate only where the step is full, unless none is. */
function directionAt({ samples, running }: DirectionSamples, stepMs: number): (step: number) => DirectionFigures {
  const steps = byStep(samples, stepMs);
  const hasFull = [...steps.keys()].some((step) => isFull(step * stepMs, stepMs, running));
  return (step) => {
    const figures = steps.get(step) ?? NO_FIGURES;
    return hasFull && !isFull(step * stepMs, stepMs, running) ? { ...figures, bitrateKbps: null } : figures;
  };
}

/** Both directions side by side, from the first entry of either to the last, in at most 1,000 steps of equal length. */
export function chartRows(there: DirectionSamples, back: DirectionSamples): ChartRows {
  const samples = [there.samples, back.samples].filter((side) => side !== null).filter(({ atMs }) => atMs.length > 0);
  if (samples.length === 0) return { stepMs: SECOND_MS, rows: [] };
  const [firstMs, lastMs] = extent(samples);
  const thinnedMs = SECOND_MS * Math.ceil((lastMs - firstMs) / SECOND_MS / (MOST_ROWS - 1));
  const stepMs = Math.max(thinnedMs, ...samples.map(longestStepMs));
  const [thereAt, backAt] = [directionAt(there, stepMs), directionAt(back, stepMs)];
  const first = Math.floor(firstMs / stepMs);
  const length = Math.floor(lastMs / stepMs) - first + 1;
  const rows = Array.from({ length }, (_, index): ChartRow => {
    const step = first + index;
    return { atMs: step * stepMs, there: thereAt(step), back: backAt(step) };
  });
  return { stepMs, rows };
}

export type TimeRange = { readonly fromMs: number; readonly toMs: number };

/** Rows in the range, with the neighbour on either side so that lines run to the edge. */
export function rowsWithin(rows: readonly ChartRow[], range: TimeRange | null): readonly ChartRow[] {
  if (range === null) return rows;
  const first = rows.findIndex(({ atMs }) => atMs >= range.fromMs);
  const last = rows.findLastIndex(({ atMs }) => atMs <= range.toMs);
  return first < 0 || last < 0 ? [] : rows.slice(Math.max(0, first - 1), last + 2);
}
