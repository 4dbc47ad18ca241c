import {
  isupNature,
  isupNumberQualifier,
  isupPlan,
  isupPresentation,
  isupScreening,
} from '../../../../../shared/sip/isupValues';
import type { FieldCursor } from '../../fieldCursor';

/** Address signals (ITU-T Q.763 §3.9): digits, then code 11, code 12, end of pulsing. */
const SIGNALS = '0123456789?BC??F';
const END_OF_PULSING = 0x0f;

/** Digits of bytes [start, end), the lower half of a byte first; of an odd number the last upper half is filler. */
function isupDigits(bytes: Uint8Array, start: number, end: number, isOdd: boolean): string {
  let digits = '';
  for (let at = start; at < end; at += 1) {
    const low = bytes[at]! & 0x0f;
    const high = bytes[at]! >>> 4;
    if (low !== END_OF_PULSING) digits += SIGNALS[low]!;
    if (high !== END_OF_PULSING && !(isOdd && at === end - 1)) digits += SIGNALS[high]!;
  }
  return digits;
}

const sayParity = (byte: number): string => ((byte & 0x80) === 0 ? 'even' : 'odd');

/** What the second byte of a number says beside the plan: of called numbers routing, of others who may see it. */
export type NumberKind = 'called' | 'shown' | 'plain';

function sayPlanByte(byte: number, kind: NumberKind): string {
  const plan = isupPlan((byte >>> 4) & 7);
  if (kind === 'called')
    return `${plan}, routing to internal number ${(byte & 0x80) === 0 ? 'allowed' : 'not allowed'}`;
  if (kind === 'plain') return `${plan}, ${isupPresentation(byte >>> 2)}`;
  const complete = (byte & 0x80) === 0 ? '' : 'incomplete, ';
  return `${plan}, ${complete}${isupPresentation(byte >>> 2)}, ${isupScreening(byte)}`;
}

const NATIONAL = 3;
const INTERNATIONAL = 4;

/**
 * A number of the kind called, calling, redirecting … (ITU-T Q.763 §3.9, §3.10). Answers its digits, with a plus sign before
 * an international one.
 *
 *     |odd|   nature of address 7     |
 *     | x | plan 3 |  p. 2  |   s. 2  |
 *     | 2nd signal 4 | 1st signal 4   | …
 */
export function takeNumber(cursor: FieldCursor, kind: NumberKind): string {
  if (cursor.leftBytes === 0) return '';
  const first = cursor.bytes[cursor.at]!;
  cursor.u8('Nature of address', (byte) => `${isupNature(byte & 0x7f)}, ${sayParity(byte)} number of digits`);
  cursor.u8('Plan', (byte) => sayPlanByte(byte, kind));
  const digits = isupDigits(cursor.bytes, cursor.at, cursor.end, (first & 0x80) !== 0);
  cursor.rest('Digits', () => digits);
  const nature = first & 0x7f;
  return nature === INTERNATIONAL ? `+${digits}` : nature === NATIONAL ? `${digits} (national)` : digits;
}

/** A generic number (§3.26): a qualifier before the number. */
export function takeGenericNumber(cursor: FieldCursor): string {
  const qualifier = cursor.bytes[cursor.at] ?? 0;
  cursor.u8('Qualifier', isupNumberQualifier);
  const digits = takeNumber(cursor, 'shown');
  return `${digits}, ${isupNumberQualifier(qualifier)}`;
}

/** A subsequent number (§3.51): parity, then digits. */
export function takeSubsequentNumber(cursor: FieldCursor): string {
  const first = cursor.bytes[cursor.at] ?? 0;
  cursor.u8('Parity', (byte) => `${sayParity(byte)} number of digits`);
  const digits = isupDigits(cursor.bytes, cursor.at, cursor.end, (first & 0x80) !== 0);
  cursor.rest('Digits', () => digits);
  return digits;
}
