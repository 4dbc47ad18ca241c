import { useMemo } from 'react';
import { beginningOf } from '../../shared/ladder/narrowLadder';
import { useCaptureStart, useTimeMode, useWatched } from '../store/hooks';
import type { StoryTimes } from './describeStory';

/** How the story tells time: as the ladder does, from the ladder's first row. */
export function useStoryTimes(): StoryTimes {
  const watched = useWatched();
  const [mode] = useTimeMode();
  const start = useCaptureStart();
  return useMemo(() => ({ mode, start, originMs: beginningOf(watched) }), [watched, mode, start]);
}
