import { u16, u32 } from '../bigEndian';
import { byteCount } from '../byteCount';
import { addressText } from '../ip/addressText';
import type { FieldCursor, SayBytes } from '../fieldCursor';
import { hexNumber } from '../hexNumber';
import { causeName, parameterName, payloadProtocolName } from './chunkNames';
import { CHUNK_TYPE, isDataType, type SctpChunk, SctpData } from './sctpChunk';

/** Parameters, causes, gap blocks and duplicates of one chunk that are taken apart. */
const MAX_PARTS = 200;
const PART_HEADER_BYTES = 4;

type Describe = (cursor: FieldCursor) => void;

export const sizeText: SayBytes = (_bytes, start, end) => byteCount(end - start);

const isAddress = (type: number): boolean => type === 5 || type === 6;

/** One part with type and length (RFC 9260 §3.2.1); false when none can stand there. */
function describePart(cursor: FieldCursor, nameOf: (type: number) => string): boolean {
  const { bytes, at, end } = cursor;
  if (end - at < PART_HEADER_BYTES) return false;
  const lengthBytes = u16(bytes, at + 2);
  if (lengthBytes < PART_HEADER_BYTES) return false;
  const type = u16(bytes, at);
  const partBytes = Math.min(end - at, lengthBytes);
  const say: SayBytes = (all, start, partEnd) =>
    (isAddress(type) ? addressText(all, start + PART_HEADER_BYTES, partEnd) : null) ??
    sizeText(all, start + PART_HEADER_BYTES, partEnd);
  cursor.take(nameOf(type), partBytes, say);
  cursor.at = Math.min(end, at + ((lengthBytes + 3) & ~3));
  return true;
}

/** Parameters of INIT, causes of ERROR. */
function describeParts(cursor: FieldCursor, nameOf: (type: number) => string): void {
  for (let part = 0; part < MAX_PARTS && describePart(cursor, nameOf); part += 1);
}

const describeInit: Describe = (cursor) => {
  cursor.u32('Initiate tag', (tag) => hexNumber(tag, 8), 'Verification tag of what comes back.');
  cursor.u32('Receiver window', (windowBytes) => `${windowBytes} bytes`);
  cursor.u16('Outbound streams');
  cursor.u16('Inbound streams');
  cursor.u32('Initial TSN');
  describeParts(cursor, parameterName);
};

const describeSack: Describe = (cursor) => {
  const { bytes, at, leftBytes } = cursor;
  const tsn = leftBytes < 12 ? 0 : u32(bytes, at);
  const gaps = leftBytes < 12 ? 0 : Math.min(MAX_PARTS, u16(bytes, at + 8));
  const duplicates = leftBytes < 12 ? 0 : Math.min(MAX_PARTS, u16(bytes, at + 10));
  cursor.u32('Cumulative TSN', String, 'All up to it have come.');
  cursor.u32('Receiver window', (windowBytes) => `${windowBytes} bytes`);
  cursor.u16('Gap blocks');
  cursor.u16('Duplicates');
  const sayGap: SayBytes = (all, start) => `${(tsn + u16(all, start)) >>> 0} to ${(tsn + u16(all, start + 2)) >>> 0}`;
  for (let gap = 0; gap < gaps && cursor.leftBytes > 0; gap += 1) cursor.take('Came beyond', 4, sayGap);
  for (let twice = 0; twice < duplicates && cursor.leftBytes > 0; twice += 1) cursor.u32('Came twice');
};

function fragmentWords({ begin, end, unordered }: SctpData): string {
  const part = begin && end ? 'whole message' : begin ? 'first fragment' : end ? 'last fragment' : 'middle fragment';
  return unordered ? `${part}, unordered` : part;
}

function describeData(cursor: FieldCursor, chunk: SctpChunk): void {
  const data = new SctpData();
  if (!data.read(cursor.bytes, chunk)) return;
  cursor.u32('TSN', String, 'Transmission sequence number; each chunk has one of its own.');
  cursor.u16('Stream');
  if (data.interleaved) {
    cursor.u16('Reserved');
    cursor.u32('Message identifier');
  } else cursor.u16('Stream sequence');
  if (data.begin || !data.interleaved) cursor.u32('Payload protocol', payloadProtocolName);
  else cursor.u32('Fragment sequence');
  cursor.rest('User data', (_bytes, start, end) => `${byteCount(end - start)}, ${fragmentWords(data)}`);
}

const describeHeartbeat: Describe = (cursor) => describeParts(cursor, parameterName);
const describeCauses: Describe = (cursor) => describeParts(cursor, causeName);
const describeCumulative: Describe = (cursor) => cursor.u32('Cumulative TSN');

const DESCRIBERS: Readonly<Record<number, Describe>> = {
  [CHUNK_TYPE.init]: describeInit,
  [CHUNK_TYPE.initAck]: describeInit,
  [CHUNK_TYPE.sack]: describeSack,
  [CHUNK_TYPE.heartbeat]: describeHeartbeat,
  [CHUNK_TYPE.heartbeatAck]: describeHeartbeat,
  [CHUNK_TYPE.abort]: describeCauses,
  [CHUNK_TYPE.shutdown]: describeCumulative,
  [CHUNK_TYPE.error]: describeCauses,
  [CHUNK_TYPE.forwardTsn]: describeCumulative,
};

/** What a chunk carries, by its type; the cursor stands behind the chunk's header. */
export function describeChunkValue(cursor: FieldCursor, chunk: SctpChunk): void {
  if (isDataType(chunk.type)) describeData(cursor, chunk);
  else DESCRIBERS[chunk.type]?.(cursor);
  cursor.rest('Value', sizeText);
}
