import { u16, u32 } from '../bigEndian';
import type { ReadBody } from './readBody';
import { reportBlockName } from './registries';
import type { ExtendedReportBlock } from './rtcpPacket';
import { readVoipMetrics, VOIP_METRICS_BYTES } from './voipMetrics';

const BLOCK_HEADER_BYTES = 4;
const VOIP_METRICS = 7;

function readBlock(bytes: Uint8Array, at: number, end: number): ExtendedReportBlock {
  const type = bytes[at]!;
  const body = bytes.slice(at + BLOCK_HEADER_BYTES, end);
  const hasMetrics = type === VOIP_METRICS && body.length >= VOIP_METRICS_BYTES;
  const voipMetrics = hasMetrics ? readVoipMetrics(body, 0) : null;
  return { type, name: reportBlockName(type), typeSpecific: bytes[at + 1]!, body, voipMetrics };
}

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
    blocks.push(readBlock(bytes, at, Math.min(bodyEnd, end)));
    at = bodyEnd;
  }
  return { body: { kind: 'extendedReport', ssrc: u32(bytes, start), blocks }, complaint };
}
