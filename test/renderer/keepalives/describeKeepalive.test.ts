import { describe, expect, it } from 'vitest';
import { changeTime, framesOfChanges } from '../../../renderer/keepalives/changeWords';
import {
  describeCounts,
  describeDoubt,
  describeInterval,
  describeKeepalive,
  describeRoundTrips,
} from '../../../renderer/keepalives/describeKeepalive';
import { madeKeepalive } from '../stories';

describe('words of a keepalive', () => {
  it.each([
    [400, '0.4 s'],
    [60_000, '60.0 s'],
    [900_000, '15:00'],
    [7_200_000, '2:00:00'],
  ])('an interval of %i ms reads %s', (lengthMs, words) => expect(describeInterval(lengthMs)).toBe(words));

  it.each([
    [{}, '20 sent, 20 answered, 0 lost'],
    [{ answered: null, lost: null }, '20 sent'],
  ])('counts with %j read %s', (change, words) => expect(describeCounts(madeKeepalive(0, change))).toBe(words));

  it.each([
    [
      madeKeepalive(2),
      'OPTIONS every 30.0 s from 10.0.0.3:5060 to 10.0.0.99:5060, 20 sent, 12 answered, 8 lost, round trip 2.4 ms, down',
    ],
    [
      madeKeepalive(0, { intervalMs: null, medianRoundTripMs: null, answered: null, lost: null, state: 'cannotTell' }),
      'OPTIONS from 10.0.0.1:5060 to 10.0.0.99:5060, 20 sent',
    ],
    [
      madeKeepalive(0, { answered: 17, unansweredAtEnd: 3, state: 'cannotTell' }),
      'OPTIONS every 30.0 s from 10.0.0.1:5060 to 10.0.0.99:5060, 20 sent, 17 answered, 0 lost, round trip 2.4 ms, the latest not answered yet',
    ],
  ])('a line says how often, what was lost and how it stands: %#', (keepalive, words) =>
    expect(describeKeepalive(keepalive)).toBe(words),
  );

  it('has no round trips without answers', () => {
    expect(describeRoundTrips(madeKeepalive(0, { minRoundTripMs: null }))).toBe('');
  });

  it.each(['options', 'crlf', 'stun'] as const)('says for %s why it cannot be told', (method) => {
    expect(describeDoubt(madeKeepalive(0, { method, state: 'cannotTell' }))).not.toBe('');
    expect(describeDoubt(madeKeepalive(0, { method, state: 'down' }))).toBe('');
  });

  it.each([
    [{ answered: 17, unansweredAtEnd: 3 }, 'The last 3 requests have no answer yet where the capture ends.'],
    [{ answered: 19, unansweredAtEnd: 1 }, 'The last request has no answer yet where the capture ends.'],
    [{ method: 'crlf' as const, unansweredAtEnd: 1 }, 'The last ping has no answer yet where the capture ends.'],
    [{ answered: null, sent: 2, unansweredAtEnd: 2 }, 'The last 2 requests have no answer yet where the capture ends.'],
  ])('says for %j what the end of the capture leaves open', (change, words) =>
    expect(describeDoubt(madeKeepalive(0, { state: 'cannotTell', ...change }))).toBe(words),
  );

  it('does not blame the end of the capture for a side that was never heard', () => {
    const never = madeKeepalive(0, { state: 'cannotTell', answered: null, lost: null, unansweredAtEnd: 1 });
    expect(describeDoubt(never)).toMatch(/^No answer was captured/);
  });

  it('tells when a change was in each way of telling time', () => {
    const { changes } = madeKeepalive(2);
    const start = { seconds: 0, nanoseconds: 0 };
    const at = (mode: 'clock' | 'sinceStart' | 'delta') => changeTime(changes, 1, { mode, start, originMs: 60_000 });
    expect([at('sinceStart'), at('delta')]).toEqual(['300.000', '+360.000']);
    expect(at('clock')).toMatch(/^\d\d:06:00\.000$/);
  });

  it('names each frame once', () => {
    const { changes } = madeKeepalive(2);
    expect(framesOfChanges([...changes, ...changes]).map(({ words }) => words)).toEqual([
      'frame 1: 200 OK',
      'frame 900: no answer for 3 requests',
    ]);
  });
});
