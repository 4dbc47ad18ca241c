import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueBuckets } from '../../../../../main/engine/analysis/exchanges/dueBuckets';
import { ExchangeTable } from '../../../../../main/engine/analysis/exchanges/exchangeTable';
import { SeenPaths } from '../../../../../main/engine/analysis/exchanges/seenPaths';
import { ExchangeBench } from './exchangeBench';

const END = { address: '192.0.2.1', port: 5060 };
const PARTY = { uri: '', display: '', user: '', tag: '' };

const opened = (identity: string) => ({
  identity,
  callId: identity,
  source: END,
  destination: END,
  startedAtMs: 0,
  from: PARTY,
  to: PARTY,
  kind: 'message' as const,
  event: '',
});

describe('ExchangeTable', () => {
  it('lets go first what has been over for longest, then the oldest', () => {
    const table = new ExchangeTable(3, () => undefined);
    const [first, second, third] = ['a', 'b', 'c'].map((name) => table.open(opened(name)));
    for (const record of [third!, second!]) {
      record.state = 'done';
      table.noteChanged(record);
    }
    const callIds = () => table.keys().map((key) => table.find(key)?.callId);
    table.open(opened('d'));
    expect(callIds()).toEqual(['a', 'b', 'd']);
    second!.state = 'active';
    table.noteChanged(second!);
    table.open(opened('e'));
    expect(callIds()).toEqual(['b', 'd', 'e']);
    expect([table.dropped, table.find(first!.key)]).toEqual([2, undefined]);
  });

  it('tells of rows that are gone only whom it told of them', () => {
    const table = new ExchangeTable(1, () => undefined);
    const first = table.open(opened('a'));
    table.noteChanged(first);
    expect(table.takeChanged()).toEqual({ exchanges: [first.key], removed: [] });
    const second = table.open(opened('b'));
    table.noteChanged(second);
    const third = table.open(opened('c'));
    table.noteChanged(third);
    expect(table.takeChanged()).toEqual({ exchanges: [third.key], removed: [first.key] });
  });
});

describe('DueBuckets', () => {
  it('gives each item once, never early and at most a second late', () => {
    const step = record({
      item: integer({ min: 0, max: 5 }),
      afterMs: integer({ min: 0, max: 50_000 }),
      passMs: integer({ min: 0, max: 9000 }),
    });
    assert(
      property(array(step, { maxLength: 60 }), (steps) => {
        const buckets = new DueBuckets<number>();
        const due = new Map<number, number>();
        let nowMs = 0;
        const pass = (): void => {
          for (const item of buckets.takeDue(nowMs)) {
            expect(nowMs).toBeGreaterThanOrEqual(due.get(item) ?? Infinity);
            due.delete(item);
          }
          for (const dueAtMs of due.values()) expect(nowMs).toBeLessThan(dueAtMs + 2000);
        };
        for (const { item, afterMs, passMs } of steps) {
          buckets.set(item, nowMs + afterMs);
          due.set(item, nowMs + afterMs);
          nowMs += passMs;
          pass();
        }
        nowMs += 1e12;
        pass();
        expect([due.size, buckets.size]).toEqual([0, 0]);
      }),
    );
  });

  it('forgets what is cleared', () => {
    const buckets = new DueBuckets<string>();
    buckets.set('a', 1000);
    buckets.clear('a');
    expect([buckets.takeDue(1e9), buckets.size]).toEqual([[], 0]);
  });
});

describe('SeenPaths', () => {
  it('knows each direction for itself', () => {
    const paths = new SeenPaths();
    const other = { address: '192.0.2.2', port: 5070 };
    paths.note(END, other);
    expect([paths.has(END, other), paths.has(other, END), paths.carries(other, END)]).toEqual([true, false, true]);
    expect([paths.isPort(5070), paths.isPort(5071)]).toEqual([true, false]);
  });
});

describe('any traffic', () => {
  const METHODS = [
    'MESSAGE',
    'SUBSCRIBE',
    'NOTIFY',
    'PUBLISH',
    'OPTIONS',
    'INFO',
    'REFER',
    'BYE',
    'INVITE',
    'ACK',
    'FOO',
  ] as const;
  const HEADERS = [
    ['Event: dialog', 'Expires: 60'],
    ['Event: ;;;', 'Subscription-State: ;;expires=x', 'Expires: 99999999999'],
    ['Event: message-summary', 'Subscription-State: terminated;reason="', 'Expires: 0'],
    ['SIP-If-Match: a', 'Refer-To: <<', 'Min-Expires: -1'],
    ['Subscription-State: active;expires=4294967295'],
  ] as const;
  const step = record({
    method: constantFrom(...METHODS),
    by: constantFrom('ask', 'answer', 'tell', 'confirm'),
    cseq: integer({ min: 0, max: 3 }),
    callId: constantFrom('a', 'b', ''),
    headers: constantFrom(...HEADERS),
    status: constantFrom(100, 200, 202, 302, 401, 407, 423, 481, 489, 503, 699),
    tag: constantFrom('x', null),
    body: constantFrom(undefined, '', '<state>', 'Messages-Waiting: yes\r\nVoice-Message: 9/9/9', 'SIP/2.0 200 OK'),
    type: constantFrom(undefined, 'text/plain', 'application/dialog-info+xml', 'message/sipfrag', 'message/cpim'),
    afterMs: constantFrom(0, 10, 500, 33_000, 100_000),
  });

  it('becomes rows that hang together', () => {
    assert(
      property(array(step, { maxLength: 40 }), (steps) => {
        const bench = new ExchangeBench();
        let atMs = 0;
        for (const { method, by, status, cseq, tag, afterMs, body, type, ...say } of steps) {
          atMs += afterMs;
          const options = {
            ...say,
            cseq: `${cseq} ${method}`,
            toTag: tag,
            ...(body !== undefined && { body }),
            ...(type !== undefined && { type }),
          };
          if (by === 'ask' || by === 'tell') bench[by](atMs, method, options);
          else bench[by](atMs, status, '', options);
        }
        bench.end(atMs + 50_000);
        expect(bench.pipeline.counters(null, 1).decoderFaults).toBe(0);
        const rows = bench.exchanges();
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        for (const row of rows) {
          expect(row.messages.length).toBeLessThanOrEqual(row.messageCount);
          expect(row.lastAtMs).toBeGreaterThanOrEqual(row.startedAtMs);
          expect(row.words).not.toMatch(/undefined|null|NaN|, ,|^, |, $|; $/);
          expect(row.state === 'open' && row.kind === 'cannotTell').toBe(false);
        }
        for (const row of bench.keepalives()) {
          expect((row.answered ?? 0) + (row.lost ?? 0)).toBeLessThanOrEqual(row.sent);
          expect(row.state === 'cannotTell').toBe(row.answered === null);
          expect(row.changes.length > 0).toBe(row.answered !== null);
        }
      }),
      { numRuns: 200 },
    );
  });
});
