import type { MessageField } from '../../../../shared/protocol/rows';
import { byteCount } from '../byteCount';
import { utf8Text } from '../byteText';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf, type SayBytes } from '../fieldCursor';
import { addressText } from '../ip/addressText';
import { CHUNK_NAMES, type ChunkForm, vendorName } from './chunkNames';
import { chunkNumber, HEP3_HEADER_BYTES, readHepChunks } from './hepChunks';
import type { HepChunk } from './hepPacket';
import { littleEndian, readHep2Header, type Hep2Header } from './hepVersion2';
import { hasMagic, hep3LengthBytes } from './hepVersion3';
import { payloadTypeName } from './payloadTypes';

const PURPOSE = 'The HOMER encapsulation protocol: a packet that a capture agent saw.';

const MAX_TEXT_BYTES = 4096;
const CHUNK_HEADER_BYTES = 6;

const IP_FAMILIES: Readonly<Record<number, string>> = { 2: 'IPv4', 10: 'IPv6', 28: 'IPv6', 30: 'IPv6' };
const IP_PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 22: 'TLS', 132: 'SCTP' };

const named = (names: Readonly<Record<number, string>>, number: number): string =>
  names[number] === undefined ? String(number) : `${names[number]} (${number})`;

const hex = (bytes: Uint8Array, { start, end }: HepChunk): string =>
  [...bytes.subarray(start, Math.min(end, start + 64))].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

function numberText(form: ChunkForm, value: number): string {
  if (form === 'ipFamily') return named(IP_FAMILIES, value);
  if (form === 'ipProtocol') return named(IP_PROTOCOLS, value);
  if (form === 'payloadType') return `${payloadTypeName(value)} (${value})`;
  return String(value);
}

/** A chunk's value in words. The key of an agent is a secret: its length is all that is told. */
function chunkText(bytes: Uint8Array, chunk: HepChunk, form: ChunkForm): string {
  const lengthBytes = chunk.end - chunk.start;
  switch (form) {
    case 'secret':
      return `hidden (${byteCount(lengthBytes)})`;
    case 'size':
      return byteCount(lengthBytes);
    case 'bytes':
      return hex(bytes, chunk);
    case 'address':
      return addressText(bytes, chunk.start, chunk.end) ?? hex(bytes, chunk);
    case 'text':
      return utf8Text(bytes, chunk.start, Math.min(chunk.end, chunk.start + MAX_TEXT_BYTES));
    default: {
      const value = chunkNumber(bytes, chunk);
      return value === null ? hex(bytes, chunk) : numberText(form, value);
    }
  }
}

function chunkField(bytes: Uint8Array, chunk: HepChunk): MessageField {
  const { start, end } = chunk;
  const range = { start: start - CHUNK_HEADER_BYTES, end };
  const known = chunk.vendor === 0 ? CHUNK_NAMES[chunk.type] : undefined;
  if (known === undefined) {
    return fieldOf(`Chunk ${chunk.type} of ${vendorName(chunk.vendor)}`, range, byteCount(end - start));
  }
  return fieldOf(known.name, range, chunkText(bytes, chunk, known.form), known.explanation);
}

const sayLength = (lengthBytes: number): string => byteCount(lengthBytes);
const saySize: SayBytes = (_bytes, start, end) => byteCount(end - start);

function describeVersion3({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const chunksStart = start + HEP3_HEADER_BYTES;
  const packetEnd = Math.max(chunksStart, Math.min(end, start + hep3LengthBytes(bytes, start)));
  const chunks = readHepChunks(bytes, chunksStart, packetEnd, []);
  const head = new FieldCursor(bytes, start, chunksStart);
  head.take('Version', 4, () => 'HEP3', PURPOSE);
  head.u16('Length', sayLength, 'Of the whole packet, this header included.');
  const rest = new FieldCursor(bytes, chunks.at(-1)?.end ?? chunksStart, end);
  rest.rest('No chunk', saySize);
  return [...head.fields, ...chunks.map((chunk) => chunkField(bytes, chunk)), ...rest.fields];
}

function describeTime(cursor: FieldCursor): void {
  const order = 'In the byte order of the agent, little endian as a rule.';
  cursor.take('Seconds', 4, (bytes, at) => String(littleEndian(bytes, at, 4)), order);
  cursor.take('Microseconds', 4, (bytes, at) => String(littleEndian(bytes, at, 4)), order);
  cursor.take('Capture agent', 2, (bytes, at) => String(littleEndian(bytes, at, 2)), order);
  cursor.take('Filler', 2);
}

function describeVersion2({ bytes }: FieldMaker, start: number, end: number, header: Hep2Header): MessageField[] {
  const cursor = new FieldCursor(bytes, start, end);
  const sayAddress: SayBytes = (all, from, to) => addressText(all, from, to) ?? '';
  cursor.u8('Version', (version) => `HEP ${version}`, PURPOSE);
  cursor.u8('Header length', sayLength, 'Without the time of version 2.');
  cursor.u8('Address family', (family) => named(IP_FAMILIES, family));
  cursor.u8('Protocol', (protocol) => named(IP_PROTOCOLS, protocol));
  cursor.u16('Source port');
  cursor.u16('Destination port');
  cursor.take('Source address', header.addressBytes, sayAddress);
  cursor.take('Destination address', header.addressBytes, sayAddress);
  if (header.timeStart !== null) describeTime(cursor);
  cursor.rest('Payload', saySize);
  return cursor.fields;
}

/** The parts of a HEP packet in bytes[start, end); its payload is described by who reads it. */
export function describeHep(make: FieldMaker, start: number, end: number): MessageField[] {
  if (hasMagic(make.bytes, start, end)) return describeVersion3(make, start, end);
  const header = readHep2Header(make.bytes, start, end);
  if (header !== null) return describeVersion2(make, start, end, header);
  const cursor = new FieldCursor(make.bytes, start, end);
  cursor.rest('Not HEP', saySize);
  return cursor.fields;
}
