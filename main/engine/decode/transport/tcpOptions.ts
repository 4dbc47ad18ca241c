import { u16, u32 } from '../bigEndian';
import type { FieldCursor } from '../fieldCursor';
import { hexText } from '../fieldCursor';

const END = 0;
const NO_OPERATION = 1;

type SayOption = (bytes: Uint8Array, start: number, end: number) => string;

const blocks: SayOption = (bytes, start, end) => {
  const words: string[] = [];
  for (let at = start + 2; at + 8 <= end; at += 8) words.push(`${u32(bytes, at)}–${u32(bytes, at + 4)}`);
  return words.join(', ');
};

/** Kind → name, length that its words ask for, and words (RFC 9293 §3.1, RFC 7323, RFC 2018). */
const OPTIONS = new Map<number, readonly [string, number, SayOption]>([
  [2, ['Maximum segment size', 4, (bytes, at) => `${u16(bytes, at + 2)} bytes`]],
  [3, ['Window scale', 3, (bytes, at) => `× ${2 ** Math.min(14, bytes[at + 2]!)}`]],
  [4, ['Selective acknowledgment permitted', 2, () => 'yes']],
  [5, ['Selective acknowledgment', 10, blocks]],
  [8, ['Timestamps', 10, (bytes, at) => `${u32(bytes, at + 2)}, echoes ${u32(bytes, at + 6)}`]],
]);

function takeOption(cursor: FieldCursor, kind: number, lengthBytes: number): void {
  const [name, needBytes, say] = OPTIONS.get(kind) ?? [`Option ${kind}`, 2, hexText];
  cursor.take(name, lengthBytes, lengthBytes >= needBytes ? say : hexText);
}

/** The options behind a TCP header, up to the end of its data offset. */
export function takeTcpOptions(cursor: FieldCursor): void {
  while (cursor.leftBytes > 0) {
    const kind = cursor.bytes[cursor.at]!;
    if (kind === END) return cursor.rest('End of options');
    if (kind === NO_OPERATION) {
      cursor.u8('No operation', () => '');
      continue;
    }
    const lengthBytes = cursor.leftBytes < 2 ? 0 : cursor.bytes[cursor.at + 1]!;
    if (lengthBytes < 2 || lengthBytes > cursor.leftBytes) return cursor.rest('Broken option');
    takeOption(cursor, kind, lengthBytes);
  }
}
