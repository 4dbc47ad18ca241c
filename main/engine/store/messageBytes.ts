import { Frame, type StoredFrame } from '../../../shared/capture/frame';
import type { MessagePlace } from '../analysis/carriedUnit';
import { IpReassembly } from '../analysis/reassembly/ipReassembly';
import { decodeFrame, decodeTransport } from '../decode/decodeFrame';
import { Packet } from '../decode/packet';
import type { FrameStore } from './frameStore';

function frameOf(stored: StoredFrame): Frame {
  const frame = new Frame();
  frame.number = stored.number;
  frame.linkType = stored.linkType;
  frame.bytes = stored.bytes;
  frame.end = stored.bytes.length;
  frame.originalBytes = stored.originalBytes;
  return frame;
}

/**
 * The transport payload that these frames carry, read again from the store and put together as it was when it first passed.
 * 'evicted' when the ring has overwritten one of them.
 */
export function readMessageBytes(
  store: FrameStore,
  frames: readonly number[],
  _place: MessagePlace | null = null, // eslint-disable-line
): Uint8Array | 'evicted' {
  const reassembly = new IpReassembly();
  const packet = new Packet();
  for (const number of frames) {
    const stored = store.read(number);
    if (stored === 'evicted') return 'evicted';
    let outcome = decodeFrame(frameOf(stored), packet);
    if (outcome === 'fragment' && reassembly.offer(packet, [number], 0)) outcome = decodeTransport(packet);
    if (outcome === 'udp') return packet.bytes.slice(packet.payloadStart, packet.payloadEnd);
  }
  return 'evicted';
}
