import { u16 } from '../bigEndian';

const HEADER_BYTES = 20;
const ATTRIBUTE_HEADER_BYTES = 4;
/** MAPPED-ADDRESS … REFLECTED-FROM (RFC 3489 §11.2), and what servers of that time added: SERVER, XOR-MAPPED-ADDRESS. */
const LAST_CLASSIC_ATTRIBUTE = 0x000b;
const ADDED_ATTRIBUTES: ReadonlySet<number> = new Set([0x0020, 0x8020, 0x8022]);
/** Binding and Shared Secret: request, response, error response (RFC 3489 §11.1). */
const CLASSIC_TYPES: ReadonlySet<number> = new Set([0x0001, 0x0101, 0x0111, 0x0002, 0x0102, 0x0112]);
/** Attributes that are an address: family and port before four bytes. */
const ADDRESS_TYPES: ReadonlySet<number> = new Set([0x0001, 0x0002, 0x0004, 0x0005, 0x000b]);

/** RFC 3489 knows IPv4 only: `00 01`, port, address. */
const isAddress = (bytes: Uint8Array, at: number, lengthBytes: number): boolean =>
  lengthBytes === 8 && bytes[at] === 0 && bytes[at + 1] === 1;

/**
 * Why bytes[start, end) with its header of 20 bytes cannot be a message of RFC 3489; null when it can be one. Without a cookie all must fit:
 * type, length, and at least one attribute, each of them of that RFC and of a length that leads to the end.
 */
export function classicFault(bytes: Uint8Array, start: number, end: number): string | null {
  if (!CLASSIC_TYPES.has(u16(bytes, start))) return 'no magic cookie, and no type of RFC 3489';
  if (start + HEADER_BYTES + u16(bytes, start + 2) !== end) return 'no magic cookie, and another length';
  let at = start + HEADER_BYTES;
  if (at === end) return 'no magic cookie, and no attribute';
  while (end - at >= ATTRIBUTE_HEADER_BYTES) {
    const type = u16(bytes, at);
    const lengthBytes = u16(bytes, at + 2);
    const value = at + ATTRIBUTE_HEADER_BYTES;
    const isKnown = (type > 0 && type <= LAST_CLASSIC_ATTRIBUTE) || ADDED_ATTRIBUTES.has(type);
    if (!isKnown || lengthBytes % 4 !== 0 || value + lengthBytes > end) return 'no magic cookie, and other attributes';
    if (ADDRESS_TYPES.has(type) && !isAddress(bytes, value, lengthBytes)) return 'no magic cookie, and no address';
    at = value + lengthBytes;
  }
  return at === end ? null : 'no magic cookie, and bytes behind the attributes';
}
