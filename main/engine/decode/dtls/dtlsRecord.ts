import { u16, u32 } from '../bigEndian';
import type { Fault } from '../fault';

export const DTLS_CONTENT = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

export const RECORD_HEADER_BYTES = 13;
/** A datagram of empty records could hold 5,000; nobody sends so many. */
const MAX_RECORDS = 64;
const DTLS_1_3 = 0xfefc;

/** One record; its fragment is bytes[fragmentStart, fragmentEnd). */
export type DtlsRecord = {
  /** null behind the short header of DTLS 1.3, which hides it. */
  readonly contentType: number | null;
  readonly version: number;
  /** From 1 on everything is encrypted; of the short header only the last two bits. */
  readonly epoch: number;
  readonly sequence: number;
  readonly start: number;
  readonly fragmentStart: number;
  readonly fragmentEnd: number;
};

export type DtlsRecords = { readonly records: readonly DtlsRecord[]; readonly faults: readonly Fault[] };

/** The short header of DTLS 1.3 (RFC 9147 §4): 0 0 1, connection identifier, sequence of 16 bits, length, two bits of the epoch. */
export const isShortHeader = (first: number): boolean => first >>> 5 === 1;

export const isEncrypted = ({ contentType, epoch }: DtlsRecord): boolean => contentType === null || epoch > 0;

const truncated = (needBytes: number, haveBytes: number): Fault => ({
  kind: 'truncated',
  layer: 'dtls',
  needBytes,
  haveBytes,
});

/** How long a connection identifier is was agreed in encrypted messages: a record that has one reaches to the end. */
function readShortRecord(bytes: Uint8Array, start: number, end: number, faults: Fault[]): DtlsRecord {
  const first = bytes[start]!;
  const hasIdentifier = (first & 0x10) !== 0;
  const sequenceBytes = (first & 0x08) === 0 ? 1 : 2;
  const hasLength = (first & 0x04) !== 0 && !hasIdentifier;
  const headerEnd = start + 1 + sequenceBytes + (hasLength ? 2 : 0);
  if (headerEnd > end) faults.push(truncated(headerEnd - start, end - start));
  const fragmentStart = Math.min(end, headerEnd);
  const wantedEnd = hasLength && headerEnd <= end ? headerEnd + u16(bytes, headerEnd - 2) : end;
  if (wantedEnd > end) faults.push(truncated(wantedEnd - start, end - start));
  const fragmentEnd = Math.min(end, wantedEnd);
  return { contentType: null, version: DTLS_1_3, epoch: first & 3, sequence: 0, start, fragmentStart, fragmentEnd };
}

/**
 * The record whose header stands at `start` (RFC 6347 §4.1):
 *
 *     | content type 8 | version 16 | epoch 16 | sequence number 48 | length 16 |
 */
function readRecord(bytes: Uint8Array, start: number, end: number, faults: Fault[]): DtlsRecord {
  const fragmentStart = start + RECORD_HEADER_BYTES;
  const wantedEnd = fragmentStart + u16(bytes, start + 11);
  if (wantedEnd > end) faults.push(truncated(wantedEnd - start, end - start));
  return {
    contentType: bytes[start]!,
    version: u16(bytes, start + 1),
    epoch: u16(bytes, start + 3),
    sequence: u16(bytes, start + 5) * 0x1_0000_0000 + u32(bytes, start + 7),
    start,
    fragmentStart,
    fragmentEnd: Math.min(end, wantedEnd),
  };
}

/** The records of the datagram bytes[start, end), the last one as far as it goes. */
export function readDtlsRecords(bytes: Uint8Array, start: number, end: number): DtlsRecords {
  const records: DtlsRecord[] = [];
  const faults: Fault[] = [];
  let at = start;
  while (at < end) {
    const isShort = isShortHeader(bytes[at]!);
    if (!isShort && end - at < RECORD_HEADER_BYTES) {
      faults.push(truncated(RECORD_HEADER_BYTES, end - at));
      break;
    }
    if (records.length === MAX_RECORDS) {
      faults.push({ kind: 'malformed', layer: 'dtls', detail: `more than ${MAX_RECORDS} records in a datagram` });
      break;
    }
    const record = isShort ? readShortRecord(bytes, at, end, faults) : readRecord(bytes, at, end, faults);
    records.push(record);
    at = record.fragmentEnd;
  }
  return { records, faults };
}
