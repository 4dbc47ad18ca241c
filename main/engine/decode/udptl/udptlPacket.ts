import { err, ok, type Result } from '../../../../shared/result';
import { u16 } from '../bigEndian';
import type { ByteRange } from '../byteRange';
import type { Fault } from '../fault';
import { perBytes, perLength } from './perLength';

/** A packet repeats at most so many before it. */
const MAX_REPEATED = 32;

/** How a packet lets the receiver make up for lost ones: earlier packets again, or parity over several. */
export type FaxRecovery =
  | { readonly kind: 'redundancy'; readonly packets: readonly ByteRange[] }
  | {
      readonly kind: 'forwardErrorCorrection';
      readonly spannedPackets: number;
      readonly entries: readonly ByteRange[];
    };

export type UdptlPacket = {
  readonly sequence: number;
  /** The Internet facsimile packet that this one is for. */
  readonly primary: ByteRange;
  /** null when it was cut off. */
  readonly recovery: FaxRecovery | null;
  readonly end: number;
  readonly faults: readonly Fault[];
};

const SEQUENCE_BYTES = 2;
const SHORTEST_BYTES = 4;

const malformed = (detail: string): Fault => ({ kind: 'malformed', layer: 'udptl', detail });

type Ranges = { readonly ranges: readonly ByteRange[]; readonly end: number; readonly isWhole: boolean };

function readRanges(bytes: Uint8Array, from: number, end: number): Ranges {
  const count = perLength(bytes, from, end);
  const ranges: ByteRange[] = [];
  if (count === null) return { ranges, end: from, isWhole: false };
  let at = count.next;
  while (ranges.length < Math.min(count.value, MAX_REPEATED)) {
    const range = perBytes(bytes, at, end);
    if (range === null) break;
    ranges.push(range);
    at = range.end;
  }
  return { ranges, end: at, isWhole: ranges.length === count.value };
}

type Read = { readonly recovery: FaxRecovery | null; readonly end: number; readonly isWhole: boolean };

function readParity(bytes: Uint8Array, at: number, end: number): Read {
  if (at + 2 > end || bytes[at] !== 1) return { recovery: null, end: at, isWhole: false };
  const entries = readRanges(bytes, at + 2, end);
  const recovery = { kind: 'forwardErrorCorrection', spannedPackets: bytes[at + 1]!, entries: entries.ranges } as const;
  return { recovery, end: entries.end, isWhole: entries.isWhole };
}

function readRecovery(bytes: Uint8Array, at: number, end: number): Read {
  if (at >= end) return { recovery: null, end: at, isWhole: false };
  if ((bytes[at]! & 0x80) !== 0) return readParity(bytes, at + 1, end);
  const packets = readRanges(bytes, at + 1, end);
  return { recovery: { kind: 'redundancy', packets: packets.ranges }, end: packets.end, isWhole: packets.isWhole };
}

/**
 * Reads a packet of UDPTL (T.38 §9.1), aligned packed encoding rules:
 *
 *     | sequence number 16 | length, primary packet | kind of recovery 8 | count | length, packet | …
 *
 * Fails when the primary packet is not there; what is wrong behind it is a fault.
 */
export function readUdptl(bytes: Uint8Array, start: number, end: number): Result<UdptlPacket, Fault> {
  const haveBytes = Math.max(0, end - start);
  if (haveBytes < SHORTEST_BYTES) {
    return err({ kind: 'truncated', layer: 'udptl', needBytes: SHORTEST_BYTES, haveBytes });
  }
  const primary = perBytes(bytes, start + SEQUENCE_BYTES, end);
  if (primary === null) return err(malformed('the primary packet is longer than the datagram'));
  const read = readRecovery(bytes, primary.end, end);
  const faults: Fault[] = [];
  if (!read.isWhole) faults.push(malformed('the packets for error recovery are not whole'));
  else if (read.end < end) faults.push(malformed(`${end - read.end} bytes behind the packet`));
  return ok({ sequence: u16(bytes, start), primary, recovery: read.recovery, end: read.end, faults });
}

/** Whether a datagram reads as UDPTL from end to end. Weak: only to be asked where SDP announced fax. */
export function looksLikeUdptl(bytes: Uint8Array, start: number, end: number): boolean {
  const read = readUdptl(bytes, start, end);
  return read.ok && read.value.faults.length === 0 && read.value.primary.end > read.value.primary.start;
}
