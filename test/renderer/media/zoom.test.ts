import { describe, expect, it } from 'vitest';
import { draggedRange, zoomByKey } from '../../../renderer/media/zoom';

const WHOLE = { fromMs: 1000, toMs: 41_000 };
const range = (fromMs: number, toMs: number) => ({ fromMs, toMs });

describe('zoom', () => {
  it('takes a stretch dragged either way, and nothing from a click', () => {
    expect(draggedRange(2000, 5000)).toEqual(range(2000, 5000));
    expect(draggedRange(5000, 2000)).toEqual(range(2000, 5000));
    expect(draggedRange(3000, 3000)).toBeNull();
  });

  const CASES: readonly (readonly [string, boolean, ReturnType<typeof range> | null, unknown])[] = [
    ['+', false, null, range(11_000, 31_000)],
    ['=', false, range(11_000, 31_000), range(16_000, 26_000)],
    ['+', false, range(20_000, 22_000), range(20_000, 22_000)],
    ['-', false, range(16_000, 26_000), range(11_000, 31_000)],
    ['-', false, range(1000, 11_000), range(1000, 21_000)],
    ['-', false, range(11_000, 31_000), null],
    ['0', false, range(11_000, 31_000), null],
    ['ArrowRight', true, range(11_000, 31_000), range(16_000, 36_000)],
    ['ArrowRight', true, range(31_000, 41_000), range(31_000, 41_000)],
    ['ArrowLeft', true, range(3000, 11_000), range(1000, 9000)],
    ['ArrowRight', false, range(11_000, 31_000), undefined],
    ['ArrowRight', true, null, undefined],
    ['x', false, null, undefined],
  ];
  it.each(CASES)('%s (Shift %s) on %j', (key, shift, zoom, expected) => {
    expect(zoomByKey(key, shift, zoom, WHOLE)).toEqual(expected);
  });
});
