import type { CaptureStart, StoredFrame } from '../../../shared/capture/frame';
import { frameNumber } from '../../../shared/ids';
import type { FrameDetail } from '../../../shared/protocol/rows';

/** A frame taken apart layer by layer. */
export function frameDetail(frame: StoredFrame, start: CaptureStart): FrameDetail {
  const { number, seconds, nanoseconds, interfaceId, originalBytes, bytes } = frame;
  const atMs = (seconds - start.seconds) * 1000 + (nanoseconds - start.nanoseconds) / 1e6;
  return { frame: frameNumber(number), atMs, interfaceId, originalBytes, bytes, layers: [] };
}
