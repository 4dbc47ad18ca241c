import type { Frame } from '../../../shared/capture/frame';
import type { ByteWindow } from './byteWindow';
import type { PcapngSection, SectionInterface } from './pcapngSection';
import { BLOCK } from './wireFormat';

/** A packet block in the window: from its type to its trailing length, which begins at `end`. Filled again for each block. */
export type BlockPlace = { at: number; end: number; type: number };

export type FillOutcome = 'filled' | 'pastBlock' | 'unknownInterface' | 'malformedBlock';

const ENHANCED_HEADER_BYTES = 28;
const SIMPLE_HEADER_BYTES = 12;

/**
 * Fills the frame from an enhanced packet block, or from the obsolete packet block, which differs in its third word only:
 *
 *     type (4) · length (4) · interface (4; obsolete: interface 2 + drops 2) · time, upper half (4) · lower half (4) ·
 *     captured bytes (4) · bytes on the wire (4) · frame, padded to four · options · length (4)
 */
export function fillEnhancedPacket(
  window: ByteWindow,
  section: PcapngSection,
  place: BlockPlace,
  frame: Frame,
): FillOutcome {
  const { view } = window;
  const { littleEndian } = section;
  const { at } = place;
  const room = place.end - at - ENHANCED_HEADER_BYTES;
  if (room < 0) return 'malformedBlock';
  const local =
    section.interfaces[
      place.type === BLOCK.packet ? view.getUint16(at + 8, littleEndian) : view.getUint32(at + 8, littleEndian)
    ];
  if (local === undefined) return 'unknownInterface';
  local.clock.read(view.getUint32(at + 12, littleEndian), view.getUint32(at + 16, littleEndian));
  frame.seconds = local.clock.seconds;
  frame.nanoseconds = local.clock.nanoseconds;
  const capturedBytes = view.getUint32(at + 20, littleEndian);
  frame.originalBytes = view.getUint32(at + 24, littleEndian);
  return fillBytes(window, place, at + ENHANCED_HEADER_BYTES, capturedBytes, local, frame);
}

/** Fills the frame from a simple packet block: type (4) · length (4) · bytes on the wire (4) · frame · length (4). It carries no time. */
export function fillSimplePacket(
  window: ByteWindow,
  section: PcapngSection,
  place: BlockPlace,
  frame: Frame,
): FillOutcome {
  const { at } = place;
  const room = place.end - at - SIMPLE_HEADER_BYTES;
  if (room < 0) return 'malformedBlock';
  const local = section.interfaces[0];
  if (local === undefined) return 'unknownInterface';
  frame.seconds = 0;
  frame.nanoseconds = 0;
  frame.originalBytes = window.view.getUint32(at + 8, section.littleEndian);
  const limit =
    local.snapLengthBytes === 0 ? frame.originalBytes : Math.min(local.snapLengthBytes, frame.originalBytes);
  return fillBytes(window, place, at + SIMPLE_HEADER_BYTES, Math.min(limit, room), local, frame);
}

/** Where the options of an enhanced or obsolete packet block begin; its end when the frame leaves no room. */
export function packetOptionsStart(view: DataView, at: number, end: number, littleEndian: boolean): number {
  if (end - at < ENHANCED_HEADER_BYTES) return end;
  const capturedBytes = view.getUint32(at + 20, littleEndian);
  return Math.min(end, at + ENHANCED_HEADER_BYTES + Math.ceil(capturedBytes / 4) * 4);
}

function fillBytes(
  window: ByteWindow,
  { at, end }: BlockPlace,
  start: number,
  capturedBytes: number,
  local: SectionInterface,
  frame: Frame,
): FillOutcome {
  const heldBytes = Math.min(capturedBytes, end - start);
  frame.linkType = local.linkType;
  frame.interfaceId = local.id;
  frame.bytes = window.bytes;
  frame.start = start;
  frame.end = start + heldBytes;
  frame.originalBytes = Math.max(frame.originalBytes, heldBytes);
  frame.fileOffset = window.offset + at;
  return heldBytes < capturedBytes ? 'pastBlock' : 'filled';
}
