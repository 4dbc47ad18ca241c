import { u16 } from '../bigEndian';
import type { DtlsRecord } from './dtlsRecord';

const HANDSHAKE_HEADER_BYTES = 12;

export const HANDSHAKE = {
  clientHello: 1,
  serverHello: 2,
  helloVerifyRequest: 3,
  certificate: 11,
  serverHelloDone: 14,
  finished: 20,
} as const;

/** A handshake message or a part of it: bytes[bodyStart, bodyEnd) belong at `fragmentOffset` of a body of `lengthBytes`. */
export type HandshakeFragment = {
  readonly type: number;
  readonly lengthBytes: number;
  readonly messageSequence: number;
  readonly fragmentOffset: number;
  /** What the header says; fewer bytes are there when the record was cut off. */
  readonly fragmentBytes: number;
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
};

const u24 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 16) | u16(bytes, at + 1);

/** Whether all of the message's body lies here. */
export const isWhole = ({ lengthBytes, fragmentOffset, bodyStart, bodyEnd }: HandshakeFragment): boolean =>
  fragmentOffset === 0 && bodyEnd - bodyStart === lengthBytes;

/**
 * Handshake messages of a record that is not encrypted (RFC 6347 §4.2.2):
 *
 *     | type 8 | length 24 | message sequence 16 | fragment offset 24 | fragment length 24 |
 */
export function readHandshakes(bytes: Uint8Array, record: DtlsRecord): readonly HandshakeFragment[] {
  const fragments: HandshakeFragment[] = [];
  const end = record.fragmentEnd;
  let at = record.fragmentStart;
  while (end - at >= HANDSHAKE_HEADER_BYTES) {
    const bodyStart = at + HANDSHAKE_HEADER_BYTES;
    const fragmentBytes = u24(bytes, at + 9);
    fragments.push({
      type: bytes[at]!,
      lengthBytes: u24(bytes, at + 1),
      messageSequence: u16(bytes, at + 4),
      fragmentOffset: u24(bytes, at + 6),
      fragmentBytes,
      start: at,
      bodyStart,
      bodyEnd: Math.min(end, bodyStart + fragmentBytes),
    });
    at = bodyStart + fragmentBytes;
  }
  return fragments;
}
