import { isupParameterName } from '../../../../../shared/sip/isupNames';
import { isupCategory, isupEvent, isupMedium } from '../../../../../shared/sip/isupValues';
import { u16 } from '../../bigEndian';
import { hexText, type FieldCursor } from '../../fieldCursor';
import { takeCause } from './isupCause';
import { sayBackward, sayConnection, sayForward, sayRedirection } from './isupIndicators';
import { takeGenericNumber, takeNumber, takeSubsequentNumber } from './isupNumber';
import { hex8 } from '../../hexNumber';

/** Takes the content of a parameter, from the cursor to its end, and says what it comes to. */
type TakeContent = (cursor: FieldCursor) => string;

/** Content of one value, in a field of its own name. */
const one =
  (say: (bytes: Uint8Array, start: number, end: number) => string): TakeContent =>
  (cursor) => {
    const words = cursor.leftBytes === 0 ? 'empty' : say(cursor.bytes, cursor.at, cursor.end);
    cursor.rest('Value', () => words);
    return words;
  };

const byByte = (say: (byte: number) => string): TakeContent => one((bytes, at) => say(bytes[at]!));

const byTwoBytes = (say: (both: number) => string): TakeContent =>
  one((bytes, at, end) => (end - at < 2 ? hexText(bytes, at, end) : say(u16(bytes, at))));

const shownNumber: TakeContent = (cursor) => takeNumber(cursor, 'shown');
const plainNumber: TakeContent = (cursor) => takeNumber(cursor, 'plain');
const calledNumber: TakeContent = (cursor) => takeNumber(cursor, 'called');

const CONTENTS = new Map<number, TakeContent>([
  [0x02, byByte(isupMedium)],
  [0x04, calledNumber],
  [0x05, takeSubsequentNumber],
  [0x06, byByte(sayConnection)],
  [0x07, byTwoBytes(sayForward)],
  [0x09, byByte(isupCategory)],
  [0x0a, shownNumber],
  [0x0b, plainNumber],
  [0x0c, calledNumber],
  [0x11, byTwoBytes(sayBackward)],
  [0x12, takeCause],
  [0x13, one((bytes, at, end) => sayRedirection(bytes[at]!, end - at < 2 ? null : bytes[at + 1]!))],
  [0x21, shownNumber],
  [0x22, byByte((byte) => ((byte & 1) === 0 ? 'by the subscriber' : 'by the network'))],
  [0x24, byByte((byte) => `${isupEvent(byte & 0x7f)}${(byte & 0x80) === 0 ? '' : ', presentation restricted'}`)],
  [0x28, plainNumber],
  [0x31, byTwoBytes((delayMs) => `${delayMs} ms`)],
  [0x35, byByte(isupMedium)],
  [0x3d, byByte((byte) => String(byte & 0x1f))],
  [0x3e, byByte(isupMedium)],
  [0x3f, shownNumber],
  [0x45, shownNumber],
  [0x6f, plainNumber],
  [0xc0, takeGenericNumber],
  [0xeb, plainNumber],
]);

const asHex = one(hexText);

/** One parameter of `lengthBytes` content, with `header` bytes (code, length) before it. Answers what it says. */
export function takeParameter(
  cursor: FieldCursor,
  code: number,
  lengthBytes: number,
  header: readonly string[],
): string {
  let words = '';
  cursor.within(isupParameterName(code), header.length + lengthBytes, (inner) => {
    for (const name of header) {
      inner.u8(name, (value) => (name === 'Code' ? hex8(value) : `${value} bytes`));
    }
    const isCut = inner.leftBytes < lengthBytes;
    words = (CONTENTS.get(code) ?? asHex)(inner);
    return isCut ? `${words} (cut off)` : words;
  });
  return words;
}
