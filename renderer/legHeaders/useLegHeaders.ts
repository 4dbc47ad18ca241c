import { useEffect } from 'react';
import { useAsk, usePreference, useSession } from '../store/hooks';

/** Tells an engine that the window has just met which header fields the reader has chosen; without a choice it keeps its own. */
export function useLegHeaders(): void {
  const ask = useAsk();
  const [chosen] = usePreference('legHeaders');
  const connected = useSession(({ connection }) => connection.kind === 'connected');
  useEffect(() => {
    if (connected && chosen !== null) void ask('setLegHeaders', { names: chosen });
  }, [ask, connected, chosen]);
}
