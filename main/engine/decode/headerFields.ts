import type { MessageField } from '../../../shared/protocol/rows';
import { FieldCursor, fieldOf } from './fieldCursor';
import { hex16 } from './hexNumber';
import { formatAddress } from './ip/address';
import type { Packet } from './packet';

/** A header that the chain has just read: bytes[start, headerEnd) of the packet's bytes. */
export type ReadHeader = {
  /** As it stands behind this header. */
  readonly packet: Packet;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly headerEnd: number;
  /** Where the bytes ended that the layer had to read: header, payload, and what may follow that. */
  readonly end: number;
  /** IP protocol that the header before this one named. */
  readonly protocol: number;
};

/** Fields of a header that was read: one, or one for each of a stack. */
export type HeaderDescriber = (header: ReadHeader) => readonly MessageField[];

/** One field for bytes [start, end), around those that `fill` makes; `fill` answers the value. */
export function fieldOver(
  { bytes, start, end }: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
  name: string,
  explanation: string,
  fill: (cursor: FieldCursor) => string,
): MessageField {
  const cursor = new FieldCursor(bytes, start, end);
  const value = fill(cursor);
  return fieldOf(name, { start, end }, value, explanation, cursor.fields);
}

/** One field for the whole header. */
export const headerField = (
  { bytes, start, headerEnd }: ReadHeader,
  name: string,
  explanation: string,
  fill: (cursor: FieldCursor) => string,
): MessageField => fieldOver({ bytes, start, end: headerEnd }, name, explanation, fill);

/** Names of the bits that are set, `none` when there are none. */
export function bitNames(value: number, names: Readonly<Record<string, number>>): string {
  const set = Object.keys(names).filter((name) => (value & names[name]!) !== 0);
  return set.length === 0 ? 'none' : set.join(', ');
}

/** An address of a link: `02:00:00:00:00:01`. */
export const linkAddress = (bytes: Uint8Array, start: number, end: number): string =>
  Array.from(bytes.subarray(start, end), (byte) => byte.toString(16).padStart(2, '0')).join(':');

const words = new Uint32Array(4);

/** The IPv4 address in 4 bytes, or the IPv6 address in 16. */
export function ipAddress(bytes: Uint8Array, start: number, end: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  if (end - start === 4) words.set([0, 0, 0xffff, view.getUint32(0)]);
  else for (let word = 0; word < 4; word += 1) words[word] = view.getUint32(word * 4);
  return formatAddress(words);
}

/** What a checksum says of the bytes it stands for. */
export const checksumWords = (checksum: number, isRight: boolean): string =>
  `${hex16(checksum)} (${isRight ? 'right' : 'wrong'})`;
