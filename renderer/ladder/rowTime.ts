import type { CaptureStart } from '../../shared/capture/frame';
import { formatClock, formatSeconds, type TimeMode } from '../../shared/format/time';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';

/** What the figures of the time column are; stands above it. */
export const TIME_UNITS: Readonly<Record<TimeMode, string>> = {
  clock: 'time of day',
  sinceStart: 'seconds',
  delta: '+ seconds',
};

/**
 * The time column's words for row `index`: clock time, seconds since the ladder's first row (`originMs`, when that is not in sight),
 * or seconds since the row before.
 */
export function rowTime(
  entries: readonly Pick<LadderEntry, 'atMs'>[],
  index: number,
  {
    mode,
    start,
    originMs,
  }: { readonly mode: TimeMode; readonly start: CaptureStart | null; readonly originMs?: number },
): string {
  const atMs = entries[index]?.atMs ?? 0;
  if (mode === 'clock') return start === null ? '' : formatClock(start, atMs);
  const first = originMs ?? entries[0]?.atMs ?? 0;
  if (mode === 'sinceStart') return formatSeconds(atMs - first);
  return index === 0 ? formatSeconds(0) : `+${formatSeconds(atMs - (entries[index - 1]?.atMs ?? atMs))}`;
}
