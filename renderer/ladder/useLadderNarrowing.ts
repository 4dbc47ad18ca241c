import { useMemo } from 'react';
import { narrowLadder, type NarrowedLadder } from '../../shared/ladder/narrowLadder';
import { usePreference, useSelection, useWatched, useWorkbench } from '../store/hooks';
import { NO_LADDER_FILTER, type LadderFilter } from '../store/selection';

export type LadderNarrowingState = {
  readonly rows: NarrowedLadder;
  /** A leg or a transaction is all that is shown. */
  readonly narrowed: boolean;
  readonly hidesCopies: boolean;
  readonly narrow: (change: Partial<LadderFilter>) => void;
  readonly showAll: () => void;
  readonly hideCopies: (hide: boolean) => void;
};

/** The watched rows as far as the reader wants to see them, and how to change that. */
export function useLadderNarrowing(): LadderNarrowingState {
  const { selection } = useWorkbench();
  const { messages, streams, companions } = useWatched();
  const filter = useSelection(({ ladderFilter }) => ladderFilter);
  const [hidesCopies, hideCopies] = usePreference('hideCopies');
  const rows = useMemo(
    () => narrowLadder({ messages, streams, companions }, { ...filter, hidesCopies }),
    [messages, streams, companions, filter, hidesCopies],
  );
  return {
    rows,
    narrowed: rows.call !== null || rows.transaction !== null,
    hidesCopies,
    narrow: (change) => selection.setState({ ladderFilter: { ...filter, ...change } }),
    showAll: () => selection.setState({ ladderFilter: NO_LADDER_FILTER }),
    hideCopies,
  };
}
