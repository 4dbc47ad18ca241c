import { describe, expect, it } from 'vitest';
import { describeFrames } from '../../../shared/format/frames';
import { frameNumber } from '../../../shared/ids';

describe('frames of a message', () => {
  it.each([
    [[4218], 'frame 4,218'],
    [[12, 13, 14], 'frames 12–14 (3)'],
    [[12, 15], 'frames 12, 15'],
    [[1, 3, 5, 7, 9, 11], 'frames 1, 3, 5, 7 and 2 more'],
  ])('%j', (frames, expected) =>
    expect(describeFrames({ frame: frameNumber(frames.at(-1)!), frames: frames.map(frameNumber) })).toBe(expected),
  );
});
