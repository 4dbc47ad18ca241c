import { describe, expect, it } from 'vitest';
import { describeRing } from '../../../renderer/capture/describeRing';

const NONE = { filesizeKb: null, durationS: null, packets: null, files: null };

describe('describeRing', () => {
  it.each([
    [NONE, 'one file'],
    [{ ...NONE, files: 5 }, 'one file'],
    [{ ...NONE, filesizeKb: 100_000, files: 10 }, '10 × 100 MB'],
    [{ ...NONE, durationS: 60 }, '60 s files, all kept'],
    [{ ...NONE, filesizeKb: 500, packets: 10_000, files: 2 }, '2 × 500 kB or 10,000 packets'],
  ])('%o', (settings, words) => expect(describeRing(settings)).toBe(words));
});
