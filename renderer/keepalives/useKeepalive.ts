import { useCallback } from 'react';
import type { KeepaliveKey } from '../../shared/ids';
import type { KeepaliveRow } from '../../shared/protocol/exchangeRows';
import { useAsk, useSession } from '../store/hooks';
import { useReading, type Reading } from '../store/useReading';

/** The row of a keepalive, read again when the list has changed. */
export function useKeepalive(key: KeepaliveKey): Reading<KeepaliveRow> {
  const ask = useAsk();
  const version = useSession(({ lists }) => lists.keepalives.version);
  const read = useCallback(
    async (keepalive: KeepaliveKey) => {
      const answer = await ask('readKeepalive', { keepalive });
      return answer === 'evicted' ? answer : answer.keepalive;
    },
    [ask],
  );
  return useReading(key, read, version);
}
