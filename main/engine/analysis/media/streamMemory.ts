import { TIMING_NUMBERS } from './arrivalTiming';
import { BlockPool } from './blockPool';
import { WINDOW_WORDS } from './sequenceWindow';

/** Where the numbers of all streams of one analysis lie. */
export class StreamMemory {
  readonly windows = new BlockPool<Uint32Array>(WINDOW_WORDS, (length) => new Uint32Array(length));
  readonly timings = new BlockPool<Float64Array>(TIMING_NUMBERS, (length) => new Float64Array(length));
}
