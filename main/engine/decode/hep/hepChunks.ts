import { u16 } from '../bigEndian';
import type { Fault } from '../fault';
import type { HepChunk } from './hepPacket';

export const HEP3_HEADER_BYTES = 6;
const CHUNK_HEADER_BYTES = 6;
/** Chunks that are read of one packet; agents send about twenty. */
const MAX_CHUNKS = 256;

/** Chunk types of vendor 0 (HEP 3 specification). */
export const CHUNK = {
  ipFamily: 0x01,
  ipProtocol: 0x02,
  ipv4Source: 0x03,
  ipv4Destination: 0x04,
  ipv6Source: 0x05,
  ipv6Destination: 0x06,
  sourcePort: 0x07,
  destinationPort: 0x08,
  seconds: 0x09,
  microseconds: 0x0a,
  payloadType: 0x0b,
  agentId: 0x0c,
  keepAliveTimer: 0x0d,
  authenticationKey: 0x0e,
  payload: 0x0f,
  compressedPayload: 0x10,
  correlationId: 0x11,
  vlanId: 0x12,
  agentName: 0x13,
  mos: 0x20,
} as const;

const malformed = (detail: string): Fault => ({ kind: 'malformed', layer: 'hep', detail });

/**
 * The chunks between the header of version 3 and the end of the packet. One that is cut off is read as far as it is there;
 * behind one whose length cannot be nothing is guessed.
 *
 *     |       vendor identifier       |          chunk type           |
 *     |  length with these six bytes  |  value …                      |
 */
export function readHepChunks(bytes: Uint8Array, start: number, end: number, faults: Fault[]): readonly HepChunk[] {
  const chunks: HepChunk[] = [];
  let at = start;
  while (end - at >= CHUNK_HEADER_BYTES) {
    const lengthBytes = u16(bytes, at + 4);
    if (lengthBytes < CHUNK_HEADER_BYTES) {
      faults.push(malformed(`a chunk of ${lengthBytes} bytes is shorter than its header`));
      return chunks;
    }
    if (chunks.length === MAX_CHUNKS) {
      faults.push(malformed(`more than ${MAX_CHUNKS} chunks`));
      return chunks;
    }
    const haveBytes = Math.min(lengthBytes, end - at);
    if (haveBytes < lengthBytes) faults.push({ kind: 'truncated', layer: 'hep', needBytes: lengthBytes, haveBytes });
    chunks.push({
      vendor: u16(bytes, at),
      type: u16(bytes, at + 2),
      start: at + CHUNK_HEADER_BYTES,
      end: at + haveBytes,
    });
    at += haveBytes;
  }
  if (at < end) faults.push(malformed(`${end - at} bytes at the end are no chunk`));
  return chunks;
}

/** A chunk's value as a number in network byte order, of up to four bytes; null when it cannot be one. */
export function chunkNumber(bytes: Uint8Array, { start, end }: HepChunk): number | null {
  if (end === start || end - start > 4) return null;
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 256 + bytes[at]!;
  return value;
}
