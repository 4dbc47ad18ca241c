import { u16, u32 } from '../bigEndian';
import type { ReadBody } from './readBody';
import { reportBlockName } from './registries';
import type { ExtendedReportBlock } from './rtcpPacket';

const BLOCK_HEADER_BYTES = 4;

/** Extended report (RFC 3611 §2, §3), blocks kept raw: | type 8 | type-specific 8 | length in words 16 | body | */
export function readExtendedReport(bytes: Uint8Array, start: number, end: number): ReadBody | null {
  if (end - start < 4) return null;
  const blocks: ExtendedReportBlock[] = [];
  let complaint: string | null = null;
  let at = start + 4;
  while (at + BLOCK_HEADER_BYTES <= end && complaint === null) {
    const bodyStart = at + BLOCK_HEADER_BYTES;
    const bodyEnd = bodyStart + u16(bytes, at + 2) * 4;
    if (bodyEnd > end) complaint = 'a report block is longer than its packet';
    blocks.push({
      type: bytes[at]!,
      name: reportBlockName(bytes[at]!),
      typeSpecific: bytes[at + 1]!,
      body: bytes.slice(bodyStart, Math.min(bodyEnd, end)),
    });
    at = bodyEnd;
  }
  return { body: { kind: 'extendedReport', ssrc: u32(bytes, start), blocks }, complaint };
}
