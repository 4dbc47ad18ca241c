import type { CompanionBar, MediaBar, MessageArrow } from '../../shared/ladder/layoutLadder';

/** What runs beside its sender's lane for as long as it lasts. */
export type Bar = MediaBar | CompanionBar;

export const BAR_PX = 5;
const PITCH_PX = 7;
const LANE_GAP_PX = 3;

/** Where a bar stands beside its sender's lane. */
export function leftOfBar({ fromX, toX, slot }: Bar): number {
  const away = LANE_GAP_PX + slot * PITCH_PX;
  return toX < fromX ? fromX - away - BAR_PX : fromX + away;
}

/** How much of an arrow's room bars take that run past it, at its left and its right lane. */
export type Reach = { readonly left: number; readonly right: number };

export const NO_REACH: Reach = { left: 0, right: 0 };

/** Bars that begin in rows before the arrow's and have not ended there. */
export function reachOver({ y, fromX, toX }: MessageArrow, bars: readonly Bar[]): Reach {
  const leftX = Math.min(fromX, toX);
  const rightX = Math.max(fromX, toX);
  let { left, right } = NO_REACH;
  for (const bar of bars) {
    if (bar.y >= y || bar.endY < y) continue;
    const barX = leftOfBar(bar);
    if (bar.fromX === leftX && barX > leftX) left = Math.max(left, barX + BAR_PX - leftX);
    if (bar.fromX === rightX && barX < rightX) right = Math.max(right, rightX - barX);
  }
  return left === 0 && right === 0 ? NO_REACH : { left, right };
}
