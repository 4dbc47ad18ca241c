import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsOf } from '../../../renderer/message/lineRuns';
import { unitsOf, visibleLines } from '../../../renderer/message/visibleText';

const lineOf = (text: string) => visibleLines(new TextEncoder().encode(text))[0]!;

describe('runs of a line', () => {
  it('tells text, symbols and marks apart', () => {
    const runs = runsOf(lineOf('Via: ä\r\n'), { start: 5, end: 7 }, { start: 0, end: 7 });
    expect(runs.map(({ text, symbol, mark }) => [text, symbol, mark])).toEqual([
      ['Via: ', false, 'hovered'],
      ['ä', false, 'selected'],
      ['\\r\\n', true, 'none'],
    ]);
  });

  it('draws a line without marks in as few runs as can be', () => {
    expect(runsOf(lineOf('Max-Forwards: 70'), null, null)).toEqual([
      { from: 0, text: 'Max-Forwards: 70', symbol: false, mark: 'none' },
    ]);
  });

  it('joins to the whole line and marks what the range covers', () => {
    const range = fc.record({ start: fc.nat(80), end: fc.nat(80) });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), range, range, (bytes, selected, hovered) => {
        for (const line of visibleLines(bytes)) {
          const runs = runsOf(line, selected, hovered);
          expect(runs.map(({ text }) => text).join('')).toBe(line.text);
          const units = unitsOf(line, selected);
          const chosen = runs.filter(({ mark }) => mark === 'selected').map(({ text }) => text);
          expect(chosen.join('')).toBe(units ? line.text.slice(units.from, units.to) : '');
        }
      }),
    );
  });
});
