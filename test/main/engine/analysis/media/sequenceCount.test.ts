import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SequenceCount, type SequenceVerdict } from '../../../../../main/engine/analysis/media/sequenceCount';
import { StreamMemory } from '../../../../../main/engine/analysis/media/streamMemory';

const counted = (sequences: readonly number[]): SequenceCount => {
  const count = new SequenceCount(new StreamMemory().take());
  for (const sequence of sequences) count.note(sequence & 0xffff);
  return count;
};
const figures = ({ expected, unique, lost, duplicates, reordered, restarts, strays }: SequenceCount) => ({
  expected,
  unique,
  lost,
  duplicates,
  reordered,
  restarts,
  strays,
});
const run = (from: number, count: number): number[] => Array.from({ length: count }, (_, position) => from + position);
const CLEAN = { lost: 0, duplicates: 0, reordered: 0, restarts: 0, strays: 0 };

describe('figures of a sequence', () => {
  it.each([
    ['nothing yet', [], { ...CLEAN, expected: 0, unique: 0 }],
    ['one packet', [7], { ...CLEAN, expected: 1, unique: 1 }],
    ['in order', run(1000, 100), { ...CLEAN, expected: 100, unique: 100 }],
    ['over the wrap', run(65_500, 100), { ...CLEAN, expected: 100, unique: 100 }],
    ['one missing', [1, 2, 4, 5], { ...CLEAN, expected: 5, unique: 4, lost: 1 }],
    ['missing at the wrap', [65_534, 65_535, 2], { ...CLEAN, expected: 5, unique: 3, lost: 2 }],
    ['a duplicate', [1, 2, 2, 3], { ...CLEAN, expected: 3, unique: 3, duplicates: 1 }],
    ['a duplicate beside a loss', [1, 2, 2, 4], { ...CLEAN, expected: 4, unique: 3, lost: 1, duplicates: 1 }],
    ['a swapped pair', [1, 3, 2, 4], { ...CLEAN, expected: 4, unique: 4, reordered: 1 }],
    ['swapped over the wrap', [65_534, 0, 65_535, 1], { ...CLEAN, expected: 4, unique: 4, reordered: 1 }],
    ['the first two swapped', [2, 1, 3], { ...CLEAN, expected: 3, unique: 3, reordered: 1 }],
    ['a late one twice', [1, 3, 2, 2, 4], { ...CLEAN, expected: 4, unique: 4, reordered: 1, duplicates: 1 }],
    ['a gap of 2999 is loss', [1, 3001], { ...CLEAN, expected: 3001, unique: 2, lost: 2999 }],
    ['a confirmed jump ahead', [1, 2, 3, 30_000, 30_001], { ...CLEAN, expected: 5, unique: 5, restarts: 1 }],
    ['a confirmed jump back', [5000, 5001, 10, 11, 12], { ...CLEAN, expected: 5, unique: 5, restarts: 1 }],
    ['a jump that nothing confirms', [1, 2, 30_000, 3, 4], { ...CLEAN, expected: 4, unique: 4, strays: 1 }],
    ['a jump at the end', [1, 2, 30_000], { ...CLEAN, expected: 2, unique: 2 }],
    ['a restart over the wrap', [30_000, 30_001, 65_535, 0, 1], { ...CLEAN, expected: 5, unique: 5, restarts: 1 }],
    [
      'a loss before a restart stays',
      [1, 2, 4, 30_000, 30_001, 30_003],
      { ...CLEAN, expected: 8, unique: 6, lost: 2, restarts: 1 },
    ],
    [
      'each packet of a restart twice',
      [1, 1, 2, 2, 30_000, 30_000, 30_001, 30_001],
      { ...CLEAN, expected: 4, unique: 4, duplicates: 4, restarts: 1 },
    ],
    [
      'later than 100 packets, and missing until then',
      [...run(1, 9), ...run(11, 190), 10, ...run(201, 5)],
      { ...CLEAN, expected: 205, unique: 205, reordered: 1 },
    ],
    [
      'a duplicate later than 100 packets',
      [...run(1, 200), 10, ...run(201, 5)],
      { ...CLEAN, expected: 205, unique: 205, duplicates: 1 },
    ],
  ])('%s', (_, sequences, expected) => {
    expect(figures(counted(sequences))).toEqual(expected);
  });
});

