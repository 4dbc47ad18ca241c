import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { entryKey } from '../../../renderer/ladder/entryKey';
import type { ScreenLadder } from '../../../renderer/ladder/useLadder';
import { useLadderScroll } from '../../../renderer/ladder/useLadderScroll';
import { layoutLadder } from '../../../shared/ladder/layoutLadder';
import { madeMessage } from '../rows';

const SIZE = { timeColumnWidth: 60, laneWidth: 200, headHeight: 0, rowHeight: 28 };
const SIGHT_PX = 280;

/** Messages with these numbers; their times follow their numbers. */
function screenOf(...numbers: number[]): ScreenLadder {
  const ladder = layoutLadder(
    numbers.map((n) => madeMessage(n)),
    [],
    SIZE,
  );
  const rowOf = new Map(ladder.entries.map((entry, row) => [entryKey(entry), row]));
  return { ladder, size: SIZE, bars: [], rowOf, originMs: 0 };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 10);

/** An element that is as high as the ladder in it, and ten rows of it in sight. */
function scrollerOf(screen: () => ScreenLadder): HTMLElement {
  const scroller = document.createElement('div');
  Object.defineProperty(scroller, 'scrollHeight', { get: () => screen().ladder.height });
  Object.defineProperty(scroller, 'clientHeight', { get: () => SIGHT_PX });
  scroller.scrollTo = ((options: ScrollToOptions) => {
    scroller.scrollTop = Math.min(options.top ?? 0, screen().ladder.height - SIGHT_PX);
  }) as HTMLElement['scrollTo'];
  return scroller;
}

type Step = { readonly screen: ScreenLadder; readonly identity?: string; readonly live?: boolean };

/** Where the reader's eyes are after the ladder has changed from one to the other. */
function scrolled(before: Step, scrollTop: number, after: Step): number {
  let now = before.screen;
  const scroller = scrollerOf(() => now);
  const { rerender } = renderHook(
    ({ screen, identity = 'call', live = true }: Step) => useLadderScroll(scroller, screen, { identity, live }),
    { initialProps: before },
  );
  scroller.scrollTop = scrollTop;
  now = after.screen;
  rerender(after);
  return scroller.scrollTop;
}

afterEach(cleanup);

describe('place in a ladder that grows', () => {
  const AT_END = 20 * 28 - SIGHT_PX;

  it.each<[string, number, Step, number]>([
    ['follows from its end while live', AT_END, { screen: screenOf(...upTo(23)) }, AT_END + 3 * 28],
    ['stays at its end in a file', AT_END, { screen: screenOf(...upTo(23)), live: false }, AT_END],
    ['stays where it is read', 112, { screen: screenOf(...upTo(23)) }, 112],
    ['stays on its rows when others come above', 112, { screen: screenOf(1, 2, ...upTo(20)) }, 112 + 2 * 28],
    ['stays at its top when others come above', 0, { screen: screenOf(1, 2, ...upTo(20)) }, 0],
    ['begins anew with another call', 112, { screen: screenOf(...upTo(21)), identity: 'other' }, 0],
  ])('%s', (_name, scrollTop, after, expected) =>
    expect(scrolled({ screen: screenOf(...upTo(20)) }, scrollTop, after)).toBe(expected),
  );
});
