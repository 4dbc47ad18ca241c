import type { CallGroup } from '../../../../shared/protocol/callGroups';
import type { CallRow, MessageRow } from '../../../../shared/protocol/rows';
import { readStoryMessage } from './readStoryMessage';
import { MAX_MESSAGES, MAX_READ_BYTES } from './storyLimits';
import { unreadMessage, type StoryMessage } from './storyMessage';

/** What a story is made of. `messages` in order of arrival; `readMessage` gives their bytes as long as they are kept. */
export type StorySource = {
  readonly call: CallRow;
  readonly group: CallGroup | null;
  readonly messages: readonly MessageRow[];
  readonly readMessage: (message: MessageRow) => Uint8Array | 'evicted';
  /** Where the capture ends: what is open then is not known to have failed. */
  readonly captureEndsAtMs: number;
};

/** The messages of a call as far as they are told. */
export type ReadMessages = {
  /** Of all messages that are told, repeated ones too. */
  readonly rows: readonly MessageRow[];
  /** Those that are neither retransmissions nor copies. */
  readonly messages: readonly StoryMessage[];
  readonly evicted: number;
  readonly omitted: number;
  /** Until when silence says something: the end of the capture, or of what is told when messages are left out. */
  readonly untilMs: number;
};

export const isRepeated = (row: MessageRow): boolean => row.retransmission || row.copyOf !== null;

/** Reads what a story may hold: the first messages, up to a number and an amount of bytes. */
export function readMessages({ messages, readMessage, captureEndsAtMs }: StorySource): ReadMessages {
  const rows: MessageRow[] = [];
  const read: StoryMessage[] = [];
  let evicted = 0;
  let leftBytes = MAX_READ_BYTES;
  for (const row of messages) {
    if (rows.length >= MAX_MESSAGES || leftBytes < 0) break;
    rows.push(row);
    if (isRepeated(row)) continue;
    leftBytes -= row.sizeBytes;
    const bytes = readMessage(row);
    if (bytes === 'evicted') evicted += 1;
    read.push(bytes === 'evicted' ? unreadMessage(row) : readStoryMessage(row, bytes));
  }
  const omitted = messages.length - rows.length;
  const lastAtMs = rows.at(-1)?.atMs ?? captureEndsAtMs;
  return { rows, messages: read, evicted, omitted, untilMs: omitted > 0 ? lastAtMs : captureEndsAtMs };
}
