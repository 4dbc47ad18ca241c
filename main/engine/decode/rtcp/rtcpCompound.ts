import { err, ok, type Result } from '../../../../shared/result';
import type { Fault } from '../fault';
import { readApplication } from './application';
import { readExtendedReport } from './extendedReport';
import { readFeedback } from './feedback';
import { readGoodbye } from './goodbye';
import type { ReadBody } from './readBody';
import { readReceiverReport, readSenderReport } from './reports';
import { isRtcpHeader, RTCP_HEADER_BYTES, rtcpLengthBytes } from './rtcpHeader';
import type { RtcpBody, RtcpPacket } from './rtcpPacket';
import { readSourceDescription } from './sourceDescription';

/** The packets of one RTCP datagram, and what was wrong with it; no faults in a clean one. */
export type RtcpCompound = { readonly packets: readonly RtcpPacket[]; readonly faults: readonly Fault[] };

const malformed = (detail: string): Fault => ({ kind: 'malformed', layer: 'rtcp', detail });

function readBody(bytes: Uint8Array, start: number, end: number, packetType: number, count: number): ReadBody | null {
  switch (packetType) {
    case 200:
      return readSenderReport(bytes, start, end, count);
    case 201:
      return readReceiverReport(bytes, start, end, count);
    case 202:
      return readSourceDescription(bytes, start, end, count);
    case 203:
      return readGoodbye(bytes, start, end, count);
    case 204:
      return readApplication(bytes, start, end, count);
    case 205:
      return readFeedback('transportFeedback', bytes, start, end, count);
    case 206:
      return readFeedback('payloadFeedback', bytes, start, end, count);
    case 207:
      return readExtendedReport(bytes, start, end);
    default:
      return { body: { kind: 'unknown', body: bytes.slice(start, end) }, complaint: null };
  }
}

/** Bytes of padding at the end of a packet: its last byte counts them, itself included (RFC 3550 §6.4.1). */
function paddingOf(bytes: Uint8Array, at: number, end: number, faults: Fault[]): number {
  if ((bytes[at]! & 0x20) === 0) return 0;
  const paddingBytes = bytes[end - 1]!;
  if (paddingBytes !== 0 && paddingBytes % 4 === 0 && paddingBytes <= end - at - RTCP_HEADER_BYTES) return paddingBytes;
  faults.push(malformed(`a padding of ${paddingBytes} bytes cannot be`));
  return 0;
}

/** Reads the packet in bytes[at, end); one that is too short for its type is kept raw. */
function readPacket(bytes: Uint8Array, at: number, end: number, faults: Fault[]): RtcpBody & { packetType: number } {
  const packetType = bytes[at + 1]!;
  const start = at + RTCP_HEADER_BYTES;
  const isWhole = end - at === rtcpLengthBytes(bytes, at);
  const bodyEnd = isWhole ? end - paddingOf(bytes, at, end, faults) : end;
  const read = readBody(bytes, start, bodyEnd, packetType, bytes[at]! & 0x1f);
  if (read === null) {
    faults.push(malformed(`packet type ${packetType} is shorter than its fixed part`));
    return { kind: 'unknown', body: bytes.slice(start, bodyEnd), packetType };
  }
  if (read.complaint !== null) faults.push(malformed(read.complaint));
  return { ...read.body, packetType };
}

/**
 * Decodes bytes[start, end) as a compound (RFC 3550 §6.1) or reduced-size (RFC 5506) RTCP datagram. Fails only when it does not
 * begin with an RTCP header. A packet cut off at the end is read as far as it goes; behind bytes that are no RTCP header
 * (SRTCP's encrypted part, junk) nothing is guessed. Either is a fault.
 */
export function decodeRtcpCompound(bytes: Uint8Array, start: number, end: number): Result<RtcpCompound, Fault> {
  if (end - start < RTCP_HEADER_BYTES) {
    return err({ kind: 'truncated', layer: 'rtcp', needBytes: RTCP_HEADER_BYTES, haveBytes: Math.max(0, end - start) });
  }
  if (!isRtcpHeader(bytes, start)) return err(malformed('no RTCP header at the start'));

  const packets: RtcpPacket[] = [];
  const faults: Fault[] = [];
  let at = start;
  while (end - at >= RTCP_HEADER_BYTES && isRtcpHeader(bytes, at)) {
    const lengthBytes = rtcpLengthBytes(bytes, at);
    const haveBytes = Math.min(lengthBytes, end - at);
    if (haveBytes < lengthBytes) faults.push({ kind: 'truncated', layer: 'rtcp', needBytes: lengthBytes, haveBytes });
    const packet = readPacket(bytes, at, at + haveBytes, faults);
    packets.push({ ...packet, offset: at - start, lengthBytes: haveBytes });
    at += haveBytes;
  }
  if (at < end) faults.push(malformed(`${end - at} bytes at the end are no RTCP packet`));
  return ok({ packets, faults });
}
