import { describe, expect, it } from 'vitest';
import { markCalls } from '../../../renderer/ladder/callMarks';
import { entryName } from '../../../renderer/ladder/entryName';
import { entrySummary } from '../../../renderer/ladder/entrySummary';
import { screenSize } from '../../../renderer/ladder/ladderSizes';
import { rowTime } from '../../../renderer/ladder/rowTime';
import { layoutLadder } from '../../../shared/ladder/layoutLadder';
import { frameNumber } from '../../../shared/ids';
import { madeCall, madeCompanion, madeMessage, madeStream } from '../rows';

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

describe('words for what did not arrive, and for what runs beside RTP', () => {
  const undeliverable = {
    frame: frameNumber(17),
    atMs: 0.4,
    reporter: '10.0.0.9',
    words: 'Destination port unreachable (ICMP type 3, code 3)',
  };
  const encapsulation = {
    vlanIds: [100],
    tunnels: [{ kind: 'gtpU', id: 0x1a2b, source: '10.1.1.1', destination: '10.1.1.2' }],
  } as const;
  const issues = Array.from({ length: 6 }, (_, at) => ({
    code: 'badPort',
    words: `issue ${at}`,
    offset: 0,
    length: 1,
  }));
  const { entries } = layoutLadder(
    [madeMessage(0, 0, { undeliverable, encapsulation, issues, transport: 'sctp', frames: [1, 2].map(frameNumber) })],
    [],
    screenSize(700, 2, 'clock'),
    [madeCompanion(1, 0, { summary: 'DTLS 1.2 · \u202Egnp', wrong: true, encapsulation })],
  );

  it('tells a screen reader', () => {
    expect(entryName(entries[0]!, '0.000', null)).toMatch(/^INVITE 2000, undeliverable, SDP PCMU PCMA, 6 issues, from/);
    expect(entryName(entries[1]!, '0.980', 'call 2')).toBe(
      'DTLS 1.2, ⟨U+202E⟩gnp, something in it is wrong, from 10.0.0.1 to 10.0.0.99 at 0.980 s, call 2',
    );
  });

  it('tells in the tip how it travelled, and all it can of the issues', () => {
    const { facts } = entrySummary(entries[0]!);
    expect(facts).toContainEqual(['Came in', 'SCTP · frames 1–2 (2) · 512 bytes']);
    expect(facts).toContainEqual(['Inside', 'VLAN 100 · GTP-U 0x1a2b 10.1.1.1 → 10.1.1.2']);
    expect(facts).toContainEqual([
      'Undeliverable',
      '10.0.0.9: Destination port unreachable (ICMP type 3, code 3), 0.4 ms later, frame 17',
      'error',
    ]);
    expect(facts.filter(([name]) => name === 'Issue').map(([, words]) => words)).toEqual([
      'issue 0',
      'issue 1',
      'issue 2',
      'issue 3',
      'and 2 more',
    ]);
  });

  it('sums up a companion with what went wrong in it', () => {
    const { title, facts } = entrySummary(
      layoutLadder([], [], screenSize(700, 2, 'clock'), [madeCompanion(6)]).entries[0]!,
    );
    expect(title).toBe('ZRTP');
    expect(Object.fromEntries(facts)).toMatchObject({ Over: 'UDP', Packets: '8', Wrong: 'Commit' });
  });
});

describe('marks of calls', () => {
  it('has none for one call, and different ones for eight', () => {
    expect(markCalls([madeCall(0)], true).size).toBe(0);
    const marks = [
      ...markCalls(
        Array.from({ length: 9 }, (_, n) => madeCall(n)),
        false,
      ).values(),
    ];
    expect(new Set(marks.slice(0, 8).map(({ className }) => className)).size).toBe(8);
    expect(marks[8]).toEqual({ sign: '9', name: 'call 9', className: 'call0' });
  });

  it('gives letters to legs of one group, as far as there are letters', () => {
    const marks = [
      ...markCalls(
        Array.from({ length: 28 }, (_, n) => madeCall(n)),
        true,
      ).values(),
    ];
    expect([marks[0]?.name, marks[25]?.name, marks[26]?.name]).toEqual(['leg A', 'leg Z', 'leg 27']);
  });
});
