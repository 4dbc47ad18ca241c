import { useState } from 'react';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import type { MessageIndex } from '../../shared/ids';
import { usePaneTab, useSelectedMessage, useSelectedStream } from '../store/hooks';
import { entryKey } from './entryKey';
import type { ScreenLadder } from './useLadder';

export type LadderCursor = {
  /** Row that the reader stands on; null when the selected message is not in this ladder. */
  readonly row: number | null;
  /** The same place, whatever row it has. */
  readonly key: string;
  readonly moveTo: (row: number) => void;
  /** Shows the stream's figures. */
  readonly openStream: (entry: LadderEntry) => void;
};

/** Where the reader stands: on the selected message, or on a stream that was walked to from it. */
export function useLadderCursor({ ladder, rowOf }: ScreenLadder): LadderCursor {
  const [message, selectMessage] = useSelectedMessage();
  const [, selectStream] = useSelectedStream();
  const [, showTab] = usePaneTab();
  // A stream counts as long as no other message has been selected since.
  const [stood, setStood] = useState<{ readonly key: string; readonly message: MessageIndex | null } | null>(null);
  const key = stood !== null && stood.message === message ? stood.key : `message ${message}`;

  const moveTo = (row: number): void => {
    const entry = ladder.entries[row];
    if (!entry) return;
    if (entry.kind === 'message') {
      setStood(null);
      selectMessage(entry.message.index);
    } else {
      setStood({ key: entryKey(entry), message });
      selectStream(entry.stream.key);
    }
  };
  const openStream = (entry: LadderEntry): void => {
    if (entry.kind !== 'media') return;
    selectStream(entry.stream.key);
    showTab('media');
  };
  return { row: rowOf.get(key) ?? null, key, moveTo, openStream };
}
