import { createRandom, type Random } from '../generator/random';
import { below, pick, smallBelow } from './choice';
import type { FuzzFrame, Seed } from './fuzzFrame';
import { mutate } from './mutate';

/** As many frames of a seed as one round takes, so that a mutation is not lost among thousands. */
const MAX_WINDOW = 60;

function windowOf(random: Random, { frames }: Seed): readonly FuzzFrame[] {
  const length = Math.min(frames.length, MAX_WINDOW);
  const first = below(random, frames.length - length + 1);
  return frames.slice(first, first + length);
}

/** Capture time goes on from round to round. */
const ROUND_MS = 3000;

/** Mutated pieces of seeds without end; the same seed number gives the same ones. */
export function* rounds(seeds: readonly Seed[], seedNumber: number): Generator<readonly FuzzFrame[]> {
  const random = createRandom(seedNumber);
  for (let round = 0; ; round += 1) {
    const frames = windowOf(random, pick(random, seeds));
    const firstMs = frames[0]?.atMs ?? 0;
    const laidDown = frames.map((frame) => ({ ...frame, atMs: frame.atMs - firstMs + round * ROUND_MS }));
    yield mutate(random, laidDown, windowOf(random, pick(random, seeds)));
  }
}

/** Frames that one engine gets before the next takes over: mostly few, so that states begin clean, sometimes many. */
export const sessionFrames = (random: Random): number => 100 + smallBelow(random, 100_000);
