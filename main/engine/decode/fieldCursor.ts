import type { MessageField } from '../../../shared/protocol/rows';
import { u16, u32 } from './bigEndian';
import type { ByteRange } from './byteRange';

/** A field whose value is words about its bytes, not their text. */
export const fieldOf = (
  name: string,
  { start, end }: ByteRange,
  value: string,
  explanation = '',
  children: readonly MessageField[] = [],
): MessageField => ({ name, value, start, end, explanation, children });

/** Bytes written out in one value; the rest is counted. */
const MAX_HEX_BYTES = 64;

/** Bytes as hexadecimal digits. */
export function hexText(bytes: Uint8Array, start: number, end: number): string {
  const last = Math.min(end, start + MAX_HEX_BYTES);
  let text = '';
  for (let at = start; at < last; at += 1) text += bytes[at]!.toString(16).padStart(2, '0');
  return last < end ? `${text}… (${end - start} bytes)` : text;
}

type Say = (value: number) => string;
/** Words for bytes [start, end). */
export type SayBytes = (bytes: Uint8Array, start: number, end: number) => string;

/**
 * Makes fields of a binary structure one after the other. A field that bytes [start, end) do not hold whole is made of what is
 * there and says `cut off`; those behind it are not made.
 */
export class FieldCursor {
  readonly fields: MessageField[] = [];
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.end = Math.min(end, bytes.length);
    this.at = Math.min(start, this.end);
  }

  get leftBytes(): number {
    return this.end - this.at;
  }

  take(name: string, lengthBytes: number, say: SayBytes = hexText, explanation = ''): void {
    const { at, bytes } = this;
    const range = { start: at, end: Math.min(at + lengthBytes, this.end) };
    this.at = range.end;
    if (range.end - at === lengthBytes) this.fields.push(fieldOf(name, range, say(bytes, at, range.end), explanation));
    else if (range.end > at) this.fields.push(fieldOf(name, range, 'cut off', explanation));
  }

  u8(name: string, say: Say = String, explanation = ''): void {
    this.take(name, 1, (bytes, at) => say(bytes[at]!), explanation);
  }

  u16(name: string, say: Say = String, explanation = ''): void {
    this.take(name, 2, (bytes, at) => say(u16(bytes, at)), explanation);
  }

  u24(name: string, say: Say = String, explanation = ''): void {
    this.take(name, 3, (bytes, at) => say((bytes[at]! << 16) | u16(bytes, at + 1)), explanation);
  }

  u32(name: string, say: Say = String, explanation = ''): void {
    this.take(name, 4, (bytes, at) => say(u32(bytes, at)), explanation);
  }

  /** What is left, if anything is, in one field. */
  rest(name: string, say: SayBytes = hexText, explanation = ''): void {
    if (this.leftBytes > 0) this.take(name, this.leftBytes, say, explanation);
  }

  /** One field around those that a cursor over the next `lengthBytes` makes; its value is made of them afterwards. */
  within(name: string, lengthBytes: number, fill: (inner: FieldCursor) => string, explanation = ''): void {
    const start = this.at;
    const inner = new FieldCursor(this.bytes, start, Math.min(start + lengthBytes, this.end));
    const value = fill(inner);
    this.at = inner.end;
    if (inner.end > start) {
      this.fields.push(fieldOf(name, { start, end: inner.end }, value, explanation, inner.fields));
    }
  }
}
