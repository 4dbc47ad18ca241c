import { useState } from 'react';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import type { MessageIndex } from '../../shared/ids';
import { usePaneTab, useSelectedCompanion, useSelectedMessage, useSelectedStream } from '../store/hooks';
import { entryKey } from './entryKey';
import type { ScreenLadder } from './useLadder';

export type LadderCursor = {
  /** Row that the reader stands on; null when the selected message is not in this ladder. */
  readonly row: number | null;
  /** The same place, whatever row it has. */
  readonly key: string;
  readonly moveTo: (row: number) => void;
  /** Shows a stream's figures, or a companion in place of the message. */
  readonly open: (entry: LadderEntry) => void;
};

/** Where the reader stands: on the selected message or companion, or on a stream that was walked to from there. */
export function useLadderCursor({ ladder, rowOf }: ScreenLadder): LadderCursor {
  const [message, selectMessage] = useSelectedMessage();
  const [companion, selectCompanion] = useSelectedCompanion();
  const [, selectStream] = useSelectedStream();
  const [, showTab] = usePaneTab();
  // A stream counts as long as nothing else has been selected since.
  const [stood, setStood] = useState<{ readonly key: string; readonly message: MessageIndex | null } | null>(null);
  const beside = companion === null ? null : `companion ${companion.key}`;
  const key = beside ?? (stood !== null && stood.message === message ? stood.key : `message ${message}`);

  const moveTo = (row: number): void => {
    const entry = ladder.entries[row];
    if (!entry) return;
    setStood(entry.kind === 'media' ? { key: entryKey(entry), message } : null);
    if (entry.kind === 'message') return selectMessage(entry.message.index);
    selectCompanion(entry.kind === 'companion' ? entry.companion.key : null);
    if (entry.kind === 'media') selectStream(entry.stream.key);
  };
  const open = (entry: LadderEntry): void => {
    if (entry.kind === 'companion') selectCompanion(entry.companion.key);
    if (entry.kind !== 'media') return;
    selectStream(entry.stream.key);
    showTab('media');
  };
  return { row: rowOf.get(key) ?? null, key, moveTo, open };
}
