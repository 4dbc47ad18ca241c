import type { MessageField } from '../../../../shared/protocol/rows';
import { u16 } from '../bigEndian';
import { utf8Text } from '../byteText';
import type { Fault } from '../fault';
import type { FieldMaker } from '../field';
import { valueField } from '../valueField';
import { addressText } from '../ip/addressText';
import { CHUNK_NAMES, type ChunkForm, vendorName } from './chunkNames';
import { chunkNumber, HEP3_HEADER_BYTES, readHepChunks } from './hepChunks';
import type { HepChunk } from './hepPacket';
import { littleEndian, readHep2Header, type Hep2Header } from './hepVersion2';
import { hasMagic, hep3LengthBytes } from './hepVersion3';
import { payloadTypeName } from './payloadTypes';

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
      return `hidden (${lengthBytes} bytes)`;
    case 'size':
      return `${lengthBytes} bytes`;
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
  const known = chunk.vendor === 0 ? CHUNK_NAMES[chunk.type] : undefined;
  const at = chunk.start - CHUNK_HEADER_BYTES;
  if (known === undefined) {
    const name = `Chunk ${chunk.type} of ${vendorName(chunk.vendor)}`;
    return valueField(name, `${chunk.end - chunk.start} bytes`, at, chunk.end);
  }
  return valueField(known.name, chunkText(bytes, chunk, known.form), at, chunk.end, known.explanation);
}

function describeVersion3({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const faults: Fault[] = [];
  const lengthBytes = hep3LengthBytes(bytes, start);
  const packetEnd = Math.max(start + HEP3_HEADER_BYTES, Math.min(end, start + lengthBytes));
  const chunks = readHepChunks(bytes, start + HEP3_HEADER_BYTES, packetEnd, faults);
  const chunksEnd = chunks.at(-1)?.end ?? start + HEP3_HEADER_BYTES;
  return [
    valueField(
      'Version',
      'HEP3',
      start,
      start + 4,
      'The HOMER encapsulation protocol: a packet that a capture agent saw.',
    ),
    valueField(
      'Length',
      `${lengthBytes} bytes`,
      start + 4,
      start + HEP3_HEADER_BYTES,
      'Of the whole packet, this header included.',
    ),
    ...chunks.map((chunk) => chunkField(bytes, chunk)),
    ...(chunksEnd < end ? [valueField('No chunk', `${end - chunksEnd} bytes`, chunksEnd, end)] : []),
  ];
}

function timeFields(bytes: Uint8Array, at: number): readonly MessageField[] {
  const order = 'Sent in the byte order of the agent, little endian as a rule.';
  return [
    valueField('Seconds', String(littleEndian(bytes, at, 4)), at, at + 4, order),
    valueField('Microseconds', String(littleEndian(bytes, at + 4, 4)), at + 4, at + 8, order),
    valueField('Capture agent', String(littleEndian(bytes, at + 8, 2)), at + 8, at + 10, order),
  ];
}

function describeVersion2({ bytes }: FieldMaker, start: number, end: number, header: Hep2Header): MessageField[] {
  const { version, addressBytes, addressesEnd, timeStart, payloadStart } = header;
  const middle = addressesEnd - addressBytes;
  const payload = end > payloadStart ? [valueField('Payload', `${end - payloadStart} bytes`, payloadStart, end)] : [];
  return [
    valueField(
      'Version',
      `HEP ${version}`,
      start,
      start + 1,
      'The HOMER encapsulation protocol: a packet that a capture agent saw.',
    ),
    valueField('Header length', `${bytes[start + 1]!} bytes`, start + 1, start + 2, 'Without the time of version 2.'),
    valueField('Address family', named(IP_FAMILIES, bytes[start + 2]!), start + 2, start + 3),
    valueField('Protocol', named(IP_PROTOCOLS, bytes[start + 3]!), start + 3, start + 4),
    valueField('Source port', String(u16(bytes, start + 4)), start + 4, start + 6),
    valueField('Destination port', String(u16(bytes, start + 6)), start + 6, start + 8),
    valueField('Source address', addressText(bytes, start + 8, middle) ?? '', start + 8, middle),
    valueField('Destination address', addressText(bytes, middle, addressesEnd) ?? '', middle, addressesEnd),
    ...(timeStart === null ? [] : timeFields(bytes, timeStart)),
    ...payload,
  ];
}

/** The parts of a HEP packet in bytes[start, end); its payload is described by who reads it. */
export function describeHep(make: FieldMaker, start: number, end: number): MessageField[] {
  if (hasMagic(make.bytes, start, end)) return describeVersion3(make, start, end);
  const header = readHep2Header(make.bytes, start, end);
  if (header !== null) return describeVersion2(make, start, end, header);
  return end > start ? [valueField('Not HEP', `${end - start} bytes`, start, end)] : [];
}
