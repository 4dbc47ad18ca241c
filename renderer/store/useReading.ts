import { useEffect, useState } from 'react';
import { useSession } from './hooks';

/** How far the answer to a question to the engine has come; 'evicted' when the ring has overwritten what was asked for. */
export type Reading<Detail> =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'evicted' }
  | { readonly kind: 'failed'; readonly words: string }
  | { readonly kind: 'shown'; readonly detail: Detail };

type Read<Detail> = { readonly epoch: number; readonly reading: Reading<Detail> };

/**
 * What the engine answers for this key; null asks nothing. While another one is being read the one before stays, so that walking
 * a list does not flicker. `read` must keep its identity. Another `revision` asks for the same key again.
 */
export function useReading<Key extends string | number, Detail>(
  key: Key | null,
  read: (key: Key) => Promise<Detail | 'evicted'>,
  revision = 0,
): Reading<Detail> {
  const epoch = useSession((session) => session.epoch);
  const connected = useSession(({ connection }) => connection.kind === 'connected');
  const [last, setLast] = useState<Read<Detail> | null>(null);

  useEffect(() => {
    if (key === null || !connected) return;
    let current = true;
    const keep = (reading: Reading<Detail>): void => {
      if (current) setLast({ epoch, reading });
    };
    read(key).then(
      (answer) => keep(answer === 'evicted' ? { kind: 'evicted' } : { kind: 'shown', detail: answer }),
      (error: unknown) => keep({ kind: 'failed', words: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [read, key, epoch, connected, revision]);

  if (key === null) return { kind: 'nothing' };
  return last?.epoch === epoch ? last.reading : { kind: 'loading' };
}
