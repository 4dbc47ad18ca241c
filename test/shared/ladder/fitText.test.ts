import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitArrowText, fitText } from '../../../shared/ladder/fitText';

/** Every sign is 10 wide. */
const measure = (text: string): number => Array.from(text).length * 10;
const measures = { label: measure, detail: measure, gap: 10, least: 30 };

describe('texts cut to their room', () => {
  it.each([
    ['INVITE', 60, 'INVITE'],
    ['INVITE', 59, 'INVI…'],
    ['INVITE', 20, 'I…'],
    ['INVITE', 19, ''],
    ['a b c', 30, 'a…'],
    ['📞📞📞', 20, '📞…'],
    ['', 0, ''],
  ])('%s in %d', (text, room, expected) => expect(fitText(text, room, measure)).toBe(expected));

  it('never needs more than its room, and keeps what fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(500), (text, room) => {
        const fitted = fitText(text, room, measure);
        expect(measure(fitted)).toBeLessThanOrEqual(Math.max(room, 0));
        if (measure(text) <= room) expect(fitted).toBe(text);
      }),
    );
  });

  it.each([
    [200, { label: 'BYE', detail: 'retransmission' }],
    [100, { label: 'BYE', detail: 'retra…' }],
    [69, { label: 'BYE', detail: '' }],
    [25, { label: 'B…', detail: '' }],
  ])('gives the detail what the label leaves of %d', (room, expected) =>
    expect(fitArrowText({ label: 'BYE', detail: 'retransmission' }, room, measures)).toEqual(expected),
  );
});
