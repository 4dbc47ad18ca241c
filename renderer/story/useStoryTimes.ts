import { useMemo } from 'react';
import { useCaptureStart, useTimeMode, useWatched } from '../store/hooks';
import type { StoryTimes } from './describeStory';

/** How the story tells time: as the ladder does, from the ladder's first row. */
export function useStoryTimes(): StoryTimes {
  const { messages, streams, companions } = useWatched();
  const [mode] = useTimeMode();
  const start = useCaptureStart();
  return useMemo(() => {
    let originMs = messages[0]?.atMs ?? Infinity;
    for (const { startedAtMs } of [...streams, ...companions]) originMs = Math.min(originMs, startedAtMs);
    return { mode, start, originMs: Number.isFinite(originMs) ? originMs : 0 };
  }, [messages, streams, companions, mode, start]);
}
