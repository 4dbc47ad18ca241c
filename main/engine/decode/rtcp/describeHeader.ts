import { formatSsrc } from '../../../../shared/format/ssrc';
import type { FieldCursor } from '../fieldCursor';

/** What the five bits behind version and padding count, by packet type. */
const COUNTED = new Map<number, string>([
  [200, 'report blocks'],
  [201, 'report blocks'],
  [202, 'chunks'],
  [203, 'sources'],
]);

function sayFirstByte(first: number, packetType: number): string {
  const five = first & 0x1f;
  const counted = COUNTED.get(packetType);
  const meaning =
    counted !== undefined
      ? `, ${counted}: ${five}`
      : packetType === 204
        ? `, subtype ${five}`
        : packetType === 205 || packetType === 206
          ? `, format ${five}`
          : '';
  return `version ${first >>> 6}${(first & 0x20) === 0 ? '' : ', padded'}${meaning}`;
}

/** The common header (RFC 3550 §6.4.1). */
export function takeRtcpHeader(cursor: FieldCursor, name: string): void {
  const packetType = cursor.bytes[cursor.at + 1] ?? 0;
  cursor.u8('Version and counts', (first) => sayFirstByte(first, packetType));
  cursor.u8('Packet type', (type) => `${type}, ${name}`);
  cursor.u16('Length', (words) => `${(words + 1) * 4} bytes`, 'On the wire in words of 4 bytes, less one.');
}

export const takeSsrc = (cursor: FieldCursor, name: string, explanation = ''): void =>
  cursor.u32(name, formatSsrc, explanation);
