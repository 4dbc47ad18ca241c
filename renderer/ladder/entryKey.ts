import type { LadderEntry } from '../../shared/ladder/layoutLadder';

/** The same for as long as the capture is open, wherever the row stands. */
export const entryKey = (entry: LadderEntry): string =>
  entry.kind === 'message' ? `message ${entry.message.index}` : `stream ${entry.stream.key}`;
