import type { CaptureInterface, StoredFrame } from '../../../shared/capture/frame';
import type { CallKey } from '../../../shared/ids';
import { PcapngWriter } from '../pcap/pcapngWriter';
import { PcapWriter } from '../pcap/pcapWriter';
import { reportAndPause } from './exportPace';
import type { ExportControl, ExportOutcome, ExportSource } from './exportSource';
import { UnfinishedFile } from './unfinishedFile';

export type CallCaptureOptions = { readonly path: string; readonly format: 'pcapng' | 'pcap' };

type FrameWriter = { readonly write: (frame: StoredFrame) => void; readonly flush: () => void };

const FRAMES_BETWEEN_PAUSES = 2000;

/** Interfaces keep their numbers, names and link types, so every frame is where it was. */
function openPcapng(
  interfaces: readonly CaptureInterface[],
  version: string,
  sink: (bytes: Uint8Array) => void,
): FrameWriter {
  const writer = new PcapngWriter(sink);
  writer.writeSectionHeader(`Laddergram ${version}`);
  for (const captureInterface of interfaces) writer.writeInterface(captureInterface);
  return {
    write: (frame) => writer.writeFrame({ ...frame, start: 0, end: frame.bytes.length }),
    flush: () => writer.flush(),
  };
}

/** The classic format knows one link type for the whole file. */
function openPcap(interfaces: readonly CaptureInterface[], sink: (bytes: Uint8Array) => void): FrameWriter {
  const linkTypes = new Set(interfaces.map(({ linkType }) => linkType));
  const [linkType] = linkTypes;
  if (linkType === undefined || linkTypes.size > 1) {
    throw new Error('The capture has interfaces of several link types, which pcap cannot hold: export as pcapng.');
  }
  const writer = new PcapWriter(sink, { linkType, snapLengthBytes: 262_144, resolution: 'nanoseconds' });
  return {
    write: (frame) => writer.writeFrame({ ...frame, start: 0, end: frame.bytes.length }),
    flush: () => writer.flush(),
  };
}

/** Writes the frames in order; answers how many the ring had overwritten. */
async function writeFrames(
  writer: FrameWriter,
  { source, numbers, control }: { source: ExportSource; numbers: readonly number[]; control: ExportControl },
): Promise<number> {
  let evictedFrames = 0;
  for (const [index, number] of numbers.entries()) {
    if (index % FRAMES_BETWEEN_PAUSES === 0) await reportAndPause(control, index, numbers.length);
    const frame = source.readFrame(number);
    if (frame === 'evicted') evictedFrames += 1;
    else writer.write(frame);
  }
  writer.flush();
  control.onProgress(numbers.length, numbers.length);
  return evictedFrames;
}

/**
 * Writes all frames of these calls (SIP, RTP, RTCP) with their own times and interfaces. The file appears under its name only when it
 * is whole; a cancelled or failed export leaves nothing behind.
 */
export async function writeCallCapture(
  source: ExportSource,
  calls: readonly CallKey[],
  { path, format }: CallCaptureOptions,
  control: ExportControl,
): Promise<ExportOutcome> {
  const { interfaces, engineVersion } = source;
  const numbers = source.framesOf(calls);
  const file = new UnfinishedFile(path);
  const sink = (piece: Uint8Array): void => file.write(piece);
  try {
    const writer = format === 'pcap' ? openPcap(interfaces, sink) : openPcapng(interfaces, engineVersion, sink);
    const evictedFrames = await writeFrames(writer, { source, numbers, control });
    file.keep();
    return { frames: numbers.length - evictedFrames, bytes: file.bytes, evictedFrames };
  } finally {
    file.discard();
  }
}
