import type { TimeMode } from '../../shared/format/time';
import type { LadderSize } from '../../shared/ladder/layoutLadder';

/** Sizes of the ladder on the screen in CSS pixels. */
export const ROW_PX = 28;
export const HEAD_PX = 44;
/** The line of an arrow stands below the middle of its row, so that its words fit above it. */
export const LINE_BELOW_MIDDLE_PX = 6;
/** Height of the band with which a stream begins. */
export const BAND_PX = 18;
export const BOTTOM_PX = 20;
const LEAST_LANE_PX = 150;
const RIGHT_PX = 12;

/** Room for the times of a mode: a clock time is the longest. */
export const timeColumnPx = (mode: TimeMode): number => (mode === 'clock' ? 106 : 76);

/** Lanes share what the pane leaves them; where that is too narrow to read they keep their width, and the ladder scrolls. */
export function screenSize(paneWidthPx: number, laneCount: number, mode: TimeMode): LadderSize {
  const timeColumnWidth = timeColumnPx(mode);
  const shared = Math.floor((paneWidthPx - timeColumnWidth - RIGHT_PX) / Math.max(1, laneCount));
  return { timeColumnWidth, laneWidth: Math.max(LEAST_LANE_PX, shared), headHeight: 0, rowHeight: ROW_PX };
}
