import { describe, expect, it } from 'vitest';
import { markCalls } from '../../../renderer/ladder/callMarks';
import { entryName } from '../../../renderer/ladder/entryName';
import { entrySummary } from '../../../renderer/ladder/entrySummary';
import { screenSize } from '../../../renderer/ladder/ladderSizes';
import { rowTime } from '../../../renderer/ladder/rowTime';
import { layoutLadder } from '../../../shared/ladder/layoutLadder';
import { madeCall, madeMessage, madeStream } from '../rows';

const START = { seconds: 1_700_000_000, nanoseconds: 0 };
const ROWS = [{ atMs: 1500 }, { atMs: 1504 }, { atMs: 2100.25 }];

describe('time column', () => {
  it.each([
    ['sinceStart', ['0.000', '0.004', '0.600']],
    ['delta', ['0.000', '+0.004', '+0.596']],
  ] as const)('%s', (mode, expected) =>
    expect(ROWS.map((_, row) => rowTime(ROWS, row, { mode, start: START }))).toEqual(expected),
  );

  it('clock, once the capture has begun', () => {
    expect(rowTime(ROWS, 1, { mode: 'clock', start: START })).toMatch(/^\d\d:\d\d:21\.504$/);
    expect(rowTime(ROWS, 1, { mode: 'clock', start: null })).toBe('');
  });
});

describe('width of lanes', () => {
  it.each([
    [700, 3, 204],
    [700, 2, 306],
    [700, 12, 150],
    [0, 0, 150],
  ])('%d px for %d lanes', (paneWidthPx, lanes, expected) =>
    expect(screenSize(paneWidthPx, lanes, 'sinceStart').laneWidth).toBe(expected),
  );
});

describe('words for a row', () => {
  const loopback = (port: number) => ({ address: '::1', port });
  const { entries } = layoutLadder(
    [madeMessage(0, 0, { source: loopback(5060), destination: loopback(5062), sdp: null })],
    [madeStream(1, 0, { maxJitterMs: null, boundBy: 'heuristic' })],
    screenSize(700, 2, 'clock'),
  );

  it('tells ports where a machine talks to itself, and no unit after a clock time', () => {
    expect(entryName(entries[0]!, '10:23:16.412', null)).toBe(
      'INVITE 2000 from [::1]:5060 to [::1]:5062 at 10:23:16.412',
    );
  });

  it('sums up a message and a stream', () => {
    expect(Object.fromEntries(entrySummary(entries[0]!).facts)).toMatchObject({
      From: '[::1]:5060 · 1000',
      CSeq: '1 INVITE',
      'Call-ID': '0-48936@10.0.0.1',
      'Came in': 'UDP · frame 1 · 512 bytes',
    });
    expect(Object.fromEntries(entrySummary(entries[1]!).facts)).toMatchObject({
      SSRC: '0x12340001',
      Lost: '22 of 2,120 (1.1 %)',
      Jitter: '2.9 ms',
      'Bound by': 'looks alone: no SDP announces it',
    });
  });
});

describe('marks of calls', () => {
  it('has none for one call, and different ones for eight', () => {
    expect(markCalls([madeCall(0)]).size).toBe(0);
    const marks = [...markCalls(Array.from({ length: 9 }, (_, n) => madeCall(n))).values()];
    expect(new Set(marks.slice(0, 8).map(({ className }) => className)).size).toBe(8);
    expect(marks[8]).toEqual({ number: 9, className: 'call0' });
  });
});
