import { describe, expect, it } from 'vitest';
import { FrameOffsets } from '../../../../main/engine/pcap/frameOffsets';

describe('FrameOffsets', () => {
  it('keeps one offset for 64 frames and tells how many to step over', () => {
    const offsets = new FrameOffsets();
    for (let frame = 101; frame <= 3000; frame += 1) offsets.add(frame, frame * 10);
    expect(offsets.find(101)).toEqual({ offset: 1010, skipFrames: 0, limit: 1650 });
    expect(offsets.find(164)).toEqual({ offset: 1010, skipFrames: 63, limit: 1650 });
    expect(offsets.find(165)).toEqual({ offset: 1650, skipFrames: 0, limit: 2290 });
    expect(offsets.find(3000)).toMatchObject({ limit: Infinity });
    expect(offsets.find(100)).toBeNull();
    expect(offsets.find(3001)).toBeNull();
  });

  it('begins anew after a gap, and never steps over it', () => {
    const offsets = new FrameOffsets();
    [1, 2, 10, 11].forEach((frame) => offsets.add(frame, frame * 100));
    expect(offsets.find(2)).toEqual({ offset: 100, skipFrames: 1, limit: 1000 });
    expect(offsets.find(11)).toEqual({ offset: 1000, skipFrames: 1, limit: Infinity });
    expect(offsets.find(5)).toMatchObject({ offset: 100, limit: 1000 });
  });

  it('is empty at first', () => {
    expect(new FrameOffsets().find(1)).toBeNull();
  });
});
