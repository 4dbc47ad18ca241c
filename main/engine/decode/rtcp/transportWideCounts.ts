import { u16 } from '../bigEndian';

/** What a transport-wide feedback message says of its packets (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). */
export type TransportWideCounts = {
  readonly receivedPackets: number;
  readonly missingPackets: number;
  /** Where the arrival times begin, behind the status chunks. */
  readonly deltasStart: number;
};

class StatusCount {
  left: number;
  received = 0;

  constructor(packets: number) {
    this.left = packets;
  }

  add(symbol: number, packets: number): void {
    const counted = Math.min(packets, this.left);
    this.left -= counted;
    if (symbol === 1 || symbol === 2) this.received += counted;
  }
}

/** A run `0 | symbol 2 | length 13`, 14 symbols of one bit `10 | …`, or 7 of two bits `11 | …`. */
function countChunk(chunk: number, count: StatusCount): void {
  if ((chunk & 0x8000) === 0) return count.add((chunk >>> 13) & 3, chunk & 0x1fff);
  const bits = (chunk & 0x4000) === 0 ? 1 : 2;
  for (let shift = 14 - bits; shift >= 0; shift -= bits) count.add((chunk >>> shift) & (bits === 1 ? 1 : 3), 1);
}

/** Counts the status chunks of bytes[start, end) for as many packets as the message says it is about. */
export function countStatuses(bytes: Uint8Array, start: number, end: number, statusCount: number): TransportWideCounts {
  const count = new StatusCount(statusCount);
  let at = start;
  for (; count.left > 0 && at + 2 <= end; at += 2) countChunk(u16(bytes, at), count);
  const receivedPackets = count.received;
  return { receivedPackets, missingPackets: statusCount - count.left - receivedPackets, deltasStart: at };
}
