import { useCallback } from 'react';
import type { FrameNumber } from '../../shared/ids';
import type { FrameDetail } from '../../shared/protocol/rows';
import { useAsk } from '../store/hooks';
import { useReading, type Reading } from '../store/useReading';

/** A frame of the capture, taken apart. */
export function useFrameDetail(frame: FrameNumber): Reading<FrameDetail> {
  const ask = useAsk();
  return useReading(
    frame,
    useCallback((number: FrameNumber) => ask('readFrame', { frame: number }), [ask]),
  );
}
