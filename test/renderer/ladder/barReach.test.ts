import { describe, expect, it } from 'vitest';
import { reachOver, type Bar } from '../../../renderer/ladder/barReach';
import type { MessageArrow } from '../../../shared/ladder/layoutLadder';
import { madeMessage, madeStream } from '../rows';

const LEFT = 100;
const RIGHT = 250;

const arrow = (y: number): MessageArrow => ({
  kind: 'message',
  message: madeMessage(0),
  atMs: 0,
  y,
  fromX: LEFT,
  toX: RIGHT,
  transactionOrdinal: 0,
  repeated: false,
});

const bar = (change: Partial<Bar>): Bar =>
  ({
    kind: 'media',
    stream: madeStream(0),
    atMs: 0,
    y: 14,
    endY: 98,
    fromX: LEFT,
    toX: RIGHT,
    slot: 0,
    ...change,
  }) as Bar;

describe('room that bars take from an arrow', () => {
  it.each<[string, Partial<Bar>, { left: number; right: number }]>([
    ['beside its left lane', {}, { left: 8, right: 0 }],
    ['in the third slot', { slot: 2 }, { left: 22, right: 0 }],
    ['beside its right lane', { fromX: RIGHT, toX: LEFT, slot: 1 }, { left: 0, right: 15 }],
    ['on the other side of its lane', { fromX: LEFT, toX: 0 }, { left: 0, right: 0 }],
    ['of another lane', { fromX: 400, toX: 550 }, { left: 0, right: 0 }],
    ['that begins in its row', { y: 42 }, { left: 0, right: 0 }],
    ['that ended before', { endY: 28 }, { left: 0, right: 0 }],
  ])('by a bar %s', (_, change, expected) => {
    expect(reachOver(arrow(42), [bar(change)])).toEqual(expected);
  });

  it('is that of the outermost one', () => {
    expect(reachOver(arrow(42), [bar({ slot: 3 }), bar({ slot: 0 })])).toEqual({ left: 29, right: 0 });
  });
});
