/** Text of bytes. One decoder for the process: without `stream` it keeps no state. */
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const ONE_CHARACTER_PER_BYTE = new TextDecoder('latin1');

/** V8 keeps the whole parent alive behind a substring of this length or more; shorter ones are copies already. */
const SHORTEST_SLICE = 13;

/** The same text in memory of its own: what was cut out of a message must not keep that message alive. */
export function detached(text: string): string {
  return text.length < SHORTEST_SLICE ? text : (JSON.parse(JSON.stringify(text)) as string);
}

/** Bytes as UTF-8, unreadable ones replaced by �. The string is its own: it keeps no other text alive. */
export const utf8Text = (bytes: Uint8Array, start: number, end: number): string =>
  UTF8.decode(bytes.subarray(start, end));

/** One character per byte, so that offsets of text are offsets of bytes; characters from 0x80 mean nothing. */
export const singleByteText = (bytes: Uint8Array, start: number, end: number): string =>
  ONE_CHARACTER_PER_BYTE.decode(bytes.subarray(start, end));
