import { u32 } from '../../decode/bigEndian';
import type { Packet } from '../../decode/packet';

export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const PSH = 0x08;
export const ACK = 0x10;

/** Offsets in the TCP header (RFC 9293 §3.1). */
const SEQUENCE_AT = 4;
const ACKNOWLEDGMENT_AT = 8;
const FLAGS_AT = 13;

export const flagsOf = (packet: Packet): number => packet.bytes[packet.transportStart + FLAGS_AT]!;

export const acknowledgmentOf = (packet: Packet): number =>
  u32(packet.bytes, packet.transportStart + ACKNOWLEDGMENT_AT);

/** Sequence number of the first byte of payload: a SYN takes one number itself. */
export function dataSequenceOf(packet: Packet): number {
  const sequence = u32(packet.bytes, packet.transportStart + SEQUENCE_AT);
  return (flagsOf(packet) & SYN) === 0 ? sequence : (sequence + 1) >>> 0;
}

/** Where bytes came from: one frame, or those of a datagram that was put together from fragments. */
export type Origin = { readonly frame: number; readonly frames: readonly number[] | null; readonly atMs: number };

/** The payload bytes[start, end) of a segment, only borrowed. */
export type Segment = {
  /** Of its first byte in the direction. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
  /** The sender had no more to say for now (PSH). */
  readonly isPushed: boolean;
  /** The capture cut it off: more bytes followed. */
  readonly isCutOff: boolean;
};

/** What lies behind the first bytes of a segment. */
export const segmentBehind = (segment: Segment, skippedBytes: number): Segment => ({
  ...segment,
  offset: segment.offset + skippedBytes,
  start: segment.start + skippedBytes,
});
