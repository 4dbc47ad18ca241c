import { useMemo } from 'react';
import {
  layoutLadder,
  type CompanionBar,
  type Ladder,
  type LadderSize,
  type MediaBar,
} from '../../shared/ladder/layoutLadder';
import { assignLanes } from '../../shared/ladder/assignLanes';
import { useTimeMode } from '../store/hooks';
import { entryKey } from './entryKey';
import { screenSize } from './ladderSizes';
import { useLadderNarrowing } from './useLadderNarrowing';

export type ScreenLadder = {
  readonly ladder: Ladder;
  readonly size: LadderSize;
  readonly bars: readonly (MediaBar | CompanionBar)[];
  readonly rowOf: ReadonlyMap<string, number>;
};

/** The watched rows that are to be seen, laid out for a pane of this width. */
export function useLadder(paneWidthPx: number): ScreenLadder {
  const { messages, streams, companions, shows } = useLadderNarrowing().rows;
  const [mode] = useTimeMode();
  const laneCount = useMemo(
    () => assignLanes(messages, streams, companions).lanes.length,
    [messages, streams, companions],
  );
  return useMemo(() => {
    const size = screenSize(paneWidthPx, laneCount, mode);
    const ladder = layoutLadder(messages, streams, size, companions, shows);
    return {
      ladder,
      size,
      bars: ladder.entries.filter((entry) => entry.kind !== 'message'),
      rowOf: new Map(ladder.entries.map((entry, row) => [entryKey(entry), row])),
    };
  }, [messages, streams, companions, shows, paneWidthPx, laneCount, mode]);
}
