import { useMemo } from 'react';
import {
  layoutLadder,
  type CompanionBar,
  type Ladder,
  type LadderSize,
  type MediaBar,
} from '../../shared/ladder/layoutLadder';
import { assignLanes } from '../../shared/ladder/assignLanes';
import { namesByLane } from '../../shared/ladder/nameLanes';
import { beginningOf } from '../../shared/ladder/narrowLadder';
import { useTimeMode, useWatched } from '../store/hooks';
import { entryKey } from './entryKey';
import { screenSize } from './ladderSizes';
import { useLadderNarrowing } from './useLadderNarrowing';

export type ScreenLadder = {
  readonly ladder: Ladder;
  readonly size: LadderSize;
  readonly bars: readonly (MediaBar | CompanionBar)[];
  readonly rowOf: ReadonlyMap<string, number>;
  /** Where the ladder begins, also when its first row is not in sight. */
  readonly originMs: number;
};

/** Lanes called what they are called in the whole ladder: one leg alone would name a machine in the middle after its caller. */
function useLaneNames(isOneLeg: boolean): ReadonlyMap<string, string | null> | null {
  const { messages } = useWatched();
  return useMemo(() => (isOneLeg ? namesByLane(messages) : null), [isOneLeg, messages]);
}

/** The watched rows that are to be seen, laid out for a pane of this width. */
export function useLadder(paneWidthPx: number): ScreenLadder {
  const watched = useWatched();
  const { messages, streams, companions, shows, call } = useLadderNarrowing().rows;
  const [mode] = useTimeMode();
  const names = useLaneNames(call !== null);
  const originMs = useMemo(() => beginningOf(watched), [watched]);
  const laneCount = useMemo(
    () => assignLanes(messages, streams, companions).lanes.length,
    [messages, streams, companions],
  );
  return useMemo(() => {
    const size = screenSize(paneWidthPx, laneCount, mode);
    const whole = layoutLadder(messages, streams, size, companions, shows);
    const lanes = whole.lanes.map((line) => ({ ...line, name: names?.get(line.lane.key) ?? null }));
    const ladder = names === null ? whole : { ...whole, lanes };
    return {
      ladder,
      size,
      bars: ladder.entries.filter((entry) => entry.kind !== 'message'),
      rowOf: new Map(ladder.entries.map((entry, row) => [entryKey(entry), row])),
      originMs,
    };
  }, [messages, streams, companions, shows, names, originMs, paneWidthPx, laneCount, mode]);
}
