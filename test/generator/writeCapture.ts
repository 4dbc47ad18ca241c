import { closeSync, openSync, writeSync } from 'node:fs';
import { LINK_TYPE } from '../../shared/capture/linkTypes';
import { PcapngWriter } from '../../main/engine/pcap/pcapngWriter';
import type { TimedFrame } from './mergeFlows';

/** 12 January 2026, 10:23:16 UTC: captures made twice are the same. */
export const START_SECONDS = 1_768_213_396;

/** Writes frames, in time order, as a pcapng file; answers how many. */
export function writeCapture(path: string, frames: Iterable<TimedFrame>): number {
  const file = openSync(path, 'w');
  const writer = new PcapngWriter((bytes) => writeSync(file, bytes));
  writer.writeSectionHeader('Laddergram generator');
  writer.writeInterface({
    linkType: LINK_TYPE.ethernet,
    snapLengthBytes: 0,
    name: 'eth0',
    description: null,
    filter: null,
  });
  let count = 0;
  for (const { atMs, bytes } of frames) {
    const microseconds = Math.round(atMs * 1000);
    const seconds = Math.floor(microseconds / 1e6);
    writer.writeFrame({
      interfaceId: 0,
      seconds: START_SECONDS + seconds,
      nanoseconds: (microseconds - seconds * 1e6) * 1000,
      bytes,
      start: 0,
      end: bytes.length,
      originalBytes: bytes.length,
    });
    count += 1;
  }
  writer.flush();
  closeSync(file);
  return count;
}
