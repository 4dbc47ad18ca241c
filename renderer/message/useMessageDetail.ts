import { useEffect, useState } from 'react';
import type { MessageIndex } from '../../shared/ids';
import type { MessageDetail } from '../../shared/protocol/rows';
import { useAsk, useSelectedMessage, useSession } from '../store/hooks';

export type MessageReading =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'evicted' }
  | { readonly kind: 'failed'; readonly words: string }
  | { readonly kind: 'shown'; readonly detail: MessageDetail };

type Read = { readonly message: MessageIndex; readonly epoch: number; readonly reading: MessageReading };

/** The selected message. While another one is being read the one before stays, so that walking a ladder does not flicker. */
export function useMessageDetail(): MessageReading {
  const ask = useAsk();
  const [message] = useSelectedMessage();
  const epoch = useSession((session) => session.epoch);
  const connected = useSession(({ connection }) => connection.kind === 'connected');
  const [read, setRead] = useState<Read | null>(null);

  useEffect(() => {
    if (message === null || !connected) return;
    let current = true;
    const keep = (reading: MessageReading): void => {
      if (current) setRead({ message, epoch, reading });
    };
    ask('readMessage', { message }).then(
      (answer) => keep(answer === 'evicted' ? { kind: 'evicted' } : { kind: 'shown', detail: answer }),
      (error: unknown) => keep({ kind: 'failed', words: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [ask, message, epoch, connected]);

  if (message === null) return { kind: 'nothing' };
  return read?.epoch === epoch ? read.reading : { kind: 'loading' };
}
