import { CaptureBuilder } from '../../main/engine/pcap/captureBuilder';
import { timeOf } from './framesInMemory';
import type { HardInput } from './hardInput';

const MICROSECONDS = 0xa1b2c3d4;

/** A hard input as a pcap file. */
export function pcapOf({ linkType, frames }: Pick<HardInput, 'linkType' | 'frames'>): Uint8Array {
  const builder = new CaptureBuilder().pcapHeader(MICROSECONDS, linkType);
  for (const { atMs, bytes, originalBytes } of frames) {
    const { seconds, nanoseconds } = timeOf(atMs);
    builder.pcapRecord(seconds, nanoseconds / 1000, bytes, originalBytes);
  }
  return builder.bytes;
}
