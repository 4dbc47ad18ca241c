import { createRandom, type Random } from '../generator/random';
import { below, pick, smallBelow } from './choice';
import type { FuzzFrame, Seed } from './fuzzFrame';
import { FLOODS } from './floods';
import { mutate } from './mutate';

/** As many frames of a seed as one round takes, so that a mutation is not lost among thousands. */
const MAX_WINDOW = 60;

function windowOf(random: Random, { frames }: Seed): readonly FuzzFrame[] {
  const length = Math.min(frames.length, MAX_WINDOW);
  const first = below(random, frames.length - length + 1);
  return frames.slice(first, first + length);
}

/** Capture time goes on from round to round: mostly a while after the round before, sometimes over its end. */
const ROUND_MS = 3000;
const OVERLAP_SHARE = 0.2;
/** One round among so many is a flood. */
const FLOOD_EVERY = 400;
const MAX_FLOOD = 10_000;
const ALL_FLOODS = Object.values(FLOODS);
/** Later than this nothing is told apart any more: the clock begins anew. */
const MAX_CLOCK_MS = 1e11;

const windowOrFlood = (random: Random, seeds: readonly Seed[]): { frames: readonly FuzzFrame[]; isFlood: boolean } =>
  below(random, FLOOD_EVERY) === 0
    ? { frames: pick(random, ALL_FLOODS)(smallBelow(random, MAX_FLOOD) + 100), isFlood: true }
    : { frames: windowOf(random, pick(random, seeds)), isFlood: false };

/** Mutated pieces of seeds without end, and floods among them; the same seed number gives the same ones. */
export function* rounds(seeds: readonly Seed[], seedNumber: number): Generator<readonly FuzzFrame[]> {
  const random = createRandom(seedNumber);
  let beginMs = 0;
  for (;;) {
    const { frames, isFlood } = windowOrFlood(random, seeds);
    const firstMs = frames[0]?.atMs ?? 0;
    const laidDown = frames.map((frame) => ({ ...frame, atMs: frame.atMs - firstMs + beginMs }));
    const others = windowOf(random, pick(random, seeds));
    const mutated = isFlood && random() < 0.5 ? laidDown : mutate(random, laidDown, others);
    yield mutated;
    beginMs = nextBeginMs(random, beginMs, mutated);
  }
}

function nextBeginMs(random: Random, beginMs: number, frames: readonly FuzzFrame[]): number {
  const endMs = random() < OVERLAP_SHARE ? beginMs : Math.max(beginMs, frames.at(-1)?.atMs ?? beginMs);
  return endMs > MAX_CLOCK_MS ? 0 : endMs + ROUND_MS;
}

/** Frames that one engine gets before the next takes over: mostly few, so that states begin clean, sometimes many. */
export const sessionFrames = (random: Random): number => 100 + smallBelow(random, 100_000);
