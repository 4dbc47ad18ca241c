import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallRow } from '../../../../../shared/protocol/rows';
import type { CallScenarioKind } from '../../../../../shared/sip/scenarios';
import { ANSWERED, audio, play, type Line } from './callScript';
import { SignallingBench } from './signallingBench';

const PATH = ['A', 'P', 'B'];

/** Whole calls, and what each is when all of it was captured. */
const CALLS: readonly { readonly kind: CallScenarioKind; readonly lines: readonly Line[]; readonly path?: string[] }[] =
  [
    { kind: 'session', lines: [...ANSWERED, '@9000 A>B BYE 2', 'B>A 200 2 BYE'] },
    {
      kind: 'session',
      lines: [
        'A>B INVITE 1',
        ['B>A 407 1 INVITE', { toTag: 'p' }],
        ['A>B ACK! 1', { toTag: 'p' }],
        ['A>B INVITE 2', { headers: ['Proxy-Authorization: Digest realm="r"'] }],
        'B>A 100 2 INVITE',
        'B>A 180 2 INVITE',
        ['B>A 200 2 INVITE', { sdp: audio() }],
        'A>B ACK 2',
        ['@5000 A>B INVITE+ 3', { sdp: audio('sendonly'), toTag: 'bob' }],
        ['B>A 200 3 INVITE', { sdp: audio('recvonly') }],
        'A>B ACK 3',
        '@9000 B>A BYE 1',
        'A>B 200 1 BYE',
      ],
    },
    {
      kind: 'cancelled',
      lines: [
        'A>B INVITE 1',
        'B>A 100 1 INVITE',
        'B>A 180 1 INVITE',
        'A>B CANCEL 1',
        'B>A 200 1 CANCEL',
        'B>A 487 1 INVITE',
        ['A>B ACK! 1', { toTag: 'bob' }],
      ],
    },
    { kind: 'busy', lines: ['A>B INVITE 1', 'B>A 100 1 INVITE', 'B>A 486 1 INVITE', ['A>B ACK! 1', { toTag: 'bob' }]] },
    {
      kind: 'sessionThroughProxies',
      path: PATH,
      lines: [
        'A>P INVITE 1',
        'P>A 100 1 INVITE',
        'P>B INVITE 1',
        'B>P 180 1 INVITE',
        'P>A 180 1 INVITE',
        'B>P 200 1 INVITE',
        'P>A 200 1 INVITE',
        'A>P ACK 1',
        'P>B ACK 1',
        '@9000 B>P BYE 1',
        'P>A BYE 1',
        'A>P 200 1 BYE',
        'P>B 200 1 BYE',
      ],
    },
  ];

const textOf = (line: Line): string => (typeof line === 'string' ? line : line[0]);
const isThere = (lines: readonly Line[], pattern: RegExp): boolean => lines.some((line) => pattern.test(textOf(line)));

/** What must be among the messages for a kind to be claimed. */
const GROUNDS: Partial<Record<CallScenarioKind, RegExp>> = {
  session: / 200 \d INVITE| ACK \d| BYE \d| INVITE\+ | 200 \d BYE/,
  sessionThroughProxies: / 200 \d INVITE| ACK \d| BYE \d| 200 \d BYE/,
  cancelled: / CANCEL \d| 487 /,
  busy: / 486 /,
  notAuthenticated: / 407 /,
  noAnswer: / 180 /,
  noResponse: / 100 /,
};

function playAll(lines: readonly Line[], path: readonly string[] | undefined): CallRow[] {
  const bench = play({ lines, ...(path === undefined ? {} : { path }) }, new SignallingBench(), 400_000);
  return bench.analysis.calls().flatMap((key) => bench.analysis.callRow(key) ?? []);
}

function expectGrounds(row: CallRow, lines: readonly Line[], whole: CallScenarioKind): void {
  const { state, scenario } = row;
  if (state === 'completed') expect(isThere(lines, / BYE /) || isThere(lines, /200 \d BYE/)).toBe(true);
  if (row.answeredAtMs !== null) expect(isThere(lines, / 200 \d INVITE/)).toBe(true);
  if (row.endedBy !== null) expect(isThere(lines, / BYE| CANCEL | (486|600|603|606|607) /)).toBe(true);
  const grounds = GROUNDS[scenario.kind];
  if (grounds !== undefined) expect(isThere(lines, grounds)).toBe(true);
  else expect(['cannotTell', 'inProgress']).toContain(scenario.kind);
  if (scenario.traits.includes('held')) expect(isThere(lines, / INVITE\+ | 200 3 INVITE/)).toBe(true);
  if (scenario.traits.includes('authenticated')) expect(isThere(lines, / INVITE 2/)).toBe(true);
  const isSession = (kind: CallScenarioKind): boolean => kind === 'session' || kind === 'sessionThroughProxies';
  const isAsWhole = scenario.kind === whole || (isSession(scenario.kind) && isSession(whole));
  const isOpen = scenario.kind === 'cannotTell' || scenario.kind === 'inProgress';
  expect(isAsWhole || isOpen || scenario.doubt !== null || state !== 'completed').toBe(true);
}

describe.each(CALLS)('a call ($kind)', ({ kind, lines, path }) => {
  it('is what it is when all of it was captured, without a doubt', () => {
    expect(playAll(lines, path)).toMatchObject([{ scenario: { kind, doubt: null } }]);
  });

  it('is open, or has a doubt, where the capture ends before its last answer', () => {
    for (let length = 1; length < lines.length; length += 1) {
      const cut = lines.slice(0, length);
      for (const row of playAll(cut, path)) expectGrounds(row, cut, kind);
      const [last] = playAll(cut, path);
      if (last?.state === 'talking') expect(last.scenario.doubt).toContain('its end was not captured');
    }
  });

  it('has a doubt where the capture begins after its INVITE', () => {
    for (let from = 1; from < lines.length; from += 1) {
      const cut = lines.slice(from);
      if (isThere(cut, /^(?:@\d+ )?[AP]>. INVITE \d/)) continue;
      for (const row of playAll(cut, path)) {
        expectGrounds(row, cut, kind);
        expect(row.scenario.doubt).not.toBeNull();
      }
    }
  });

  it('claims nothing without a message that shows it, whatever the capture lost', () => {
    fc.assert(
      fc.property(fc.subarray([...lines]), (left) => {
        for (const row of playAll(left, path)) expectGrounds(row, left, kind);
      }),
      { numRuns: 200 },
    );
  });
});