it('names what each packet was', () => {
  const count = new SequenceCount(new StreamMemory().take());
  const verdicts = [10, 11, 13, 12, 12, 5000, 5001].map((sequence): SequenceVerdict => count.note(sequence));
  expect(verdicts).toEqual(['first', 'inOrder', 'gap', 'late', 'duplicate', 'jumped', 'restarted']);
});

it.each([
  [20, 'near'],
  [21, 'near'],
  [19, 'seen'],
  [15, 'near'],
  [3020, 'far'],
  [65_400, 'far'],
] as const)('place of %i behind 10 … 14, 16 … 19', (sequence, place) => {
  expect(counted([...run(10, 5), ...run(16, 4)]).placeOf(sequence)).toBe(place);
});

describe('properties', () => {
  const start = fc.nat(0xffff);
  /** A stream with losses and duplicates, and displacements small enough not to be jumps. */
  const impaired = fc.array(
    fc.record({ lost: fc.boolean(), copies: fc.integer({ min: 1, max: 3 }), delay: fc.nat(40) }),
    {
      minLength: 1,
      maxLength: 400,
    },
  );
  const arrivalsOf = (packets: readonly { lost: boolean; copies: number; delay: number }[]): number[] =>
    packets
      .flatMap(({ lost, copies, delay }, sequence) =>
        lost ? [] : Array.from({ length: copies }, (_, copy) => ({ sequence, key: sequence + delay + copy * 3 })),
      )
      .sort((a, b) => a.key - b.key)
      .map(({ sequence }) => sequence);

  it('counts as somebody who remembers every number would', () => {
    fc.assert(
      fc.property(start, impaired, (from, packets) => {
        const arrivals = arrivalsOf(packets);
        fc.pre(arrivals.length > 0);
        const distinct = new Set(arrivals);
        const expected = Math.max(...distinct) - Math.min(...distinct) + 1;
        const count = counted(arrivals.map((sequence) => from + sequence));
        expect(figures(count)).toMatchObject({
          expected,
          unique: distinct.size,
          lost: expected - distinct.size,
          duplicates: arrivals.length - distinct.size,
          restarts: 0,
          strays: 0,
        });
      }),
    );
  });

  it('keeps unique + lost = expected and loses nothing below zero, whatever arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 500 }), (sequences) => {
        const { unique, lost, expected, duplicates, strays, restarts } = counted(sequences);
        expect(unique + lost).toBe(expected);
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(unique + duplicates + strays).toBeLessThanOrEqual(sequences.length);
        expect(unique + duplicates + strays).toBeGreaterThanOrEqual(sequences.length - 1);
        expect(restarts).toBeLessThanOrEqual(sequences.length / 2);
      }),
    );
  });

  it('is the same wherever in the number space the stream begins', () => {
    fc.assert(
      fc.property(start, start, impaired, (from, to, packets) => {
        const arrivals = arrivalsOf(packets);
        const at = (offset: number) => figures(counted(arrivals.map((sequence) => sequence + offset)));
        expect(at(from)).toEqual(at(to));
      }),
    );
  });

  it('loses nothing by any order within the window', () => {
    const shuffled = fc.uniqueArray(fc.nat(99), { minLength: 100, maxLength: 100 });
    fc.assert(
      fc.property(start, shuffled, (from, order) => {
        const count = counted([from, ...order.map((position) => from + 1 + position), from + 101]);
        expect(figures(count)).toMatchObject({ expected: 102, lost: 0, duplicates: 0, restarts: 0 });
      }),
    );
  });

  it('never hides a loss behind duplicates', () => {
    fc.assert(
      fc.property(impaired, (packets) => {
        const once = arrivalsOf(packets.map((packet) => ({ ...packet, copies: 1 })));
        const twice = once.flatMap((sequence) => [sequence, sequence]);
        expect(counted(twice).lost).toBe(counted(once).lost);
      }),
    );
  });
});
