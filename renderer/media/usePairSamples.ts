import { useEffect, useMemo, useState } from 'react';
import type { StreamKey } from '../../shared/ids';
import type { StreamSamples } from '../../shared/protocol/rows';
import { useAsk, useWatched } from '../store/hooks';
import type { MediaPair } from './streamPairs';

export type PairSamples = { readonly there: StreamSamples | null; readonly back: StreamSamples | null };

/** Time for the store's own answer to arrive. */
const LEFT_OUT_AFTER_MS = 500;

/** The store reads the samples of the first streams and of the chosen one; this asks for a partner that it left out. */
function useLeftOut(missing: StreamKey | null): StreamSamples | null {
  const ask = useAsk();
  const [read, setRead] = useState<StreamSamples | null>(null);
  useEffect(() => {
    if (missing === null) return;
    let current = true;
    const timer = setTimeout(() => {
      ask('readStreamSamples', { stream: missing }).then(
        (answer) => current && answer !== 'evicted' && setRead(answer),
        () => undefined, // a broken line shows itself
      );
    }, LEFT_OUT_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, missing]);
  return read?.stream === missing ? read : null;
}

/** Samples of both directions as far as they are known. */
export function usePairSamples(pair: MediaPair): PairSamples {
  const { samples } = useWatched();
  const [thereKey, backKey] = [pair.there?.stream.key ?? null, pair.back?.stream.key ?? null];
  const known = (key: StreamKey | null): StreamSamples | null => (key === null ? null : (samples.get(key) ?? null));
  const [there, back] = [known(thereKey), known(backKey)];
  const [thereLeftOut, backLeftOut] = [there === null ? thereKey : null, back === null ? backKey : null];
  const thereRead = useLeftOut(thereLeftOut);
  const backRead = useLeftOut(backLeftOut);
  return useMemo(() => ({ there: there ?? thereRead, back: back ?? backRead }), [there, back, thereRead, backRead]);
}
