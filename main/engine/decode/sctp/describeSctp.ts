import type { MessageField } from '../../../../shared/protocol/rows';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf } from '../fieldCursor';
import { hexNumber } from '../hexNumber';
import { sctpChunkName, sctpChunkPurpose } from './chunkNames';
import { describeChunkValue, sizeText } from './describeChunk';
import { type SctpChecksum, checkSctp } from './sctpChecksum';
import { COMMON_HEADER_BYTES, SctpChunk } from './sctpChunk';

/** Chunks of one packet that are taken apart; a packet full of the smallest has more. */
const MAX_CHUNKS = 500;

const CHECKSUM_WORDS: Readonly<Record<SctpChecksum, string>> = {
  right: 'right',
  wrong: 'wrong',
  notComputed: 'not computed',
};

const hex32 = (value: number): string => hexNumber(value, 8);

function chunkField(bytes: Uint8Array, chunk: SctpChunk): MessageField {
  const { type, start, next } = chunk;
  const cursor = new FieldCursor(bytes, start, chunk.valueEnd);
  cursor.u8('Type', (number) => `${sctpChunkName(number)} (${number})`);
  cursor.u8('Flags', (flags) => hexNumber(flags, 2));
  cursor.u16('Length', (lengthBytes) => `${lengthBytes} bytes`, 'Without the padding to words.');
  describeChunkValue(cursor, chunk);
  const value = chunk.truncated ? `${sctpChunkName(type)}, cut off` : sctpChunkName(type);
  return fieldOf('Chunk', { start, end: next }, value, sctpChunkPurpose(type), cursor.fields);
}

/** The chunks of an SCTP packet in bytes[start, end), behind its common header (RFC 9260 §3.2). */
export function describeSctp({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const fields: MessageField[] = [];
  const chunk = new SctpChunk();
  let at = start;
  for (; fields.length < MAX_CHUNKS && chunk.read(bytes, at, end); at = chunk.next) {
    fields.push(chunkField(bytes, chunk));
  }
  const rest = new FieldCursor(bytes, at, end);
  rest.rest('Not read', sizeText);
  return [...fields, ...rest.fields];
}

/** A whole SCTP packet with its common header (RFC 9260 §3.1). The checksum of a packet that was cut off proves nothing. */
export function describeSctpPacket(make: FieldMaker, start: number, end: number, truncated = false): MessageField[] {
  const { bytes } = make;
  if (end - start < COMMON_HEADER_BYTES) return describeSctp(make, start, end);
  const checksum = truncated ? 'not checked' : CHECKSUM_WORDS[checkSctp(bytes, start, end)];
  const head = new FieldCursor(bytes, start, start + COMMON_HEADER_BYTES);
  head.u16('Source port');
  head.u16('Destination port');
  head.u32('Verification tag', hex32, 'Tells packets of this association from those of another (RFC 9260 §8.5).');
  head.u32('Checksum', (value) => `${hex32(value)}, ${checksum}`, 'CRC-32C (RFC 9260 §6.8).');
  return [...head.fields, ...describeSctp(make, start + COMMON_HEADER_BYTES, end)];
}
