import { describe, expect, it } from 'vitest';
import { formatOffset, hexRowCount, hexRunsOf } from '../../../renderer/message/hexRows';

const BYTES = Uint8Array.from({ length: 20 }, (_, at) => at + 0x3c);

describe('hex dump', () => {
  it('has sixteen bytes a row', () => {
    expect([0, 1, 16, 17].map((length) => hexRowCount(new Uint8Array(length)))).toEqual([0, 1, 1, 2]);
    expect(hexRunsOf(BYTES, 1, null, null)).toEqual([{ start: 16, hex: '4c 4d 4e 4f ', text: 'LMNO', mark: 'none' }]);
  });

  it('marks the bytes of the ranges, across rows', () => {
    const selected = { start: 14, end: 18 };
    const marks = [0, 1].map((row) =>
      hexRunsOf(BYTES, row, selected, { start: 17, end: 20 }).map(({ start, mark }) => [start, mark]),
    );
    expect(marks).toEqual([
      [
        [0, 'none'],
        [14, 'selected'],
      ],
      [
        [16, 'selected'],
        [18, 'hovered'],
      ],
    ]);
  });

  it('shows a dot for what is no printable ASCII', () => {
    expect(hexRunsOf(Uint8Array.of(0x00, 0x41, 0x7f, 0xc3), 0, null, null)[0]?.text).toBe('.A..');
  });

  it('writes offsets of four digits and more', () => {
    expect([0, 0x40, 0xfff0, 0x10000].map(formatOffset)).toEqual(['0000', '0040', 'fff0', '10000']);
  });
});
