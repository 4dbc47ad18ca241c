import { useLayoutEffect, useRef } from 'react';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import { entryKey } from './entryKey';
import { ROW_PX } from './ladderSizes';
import type { ScreenLadder } from './useLadder';

const END_TOLERANCE_PX = 4;

type Sight = {
  readonly identity: string;
  readonly entries: readonly LadderEntry[];
  /** Content height when it was last looked at. */
  readonly heightPx: number;
};

/** How far the content moved below the reader's eyes: rows that came in above the first one in sight. */
function shiftPx(before: readonly LadderEntry[], { rowOf }: ScreenLadder, scrollTop: number): number {
  const topRow = Math.floor(scrollTop / ROW_PX);
  const top = before[topRow];
  const now = top === undefined ? undefined : rowOf.get(entryKey(top));
  return now === undefined ? 0 : (now - topRow) * ROW_PX;
}

/**
 * Keeps the ladder still while rows come in, and at its end when it stood there during a live capture. Another ladder
 * (`identity`) begins at its first row.
 */
export function useLadderScroll(
  scroller: HTMLElement | null,
  screen: ScreenLadder,
  { identity, live }: { readonly identity: string; readonly live: boolean },
): void {
  const sight = useRef<Sight | null>(null);
  useLayoutEffect(() => {
    if (!scroller) return;
    const before = sight.current;
    const { entries } = screen.ladder;
    const heightPx = scroller.scrollHeight;
    sight.current = { identity, entries, heightPx };
    if (before === null || before.entries === entries) return;
    if (before.identity !== identity) {
      scroller.scrollTo({ top: 0, left: 0 });
      return;
    }
    const wasAtEnd = scroller.scrollTop + scroller.clientHeight >= before.heightPx - END_TOLERANCE_PX;
    if (live && wasAtEnd && entries.length > before.entries.length) {
      scroller.scrollTo({ top: heightPx });
      return;
    }
    const shift = shiftPx(before.entries, screen, scroller.scrollTop);
    if (shift !== 0 && scroller.scrollTop > 0) scroller.scrollTo({ top: scroller.scrollTop + shift });
  }, [scroller, screen, identity, live]);
}
