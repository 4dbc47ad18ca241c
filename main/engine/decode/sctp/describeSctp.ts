import type { MessageField } from '../../../../shared/protocol/rows';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf } from '../fieldCursor';
import { hexNumber } from '../hexNumber';
import { sctpChunkName, sctpChunkPurpose } from './chunkNames';
import { describeChunkValue, sizeText } from './describeChunk';
import { SctpChunk } from './sctpChunk';

/** Chunks of one packet that are taken apart; a packet full of the smallest has more. */
const MAX_CHUNKS = 500;

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
