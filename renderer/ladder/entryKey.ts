import type { LadderEntry } from '../../shared/ladder/layoutLadder';

/** The same for as long as the capture is open, wherever the row stands. */
export function entryKey(entry: LadderEntry): string {
  if (entry.kind === 'message') return `message ${entry.message.index}`;
  return entry.kind === 'media' ? `stream ${entry.stream.key}` : `companion ${entry.companion.key}`;
}
