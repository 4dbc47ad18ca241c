import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callKey, messageIndex } from '../../../shared/ids';
import { layoutLadder } from '../../../shared/ladder/layoutLadder';
import { beginningOf, narrowLadder, type LadderNarrowing, type LadderRows } from '../../../shared/ladder/narrowLadder';
import { companion, message, stream } from './ladderRows';

const one = callKey('one');
const two = callKey('two');
const ROWS: LadderRows = {
  messages: [
    message(0, '10.0.0.1', '10.0.0.2', { call: one, transaction: 7 }),
    message(1, '10.0.0.2', '10.0.0.3', { call: two, transaction: 8 }),
    message(2, '172.16.0.2', '10.0.0.3', { call: two, transaction: 8, copyOf: messageIndex(1) }),
    message(3, '10.0.0.3', '10.0.0.2', { call: two, transaction: 8, status: 200 }),
    message(4, '10.0.0.2', '10.0.0.1', { call: one, transaction: 7, status: 200 }),
  ],
  streams: [stream(0, '10.0.0.1', '10.0.0.2', { call: one }), stream(1, '10.0.0.2', '10.0.0.3', { call: two })],
  companions: [companion(0, '10.0.0.2', '10.0.0.3', { call: two })],
};
const ALL: LadderNarrowing = { call: null, transaction: null, hidesCopies: false };
const SIZE = { timeColumnWidth: 60, laneWidth: 200, headHeight: 0, rowHeight: 20 };

function drawn(narrowing: Partial<LadderNarrowing>) {
  const { messages, streams, companions, shows } = narrowLadder(ROWS, { ...ALL, ...narrowing });
  const { entries, lanes } = layoutLadder(messages, streams, SIZE, companions, shows);
  const rows = entries.map((entry) => (entry.kind === 'message' ? entry.message.index : entry.kind)).join(' ');
  return { rows, lanes: lanes.map(({ lane }) => lane.address).join(' ') };
}

describe('narrowing a ladder', () => {
  it.each<[string, Partial<LadderNarrowing>, string, string]>([
    ['all', {}, '0 companion media media 1 2 3 4', '10.0.0.1 10.0.0.2 10.0.0.3 172.16.0.2'],
    ['one leg, with its lanes', { call: one }, '0 media 4', '10.0.0.1 10.0.0.2'],
    ['the other leg', { call: two }, 'companion media 1 2 3', '10.0.0.2 10.0.0.3 172.16.0.2'],
    [
      'without copies and their lanes',
      { hidesCopies: true },
      '0 companion media media 1 3 4',
      '10.0.0.1 10.0.0.2 10.0.0.3',
    ],
    ['one transaction on all lanes', { transaction: 7 }, '0 4', '10.0.0.1 10.0.0.2 10.0.0.3 172.16.0.2'],
    ['a transaction of a leg', { call: two, transaction: 8, hidesCopies: true }, '1 3', '10.0.0.2 10.0.0.3'],
    ['a transaction that the leg does not have', { call: one, transaction: 8 }, '0 media 4', '10.0.0.1 10.0.0.2'],
    [
      'a call that is not there',
      { call: callKey('gone') },
      '0 companion media media 1 2 3 4',
      '10.0.0.1 10.0.0.2 10.0.0.3 172.16.0.2',
    ],
  ])('%s', (_name, narrowing, rows, lanes) => {
    const seen = drawn(narrowing);
    expect([[...seen.rows.split(' ')].sort(), seen.lanes.split(' ').sort()]).toEqual([
      rows.split(' ').sort(),
      lanes.split(' ').sort(),
    ]);
  });

  it('tells what takes effect, and how many copies there are while they are hidden', () => {
    const gone = { call: callKey('gone'), transaction: 99, hidesCopies: true };
    expect(narrowLadder(ROWS, gone)).toMatchObject({ call: null, transaction: null, shows: null, copies: 1 });
    expect(narrowLadder(ROWS, { ...ALL, call: one, transaction: 7 })).toMatchObject({
      call: one,
      transaction: 7,
      copies: 0,
    });
  });

  it('names lanes after what is not in sight too', () => {
    const bye = message(5, '10.0.0.1', '10.0.0.2', { call: one, transaction: 9, method: 'BYE', cseqMethod: 'BYE' });
    const ladder = layoutLadder([...ROWS.messages, bye], [], SIZE, [], ({ transaction }) => transaction === 9);
    expect([ladder.entries.length, ladder.lanes.length, ladder.lanes[0]?.name]).toEqual([1, 4, '1001']);
  });

  it('begins with whatever comes first', () => {
    expect(beginningOf({ messages: [], streams: [], companions: [] })).toBe(0);
    const late = message(9, '10.0.0.1', '10.0.0.2');
    const early = companion(1, '10.0.0.1', '10.0.0.2', { startedAtMs: 30 });
    expect(beginningOf({ messages: [late], streams: [], companions: [] })).toBe(90);
    expect(
      beginningOf({
        messages: [late],
        streams: [stream(1, '10.0.0.1', '10.0.0.2', { startedAtMs: 60 })],
        companions: [early],
      }),
    ).toBe(30);
  });

  it('keeps at least one row of what is not empty, whatever is asked for', () => {
    const narrowing = fc.record({
      call: fc.constantFrom(null, one, two, callKey('gone')),
      transaction: fc.option(fc.integer({ min: 5, max: 10 })),
      hidesCopies: fc.boolean(),
    });
    fc.assert(
      fc.property(narrowing, (asked) => {
        expect(drawn(asked).rows).not.toBe('');
      }),
    );
  });
});
