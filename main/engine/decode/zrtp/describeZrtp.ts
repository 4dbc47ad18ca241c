import type { MessageField } from '../../../../shared/protocol/rows';
import { describeFault } from '../describeFault';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf, hexText } from '../fieldCursor';
import { hexNumber } from '../hexNumber';
import { readZrtpHello, ZRTP_ALGORITHMS } from './zrtpMessages';
import { zrtpErrorName } from './zrtpNames';
import { readZrtp, ZRTP_MESSAGE_HEADER_BYTES, zrtpText, type ZrtpPacket } from './zrtpPacket';

function helloFields(cursor: FieldCursor, packet: ZrtpPacket): void {
  cursor.take('Version', 4, zrtpText);
  cursor.take('Client identifier', 16, zrtpText, 'Name of the program.');
  cursor.take('Hash image H3', 32, hexText, 'The other side can check with a=zrtp-hash of SDP that Hello is genuine.');
  cursor.take('ZID', 12, hexText, 'Names the installation, so that keys of earlier calls can be found.');
  cursor.take('Flags and lengths of the lists', 4);
  for (const list of readZrtpHello(cursor.bytes, packet)?.lists ?? []) {
    for (let index = 0; index < list.values.length; index += 1) cursor.take(list.name, 4, zrtpText);
  }
  cursor.take('MAC', 8);
}

function commitFields(cursor: FieldCursor): void {
  cursor.take('Hash image H2', 32);
  cursor.take('ZID', 12);
  for (const name of ZRTP_ALGORITHMS) cursor.take(name, 4, zrtpText);
}

function errorFields(cursor: FieldCursor): void {
  cursor.u32('Error code', (code) => `${hexNumber(code, 2)} ${zrtpErrorName(code)}`);
}

function confirmFields(cursor: FieldCursor): void {
  cursor.take('MAC', 8);
  cursor.take('Initialization vector', 16);
  cursor.rest('Encrypted part', (_bytes, start, end) => `${end - start} bytes`);
}

function messageFields(bytes: Uint8Array, packet: ZrtpPacket): readonly MessageField[] {
  const cursor = new FieldCursor(bytes, packet.messageStart + ZRTP_MESSAGE_HEADER_BYTES, packet.messageEnd);
  if (packet.messageType === 'Hello') helloFields(cursor, packet);
  else if (packet.messageType === 'Commit') commitFields(cursor);
  else if (packet.messageType === 'Error') errorFields(cursor);
  else if (packet.messageType.startsWith('Confirm')) confirmFields(cursor);
  cursor.rest('Message body');
  return cursor.fields;
}

function crcWords({ isCrcRight }: ZrtpPacket, sum: string): string {
  return `${sum} (${isCrcRight === true ? 'right' : 'wrong'})`;
}

/** The ZRTP packet in bytes [start, end), field by field. */
export function describeZrtp({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const read = readZrtp(bytes, start, end);
  if (!read.ok) return [fieldOf('Not readable', { start, end }, describeFault(read.error))];
  const packet = read.value;
  const cursor = new FieldCursor(bytes, start, end);
  cursor.u16('Header', (word) => hexNumber(word, 4));
  cursor.u16('Sequence number');
  cursor.take('Magic cookie', 4, zrtpText);
  cursor.u32('SSRC', (ssrc) => hexNumber(ssrc, 8));
  cursor.u16('Preamble', (word) => hexNumber(word, 4));
  cursor.u16('Length', (words) => `${words} words of four bytes`);
  cursor.take('Message type', 8, zrtpText);
  cursor.fields.push(...messageFields(bytes, packet));
  cursor.at = packet.messageEnd;
  cursor.take('CRC-32C', 4, (_bytes, at, sumEnd) => crcWords(packet, hexText(bytes, at, sumEnd)));
  cursor.rest('Behind the packet');
  return [...cursor.fields, ...packet.faults.map((fault) => fieldOf('Fault', { start, end }, describeFault(fault)))];
}
