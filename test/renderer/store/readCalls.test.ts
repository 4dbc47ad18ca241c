import { describe, expect, it } from 'vitest';
import { groupIsStale, readCalls } from '../../../renderer/store/readCalls';
import type { CallEngine } from '../../../shared/protocol/commands';
import type { CallGroup } from '../../../shared/protocol/callGroups';
import { callKey } from '../../../shared/ids';
import { madeGroup, markOf } from '../callStories';
import { madeCall } from '../rows';

const GROUP = madeGroup([1, 4]);
const call = callKey('call-1');

/** An engine whose calls tell of this group, and which answers this one when asked for it. */
function engine(answer: CallGroup | null): CallEngine {
  const answers: Record<string, (ask: { calls: readonly string[] }) => unknown> = {
    watchCalls: ({ calls }) => ({
      calls: calls.map((key) => madeCall(Number(key.split('-')[1]), { group: markOf(GROUP) })),
      messages: [],
      streams: [],
      companions: [],
    }),
    readCallGroup: () => answer,
  };
  return ((name: string, ask: never) => Promise.resolve(answers[name]!(ask))) as unknown as CallEngine;
}

describe('reading the calls that are open', () => {
  it.each<[string, CallGroup | null, boolean, readonly string[]]>([
    ['with all legs', GROUP, true, ['call-1', 'call-4']],
    ['without the other legs', GROUP, false, ['call-1']],
    ['when the group is gone by then', null, true, ['call-1']],
    ['when the group is another one by then', madeGroup([8, 9]), true, ['call-1']],
  ])('%s, and is then up to date', async (_name, group, joined, expected) => {
    const target = { kind: 'calls', calls: [call], joined } as const;
    const watched = await readCalls(engine(group), target);
    expect(watched.calls.map(({ key }) => key)).toEqual(expected);
    expect([watched.group, groupIsStale(watched, target)]).toEqual([group, false]);
  });

  it('is stale when the row tells of another group, and never for several calls', async () => {
    const target = { kind: 'calls', calls: [call], joined: true } as const;
    const watched = await readCalls(engine(GROUP), target);
    const parted = { ...watched, calls: [madeCall(1), madeCall(4)] };
    expect(groupIsStale(parted, target)).toBe(true);
    expect(groupIsStale(parted, { ...target, calls: [call, callKey('call-4')] })).toBe(false);
  });
});
