import { msSinceStart, type CaptureStart, type StoredFrame } from '../../../shared/capture/frame';
import { frameNumber } from '../../../shared/ids';
import type { FrameDetail } from '../../../shared/protocol/rows';
import { describeLayers } from '../decode/describeLayers';
import { describePayload, type PayloadHints } from './describePayload';

/** A frame taken apart layer by layer, and what its transport carries as far as this frame alone tells. */
export function frameDetail(frame: StoredFrame, start: CaptureStart, hints: PayloadHints): FrameDetail {
  const { number, seconds, nanoseconds, interfaceId, originalBytes, bytes } = frame;
  const atMs = msSinceStart(start, seconds, nanoseconds);
  const { layers, outcome, packet } = describeLayers(frame);
  const payload = describePayload(outcome, packet, hints);
  const described = payload === null ? layers : [...layers, payload].toSorted((a, b) => a.start - b.start);
  return { frame: frameNumber(number), atMs, interfaceId, originalBytes, bytes, layers: described };
}
