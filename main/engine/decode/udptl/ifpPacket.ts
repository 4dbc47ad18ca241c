import { u16 } from '../bigEndian';
import type { ByteRange } from '../byteRange';
import { perLength } from './perLength';

/** A part of what a fax machine sends; without data when it only says that something ended. */
export type IfpField = { readonly fieldType: number; readonly start: number; readonly data: ByteRange | null };

/** An Internet facsimile packet (T.38 §7.2). */
export type IfpPacket =
  | { readonly kind: 'indicator'; readonly indicator: number }
  | {
      readonly kind: 'data';
      readonly modulation: number;
      readonly fields: readonly IfpField[];
      readonly isWhole: boolean;
    };

const MAX_FIELDS = 64;
const FIRST_EXTENDED_INDICATOR = 16;
const FIRST_EXTENDED_MODULATION = 9;
const FIRST_EXTENDED_FIELD_TYPE = 8;

/** A number behind the extension marker: a zero bit and six bits, of which the last two stand in the next byte. */
const extendedNumber = (bytes: Uint8Array, at: number): number => ((bytes[at]! << 2) & 0x3c) | (bytes[at + 1]! >>> 6);

type FieldHeader = { readonly fieldType: number; readonly hasData: boolean; readonly next: number };

/**
 * Type of a field and whether data follows. The first edition of T.38 wrote three bits of type behind one bit; later ones have an
 * extension marker between them.
 */
function fieldHeader(bytes: Uint8Array, at: number, end: number, version: number): FieldHeader | null {
  const first = bytes[at]!;
  const hasData = (first & 0x80) !== 0;
  if (version === 0) return { fieldType: (first >>> 4) & 7, hasData, next: at + 1 };
  if ((first & 0x40) === 0) return { fieldType: (first >>> 3) & 7, hasData, next: at + 1 };
  if (at + 2 > end) return null;
  return { fieldType: FIRST_EXTENDED_FIELD_TYPE + extendedNumber(bytes, at), hasData, next: at + 2 };
}

/** Data has 1 … 65,535 bytes: its length less one stands in two bytes. */
function fieldData(bytes: Uint8Array, at: number, end: number): ByteRange | null {
  if (at + 2 > end) return null;
  const start = at + 2;
  const dataEnd = start + u16(bytes, at) + 1;
  return dataEnd <= end ? { start, end: dataEnd } : null;
}

function readFields(
  bytes: Uint8Array,
  from: number,
  end: number,
  version: number,
): Pick<Extract<IfpPacket, { kind: 'data' }>, 'fields' | 'isWhole'> {
  const count = perLength(bytes, from, end);
  const fields: IfpField[] = [];
  if (count === null) return { fields, isWhole: false };
  let at = count.next;
  while (fields.length < Math.min(count.value, MAX_FIELDS)) {
    const header = at < end ? fieldHeader(bytes, at, end, version) : null;
    if (header === null) break;
    const data = header.hasData ? fieldData(bytes, header.next, end) : null;
    if (header.hasData && data === null) break;
    fields.push({ fieldType: header.fieldType, start: at, data });
    at = data?.end ?? header.next;
  }
  return { fields, isWhole: fields.length === count.value };
}

/**
 * Reads the packet in bytes[start, end): whether fields follow, kind, extension marker, number of four bits, one bit to fill up.
 * null when it is empty or cut off. `version` is T38FaxVersion of SDP, 0 where it says nothing.
 */
export function readIfp(bytes: Uint8Array, start: number, end: number, version = 0): IfpPacket | null {
  if (start >= end) return null;
  const first = bytes[start]!;
  const isExtended = (first & 0x20) !== 0;
  if (isExtended && start + 2 > end) return null;
  const next = start + (isExtended ? 2 : 1);
  const number = isExtended ? extendedNumber(bytes, start) : (first >>> 1) & 0xf;
  if ((first & 0x40) === 0) {
    return { kind: 'indicator', indicator: isExtended ? FIRST_EXTENDED_INDICATOR + number : number };
  }
  const modulation = isExtended ? FIRST_EXTENDED_MODULATION + number : number;
  const hasFields = (first & 0x80) !== 0;
  return {
    kind: 'data',
    modulation,
    ...(hasFields ? readFields(bytes, next, end, version) : { fields: [], isWhole: true }),
  };
}
