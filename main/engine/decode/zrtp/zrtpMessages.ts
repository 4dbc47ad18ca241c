import { u32 } from '../bigEndian';
import { ZRTP_MESSAGE_HEADER_BYTES, zrtpText, type ZrtpPacket } from './zrtpPacket';

const NAME_BYTES = 4;
const HELLO_LISTS_AT = ZRTP_MESSAGE_HEADER_BYTES + 4 + 16 + 32 + 12;
const COMMIT_CHOICE_AT = ZRTP_MESSAGE_HEADER_BYTES + 32 + 12;

/** A list of algorithms in a Hello; each name has four bytes from `start` on. */
export type ZrtpList = { readonly name: string; readonly start: number; readonly values: readonly string[] };

export type ZrtpHello = { readonly version: string; readonly clientId: string; readonly lists: readonly ZrtpList[] };

/** What the initiator chose, in the order of the lists of Hello. */
export type ZrtpCommit = { readonly choices: readonly string[] };

/** Lists of Hello and choices of Commit in their order. */
export const ZRTP_ALGORITHMS = ['Hash', 'Cipher', 'Authentication tag', 'Key agreement', 'SAS'] as const;

function namesIn(bytes: Uint8Array, start: number, count: number, end: number): readonly string[] {
  const names: string[] = [];
  for (let at = start; at + NAME_BYTES <= end && names.length < count; at += NAME_BYTES) {
    names.push(zrtpText(bytes, at, at + NAME_BYTES));
  }
  return names;
}

/** RFC 6189 §5.2: flags, then the lengths of five lists in four bits each, then the lists. */
function helloLists(bytes: Uint8Array, at: number, end: number): readonly ZrtpList[] {
  if (at + 4 > end) return [];
  const counts = u32(bytes, at);
  let start = at + 4;
  return ZRTP_ALGORITHMS.map((name, index) => {
    const values = namesIn(bytes, start, (counts >>> (16 - 4 * index)) & 0xf, end);
    const list = { name, start, values };
    start += NAME_BYTES * values.length;
    return list;
  });
}

/** Hello: version, client identifier, hash image H3, ZID, lists; null when it ends before them. */
export function readZrtpHello(bytes: Uint8Array, { messageStart, messageEnd }: ZrtpPacket): ZrtpHello | null {
  const at = messageStart + ZRTP_MESSAGE_HEADER_BYTES;
  if (at + 20 > messageEnd) return null;
  return {
    version: zrtpText(bytes, at, at + 4),
    clientId: zrtpText(bytes, at + 4, at + 20),
    lists: helloLists(bytes, messageStart + HELLO_LISTS_AT, messageEnd),
  };
}

/** Commit (RFC 6189 §5.4): hash image H2, ZID, the five choices; null when it ends before them. */
export function readZrtpCommit(bytes: Uint8Array, { messageStart, messageEnd }: ZrtpPacket): ZrtpCommit | null {
  const choices = namesIn(bytes, messageStart + COMMIT_CHOICE_AT, ZRTP_ALGORITHMS.length, messageEnd);
  return choices.length === ZRTP_ALGORITHMS.length ? { choices } : null;
}

/** Code of an Error message (RFC 6189 §5.9); null when it was cut off. */
export const zrtpErrorCode = (bytes: Uint8Array, { messageStart, messageEnd }: ZrtpPacket): number | null =>
  messageStart + ZRTP_MESSAGE_HEADER_BYTES + 4 <= messageEnd
    ? u32(bytes, messageStart + ZRTP_MESSAGE_HEADER_BYTES)
    : null;
