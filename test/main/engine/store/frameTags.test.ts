import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameTags, UNTAGGED } from '../../../../main/engine/store/frameTags';

const CHUNK = 65_536;

describe('tags of frames', () => {
  it('are none before they are set', () => {
    const tags = new FrameTags();
    expect([tags.tagOf(1), tags.tagOf(1e9)]).toEqual([UNTAGGED, UNTAGGED]);
    expect(tags.framesTagged(new Set([UNTAGGED, 0, 1]))).toEqual([]);
  });

  it('are found in order over the borders of their chunks', () => {
    const tags = new FrameTags();
    const frames = [3 * CHUNK + 1, CHUNK, CHUNK - 1, 1, 2 * CHUNK];
    for (const frame of frames) tags.set(frame, 7);
    tags.set(5, 8);
    expect(tags.framesTagged(new Set([7]))).toEqual(frames.toSorted((a, b) => a - b));
    expect(tags.framesTagged(new Set([7, 8]))).toContain(5);
  });

  it('go with the chunks that the ring has overwritten as a whole', () => {
    const tags = new FrameTags();
    for (const frame of [1, CHUNK - 1, CHUNK, 2 * CHUNK]) tags.set(frame, 1);
    tags.releaseBefore(CHUNK - 1);
    expect(tags.framesTagged(new Set([1]))).toHaveLength(4);
    tags.releaseBefore(CHUNK + 1);
    expect(tags.framesTagged(new Set([1]))).toEqual([CHUNK, 2 * CHUNK]);
    tags.set(1, 2);
    expect(tags.tagOf(1)).toBe(2);
  });

  it('are what was set last', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 * CHUNK }), fc.nat(5)), { maxLength: 50 });
    fc.assert(
      fc.property(steps, fc.uniqueArray(fc.nat(5)), (set, wanted) => {
        const tags = new FrameTags();
        const known = new Map<number, number>();
        for (const [frame, tag] of set) {
          tags.set(frame, tag);
          known.set(frame, tag);
        }
        const right = [...known].filter(([, tag]) => wanted.includes(tag)).map(([frame]) => frame);
        expect(tags.framesTagged(new Set(wanted))).toEqual(right.sort((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  });
});
