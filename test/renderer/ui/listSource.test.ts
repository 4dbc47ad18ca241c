import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createListSource,
  missingRange,
  rangeAround,
  type ListAnswer,
  type ListRange,
} from '../../../renderer/ui/listSource';

describe('missingRange', () => {
  it.each([
    ['nothing held', { first: 0, last: 40 }, null, 0, { from: 0, count: 141 }],
    ['all held', { first: 120, last: 160 }, { from: 50, count: 200 }, 1000, null],
    ['the end held', { first: 180, last: 260 }, { from: 100, count: 100 }, 200, null],
    ['below what is held', { first: 240, last: 280 }, { from: 50, count: 200 }, 1000, { from: 140, count: 241 }],
    ['above what is held', { first: 40, last: 80 }, { from: 50, count: 200 }, 1000, { from: 0, count: 181 }],
    ['an empty list', { first: 0, last: 40 }, { from: 0, count: 0 }, 0, null],
  ])('%s', (_name, visible, held, matching, expected) => {
    expect(missingRange(visible, held, matching)).toEqual(expected);
  });

  it('never asks for more than the protocol allows, and for every visible row it can', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(899), (first, rows) => {
        const range = rangeAround({ first, last: first + rows });
        expect(range.from).toBeLessThanOrEqual(first);
        expect(range.count).toBeLessThanOrEqual(1000);
        expect(range.from + range.count).toBeGreaterThan(first + rows);
      }),
    );
  });
});

type Open = {
  readonly range: ListRange;
  readonly answer: (matching?: number) => void;
  readonly fail: (words: string) => void;
};

function setUp() {
  const open: Open[] = [];
  const source = createListSource<number>(
    (range) =>
      new Promise<ListAnswer<number>>((resolve, reject) => {
        open.push({
          range,
          answer: (matching = 1000) => {
            const count = Math.max(0, Math.min(range.count, matching - range.from));
            const rows = Array.from({ length: count }, (_, at) => range.from + at);
            resolve({ rows, from: range.from, matching, total: matching, version: 1 });
          },
          fail: (words) => reject(new Error(words)),
        });
      }),
  );
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  return { open, source, settle };
}

describe('list source', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('has one question open at a time and asks for the latest place next', async () => {
    const { open, source, settle } = setUp();
    source.show({ first: 0, last: 40 });
    source.show({ first: 400, last: 440 });
    source.show({ first: 800, last: 840 });
    expect(open).toHaveLength(1);
    open[0]!.answer();
    await settle();
    expect(open.map(({ range }) => range.from)).toEqual([0, 700]);
  });

  it('asks for nothing while what is seen is held', async () => {
    const { open, source, settle } = setUp();
    source.show({ first: 0, last: 40 });
    open[0]!.answer();
    await settle();
    source.show({ first: 60, last: 100 });
    expect(open).toHaveLength(1);
    expect(source.view().rows).toHaveLength(141);
  });

  it('refreshes at most four times a second however fast rows change', async () => {
    const { open, source, settle } = setUp();
    source.show({ first: 0, last: 40 });
    open[0]!.answer();
    await settle();
    for (let at = 0; at < 100; at += 1) {
      source.invalidate();
      await vi.advanceTimersByTimeAsync(10);
      open.at(-1)!.answer();
    }
    expect(open.length).toBeGreaterThanOrEqual(4);
    expect(open.length).toBeLessThanOrEqual(5);
  });

  it('does not ask without end when the list is shorter than it said', async () => {
    const { open, source, settle } = setUp();
    source.show({ first: 0, last: 40 });
    open[0]!.answer(5);
    await settle();
    source.show({ first: 0, last: 40 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(open).toHaveLength(1);
  });

  it('tells a failure and goes on at the next change', async () => {
    const { open, source, settle } = setUp();
    source.show({ first: 0, last: 40 });
    open[0]!.fail('The engine is busy.');
    await settle();
    expect(source.view().problem).toBe('The engine is busy.');
    source.invalidate();
    await vi.advanceTimersByTimeAsync(300);
    open[1]!.answer();
    await settle();
    expect([source.view().problem, source.view().fresh]).toEqual([null, true]);
  });
});
