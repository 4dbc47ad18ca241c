import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GroupedCalls, type GroupedQuery } from '../../../../main/engine/publish/groupedCalls';
import { RowList } from '../../../../main/engine/publish/rowList';
import { callOrder } from '../../../../main/engine/publish/rowOrders';
import { callGroupKey, callKey, type CallKey } from '../../../../shared/ids';
import type { CallSort } from '../../../../shared/protocol/commands';
import type { CallRow } from '../../../../shared/protocol/rows';

const place = { address: '192.0.2.1', port: 5060 };

type Made = { readonly name: string; readonly group?: string; readonly messages?: number; readonly atMs?: number };

const row = ({ name, group, messages = 7, atMs = 0 }: Made): CallRow =>
  ({
    key: callKey(name),
    callId: name,
    from: { uri: `sip:${name}@x`, display: '', user: name, tag: '' },
    to: { uri: 'sip:x', display: '', user: '', tag: '' },
    source: place,
    destination: place,
    codecs: [],
    scenario: { kind: 'session', traits: [], words: 'Session', doubt: null },
    endReason: '',
    startedAtMs: atMs,
    messageCount: messages,
    group: group === undefined ? null : { key: callGroupKey(group), calls: 2, confidence: 'certain' },
  }) as unknown as CallRow;

type Calls = RowList<CallKey, CallRow, CallSort>;

function listOf(made: readonly Made[]): { readonly calls: Calls; readonly grouped: GroupedCalls } {
  const calls: Calls = new RowList(callOrder);
  made.forEach((each, at) => calls.put(callKey(each.name), row({ atMs: at, ...each })));
  return { calls, grouped: new GroupedCalls(calls) };
}

const all: GroupedQuery = { search: '', sort: 'startedAt', descending: false, from: 0, count: 1000, expanded: [] };
const names = (rows: readonly CallRow[]): string => rows.map(({ callId }) => callId).join(' ');
const g = callGroupKey('g');
const h = callGroupKey('h');

describe('calls as groups', () => {
  const { grouped } = listOf([
    { name: 'alone', messages: 9 },
    { name: 'one', group: 'g', messages: 3 },
    { name: 'between', messages: 5 },
    { name: 'two', group: 'g', messages: 99 },
    { name: 'first', group: 'h', messages: 4 },
    { name: 'three', group: 'g', messages: 1 },
    { name: 'second', group: 'h', messages: 6 },
  ]);

  it.each<[string, Partial<GroupedQuery>, string, number]>([
    ['one row a group', {}, 'alone one between first', 4],
    ['newest first', { descending: true }, 'first between one alone', 4],
    ['sorted by the first call of each', { sort: 'messages' }, 'one first between alone', 4],
    ['sorted backwards', { sort: 'messages', descending: true }, 'alone between first one', 4],
    ['one unfolded', { expanded: [g] }, 'alone one two three between first', 6],
    [
      'unfolded where it is sorted to',
      { expanded: [g, h], sort: 'messages' },
      'one two three first second between alone',
      7,
    ],
    [
      'unfolded in order of beginning, whatever the direction',
      { expanded: [h], descending: true },
      'first second between one alone',
      5,
    ],
    ['a group that is not there', { expanded: [callGroupKey('gone')] }, 'alone one between first', 4],
    ['a group named twice', { expanded: [h, h] }, 'alone one between first second', 5],
    ['found by its second call', { search: 'two' }, 'one', 4],
    ['found, and unfolded with calls that do not match', { search: 'two', expanded: [g] }, 'one two three', 6],
    ['found by a chip', { condition: { name: 'many', holds: ({ messageCount }) => messageCount > 8 } }, 'alone one', 4],
    ['nothing found', { search: 'zulu', expanded: [g] }, '', 6],
    ['a page', { from: 2, count: 2, expanded: [g] }, 'two three', 6],
  ])('%s', (_name, change, expected, total) => {
    const answer = grouped.range({ ...all, ...change });
    expect([names(answer.rows), answer.total]).toEqual([expected, total]);
  });

  it('counts the rows that match, unfolded ones too', () => {
    expect(grouped.range({ ...all, search: 'two', expanded: [g], count: 1 }).matching).toBe(3);
  });

  it('follows the list: calls that come, join and part', () => {
    const { calls, grouped: live } = listOf([{ name: 'a' }, { name: 'b' }]);
    expect(names(live.range(all).rows)).toBe('a b');
    calls.put(callKey('a'), row({ name: 'a', group: 'g', atMs: 0 }));
    calls.put(callKey('b'), row({ name: 'b', group: 'g', atMs: 1 }));
    expect(names(live.range(all).rows)).toBe('a');
    calls.put(callKey('b'), row({ name: 'b', atMs: 1 }));
    calls.put(callKey('c'), row({ name: 'c', group: 'g', atMs: 2 }));
    expect(live.range({ ...all, expanded: [g] })).toMatchObject({ matching: 3, version: calls.version });
    expect(names(live.range({ ...all, expanded: [g] }).rows)).toBe('a c b');
  });

  it('takes the call that began first, though it came into the list later', () => {
    const { grouped: stepped } = listOf([
      { name: 'late', group: 'g', atMs: 90 },
      { name: 'early', group: 'g', atMs: 10 },
    ]);
    expect(names(stepped.range({ ...all, expanded: [g] }).rows)).toBe('early late');
  });

  it('answers the same question from memory until a row changes', () => {
    let asked = 0;
    const condition = { name: 'counting', holds: () => (asked += 1) > 0 };
    const { calls, grouped: kept } = listOf([{ name: 'a' }, { name: 'b' }]);
    kept.range({ ...all, condition });
    kept.range({ ...all, condition, from: 1 });
    expect(asked).toBe(2);
    calls.put(callKey('c'), row({ name: 'c', atMs: 5 }));
    kept.range({ ...all, condition });
    expect(asked).toBe(5);
  });

  it('shows every call once when all groups are unfolded, and every group once when none is', () => {
    const made = fc.array(
      fc.record({ group: fc.option(fc.constantFrom('g', 'h', 'i'), { nil: undefined }), messages: fc.nat(9) }),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(
        made,
        fc.boolean(),
        fc.constantFrom<CallSort>('startedAt', 'messages', 'from'),
        (rows, descending, sort) => {
          const calls = rows.map(({ group, messages }, at) => ({ name: `c${at}`, messages, ...(group && { group }) }));
          const { grouped: list } = listOf(calls);
          const open = list.range({ ...all, sort, descending, expanded: ['g', 'h', 'i'].map(callGroupKey) });
          const folded = list.range({ ...all, sort, descending });
          const groups = new Set(calls.map(({ name, group }) => group ?? name));
          expect(new Set(open.rows.map(({ key }) => key)).size).toBe(calls.length);
          expect([open.matching, open.total, folded.matching]).toEqual([calls.length, calls.length, groups.size]);
          expect(new Set(folded.rows.map(({ group, key }) => group?.key ?? key)).size).toBe(groups.size);
        },
      ),
    );
  });
});
