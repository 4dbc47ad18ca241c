import { u16 } from '../bigEndian';
import { hexText, type FieldCursor } from '../fieldCursor';
import { hex16 } from '../hexNumber';

const MAX_ELEMENTS = 300;
const ONE_BYTE_PROFILE = 0xbede;
/** The profile of two-byte elements ends with four bits for applications (RFC 8285 §4.3). */
const TWO_BYTE_PROFILE = 0x100;
const MEANING = 'What the number means is agreed by a=extmap (RFC 8285).';

function takePadding(cursor: FieldCursor): void {
  let end = cursor.at;
  while (end < cursor.end && cursor.bytes[end] === 0) end += 1;
  cursor.take('Padding', end - cursor.at, (_bytes, from, to) => `${to - from} bytes`);
}

/** `ID 4 | length − 1, 4 | data` (RFC 8285 §4.2); ID 15 ends the elements. */
function takeOneByteElements(cursor: FieldCursor): void {
  for (let elements = 0; cursor.leftBytes > 0 && elements < MAX_ELEMENTS; elements += 1) {
    const first = cursor.bytes[cursor.at]!;
    const id = first >>> 4;
    if (first === 0) takePadding(cursor);
    else if (id === 15) break;
    else
      cursor.take(`Element ${id}`, 2 + (first & 0x0f), (bytes, start, end) => hexText(bytes, start + 1, end), MEANING);
  }
  cursor.rest('Bytes that are not read');
}

/** `ID 8 | length 8 | data` (RFC 8285 §4.3). */
function takeTwoByteElements(cursor: FieldCursor): void {
  for (let elements = 0; cursor.leftBytes > 0 && elements < MAX_ELEMENTS; elements += 1) {
    const id = cursor.bytes[cursor.at]!;
    const lengthBytes = cursor.leftBytes > 1 ? cursor.bytes[cursor.at + 1]! : 0;
    if (id === 0) takePadding(cursor);
    else cursor.take(`Element ${id}`, 2 + lengthBytes, (bytes, start, end) => hexText(bytes, start + 2, end), MEANING);
  }
  cursor.rest('Bytes that are not read');
}

function sayProfile(profile: number): string {
  const digits = hex16(profile);
  if (profile === ONE_BYTE_PROFILE) return `${digits}, elements with a header of one byte`;
  return profile >>> 4 === TWO_BYTE_PROFILE ? `${digits}, elements with a header of two bytes` : digits;
}

/** The header extension (RFC 3550 §5.3.1): | defined by profile 16 | length in words 16 | data |. */
export function takeHeaderExtension(cursor: FieldCursor): void {
  const profile = cursor.leftBytes >= 2 ? u16(cursor.bytes, cursor.at) : 0;
  const dataBytes = cursor.leftBytes >= 4 ? u16(cursor.bytes, cursor.at + 2) * 4 : 0;
  cursor.within('Header extension', 4 + dataBytes, (inner) => {
    inner.u16('Profile', sayProfile);
    inner.u16('Length', (words) => `${words * 4} bytes`, 'Behind this; on the wire in words of 4 bytes.');
    const isCut = inner.leftBytes < dataBytes;
    if (profile === ONE_BYTE_PROFILE) takeOneByteElements(inner);
    else if (profile >>> 4 === TWO_BYTE_PROFILE) takeTwoByteElements(inner);
    else inner.rest('Data');
    return isCut ? 'longer than the packet' : '';
  });
}
