/** Text of bytes. One decoder for the process: without `stream` it keeps no state. */
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const ONE_CHARACTER_PER_BYTE = new TextDecoder('latin1');

/** Bytes as UTF-8, unreadable ones replaced by �. The string is its own: it keeps no other text alive. */
export const utf8Text = (bytes: Uint8Array, start: number, end: number): string =>
  UTF8.decode(bytes.subarray(start, end));

/** One character per byte, so that offsets of text are offsets of bytes; characters from 0x80 mean nothing. */
export const singleByteText = (bytes: Uint8Array, start: number, end: number): string =>
  ONE_CHARACTER_PER_BYTE.decode(bytes.subarray(start, end));
