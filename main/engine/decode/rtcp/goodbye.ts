import { u32 } from '../bigEndian';
import type { ReadBody } from './readBody';
import { readText } from './text';

function readReason(bytes: Uint8Array, at: number, end: number): { reason: string; complaint: string | null } {
  if (at >= end) return { reason: '', complaint: null };
  const reasonEnd = at + 1 + bytes[at]!;
  const complaint = reasonEnd > end ? 'the reason is longer than its packet' : null;
  return { reason: readText(bytes, at + 1, Math.min(reasonEnd, end)), complaint };
}

/** Goodbye (RFC 3550 §6.6): the sources that leave, then perhaps | length 8 | reason |. */
export function readGoodbye(bytes: Uint8Array, start: number, end: number, count: number): ReadBody {
  const ssrcs: number[] = [];
  for (let at = start; ssrcs.length < count && at + 4 <= end; at += 4) ssrcs.push(u32(bytes, at));
  if (ssrcs.length < count) {
    const complaint = `${count} sources announced, ${ssrcs.length} there`;
    return { body: { kind: 'goodbye', ssrcs, reason: '' }, complaint };
  }
  const { reason, complaint } = readReason(bytes, start + 4 * count, end);
  return { body: { kind: 'goodbye', ssrcs, reason }, complaint };
}
