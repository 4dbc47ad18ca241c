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

  it('tells symbols from a mark that begins or ends within them', () => {
    const line = visibleLines(Uint8Array.of(0x61, 0, 0, 0, 0x62))[0]!;
    const runs = runsOf(line, { start: 2, end: 3 }, null);
    expect(runs.map(({ text, symbol, mark }) => [text, symbol, mark])).toEqual([
      ['a', false, 'none'],
      ['\\0', true, 'none'],
      ['\\0', true, 'selected'],
      ['\\0', true, 'none'],
      ['b', false, 'none'],
    ]);
  });

  it('stays cheap with binary content', () => {
    const bytes = Uint8Array.from({ length: 65_000 }, (_, at) => (at % 2 === 0 ? 0 : 0x41));
    const lines = visibleLines(bytes);
    expect(Math.max(...lines.map(({ start, end }) => end - start))).toBeLessThanOrEqual(2048);
    expect(lines.flatMap((line) => runsOf(line, null, null)).length).toBeLessThan(100);
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
