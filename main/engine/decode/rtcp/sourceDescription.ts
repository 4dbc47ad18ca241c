import { u32 } from '../bigEndian';
import type { ReadBody } from './readBody';
import { sdesItemName } from './registries';
import type { SdesChunk, SdesItem } from './rtcpPacket';
import { readText } from './text';

type ReadChunk = { readonly chunk: SdesChunk; readonly next: number; readonly complaint: string | null };

/** A chunk (RFC 3550 §6.5): SSRC, then items | type 8 | length 8 | text |, ended by NULs up to the next word boundary. */
function readChunk(bytes: Uint8Array, start: number, end: number): ReadChunk {
  const items: SdesItem[] = [];
  let complaint: string | null = null;
  let at = start + 4;
  while (at < end && bytes[at] !== 0 && complaint === null) {
    const type = bytes[at]!;
    const textEnd = at + 2 + (at + 1 < end ? bytes[at + 1]! : 0);
    if (at + 2 > end || textEnd > end) complaint = 'an item is longer than its packet';
    items.push({ type, name: sdesItemName(type), text: readText(bytes, at + 2, Math.min(textEnd, end)) });
    at = textEnd;
  }
  if (at >= end && complaint === null) complaint = 'a chunk has no terminating NUL';
  const next = start + ((at - start) & ~3) + 4;
  return { chunk: { ssrc: u32(bytes, start), items }, next, complaint };
}

/** Source description (RFC 3550 §6.5). */
export function readSourceDescription(bytes: Uint8Array, start: number, end: number, count: number): ReadBody {
  const chunks: SdesChunk[] = [];
  let complaint: string | null = null;
  let at = start;
  while (chunks.length < count && at + 4 <= end && complaint === null) {
    const read = readChunk(bytes, at, end);
    chunks.push(read.chunk);
    complaint = read.complaint;
    at = read.next;
  }
  if (complaint === null && chunks.length < count) complaint = `${count} chunks announced, ${chunks.length} there`;
  return { body: { kind: 'sourceDescription', chunks }, complaint };
}
