import { useCallback } from 'react';
import type { MessageIndex } from '../../shared/ids';
import type { MessageDetail } from '../../shared/protocol/rows';
import { useAsk, useSelectedMessage } from '../store/hooks';
import { useReading, type Reading } from '../store/useReading';

export type MessageReading = Reading<MessageDetail>;

/** The selected message with its bytes and fields. */
export function useMessageDetail(): MessageReading {
  const ask = useAsk();
  const [message] = useSelectedMessage();
  return useReading(
    message,
    useCallback((index: MessageIndex) => ask('readMessage', { message: index }), [ask]),
  );
}
