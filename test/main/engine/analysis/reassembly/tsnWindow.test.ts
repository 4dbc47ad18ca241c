import { describe, expect, it } from 'vitest';
import { markOf, TsnWindow } from '../../../../../main/engine/analysis/reassembly/tsnWindow';
import { textBytes } from '../../../../fixtures/bytes';

describe('TsnWindow', () => {
  const seen = (...numbers: readonly number[]): TsnWindow => {
    const window = new TsnWindow();
    for (const tsn of numbers) window.add(tsn, 1);
    return window;
  };

  it.each<[string, number[], number, boolean]>([
    ['nothing at first', [], 0, false],
    ['what came', [5], 5, true],
    ['not what did not', [5, 7], 6, false],
    ['what came out of order', [7, 5], 5, true],
    ['what came before the numbers began anew', [0xffffffff, 0, 1], 0xffffffff, true],
    ['not what has the same place in the ring', [5], 5 + 1024, false],
    ['not what left the window', [5, 5 + 1024], 5, false],
    ['what came last before a jump', [5, 5 + 1000], 5, true],
    ['not what a jump ahead cleared', [5, 900_000, 899_999], 5, false],
    ['what came after a jump back', [900_000, 5, 6], 5, true],
    ['not what came before a jump back', [900_000, 5, 6], 900_000, false],
  ])('knows %s', (_name, numbers, asked, expected) => {
    expect(seen(...numbers).has(asked, 1)).toBe(expected);
  });

  it('knows numbers with the same content only', () => {
    expect(seen(5).has(5, 3)).toBe(false);
  });

  it('marks content by length and bytes', () => {
    const mark = (text: string): number => markOf(textBytes(text), 0, text.length);
    expect(mark('abc')).toBe(mark('abc'));
    expect(new Set(['', 'a', 'aa', 'ab', 'ba'].map(mark)).size).toBeGreaterThan(3);
    expect(mark('')).not.toBe(0);
  });
});
