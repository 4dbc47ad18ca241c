import type { Random } from '../generator/random';

/** A whole number from 0 up to below `limit`. */
export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

export const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!;

/** Small numbers often, large ones seldom, all below `limit`. */
export const smallBelow = (random: Random, limit: number): number => Math.floor(limit ** random()) - 1;

export const randomBytes = (random: Random, lengthBytes: number): Uint8Array =>
  Uint8Array.from({ length: lengthBytes }, () => below(random, 256));
