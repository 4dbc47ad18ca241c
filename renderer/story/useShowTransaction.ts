import { useCallback } from 'react';
import type { MessageIndex } from '../../shared/ids';
import { focusSoon } from '../shell/focus';
import { useWorkbench } from '../store/hooks';

/** Opens the ladder with only this transaction in sight, on its request where that was seen. */
export function useShowTransaction(): (transaction: number, request: MessageIndex | null) => void {
  const { selection } = useWorkbench();
  return useCallback(
    (transaction, request) => {
      selection.setState(({ view, paneTabs, message }) => ({
        ladderFilter: { call: null, transaction },
        message: request ?? message,
        companion: null,
        paneTabs: { ...paneTabs, [view]: 'ladder' },
      }));
      focusSoon('.ladder');
    },
    [selection],
  );
}
