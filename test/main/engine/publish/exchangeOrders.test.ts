import { describe, expect, it } from 'vitest';
import { exchangeOrder, keepaliveOrder } from '../../../../main/engine/publish/exchangeOrders';
import { RowList } from '../../../../main/engine/publish/rowList';
import { madeExchange, madeKeepalive } from '../../../renderer/stories';

const EXCHANGES = [
  madeExchange(0, { words: '"see you at ten"', roundTripMs: 9, state: 'cannotTell', messageCount: 9 }),
  madeExchange(2, {
    event: 'as-feature-event',
    status: 489,
    reason: 'Bad Event',
    roundTripMs: null,
    state: 'rejected',
  }),
  madeExchange(3, { words: '3 new messages, 1 old', roundTripMs: 4, messageCount: 1 }),
];
const KEEPALIVES = [
  madeKeepalive(0, { lost: null, state: 'cannotTell', intervalMs: null, changes: [] }),
  madeKeepalive(1, { method: 'crlf', lastStatus: null, intervalMs: 2, firstAtMs: 5 }),
  madeKeepalive(2, { intervalMs: 1, firstAtMs: 9 }),
];

const exchanges = new RowList(exchangeOrder);
const keepalives = new RowList(keepaliveOrder);
for (const row of EXCHANGES) exchanges.put(row.key, row);
for (const row of KEEPALIVES) keepalives.put(row.key, row);

const RANGE = { descending: false, from: 0, count: 10 } as const;

describe('exchanges', () => {
  it.each([
    ['at ten', 0],
    ['cannot tell', 0],
    ['Feature-Event', 1],
    ['489 bad', 1],
    ['message waiting', 2],
    ['exchange-3@', 2],
  ])('are found by %j', (search, expected) => {
    const { rows } = exchanges.range({ ...RANGE, search, sort: 'startedAt' });
    expect(rows).toEqual([EXCHANGES[expected]]);
  });

  it.each([
    ['startedAt', [0, 1, 2]],
    ['roundTrip', [2, 0, 1]],
    ['messages', [2, 1, 0]],
    ['kind', [0, 2, 1]],
    ['state', [0, 2, 1]],
  ] as const)('are sorted by %s', (sort, order) => {
    const { rows } = exchanges.range({ ...RANGE, search: '', sort });
    expect(rows).toEqual(order.map((at) => EXCHANGES[at]));
  });
});

describe('keepalives', () => {
  it.each([
    ['cannot tell', 0],
    ['crlf', 1],
    ['10.0.0.3:5060', 2],
    ['no answer', 2],
  ])('are found by %j', (search, expected) => {
    const { rows } = keepalives.range({ ...RANGE, search, sort: 'firstAt' });
    expect(rows).toEqual([KEEPALIVES[expected]]);
  });

  it.each([
    ['firstAt', [0, 1, 2]],
    ['lost', [1, 2, 0]],
    ['interval', [2, 1, 0]],
    ['method', [1, 0, 2]],
    ['state', [0, 2, 1]],
    ['source', [0, 1, 2]],
  ] as const)('are sorted by %s', (sort, order) => {
    const { rows } = keepalives.range({ ...RANGE, search: '', sort });
    expect(rows).toEqual(order.map((at) => KEEPALIVES[at]));
  });
});
