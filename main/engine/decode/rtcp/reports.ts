import { u32 } from '../bigEndian';
import type { ReadBody } from './readBody';
import type { ReportBlock, RtcpBody } from './rtcpPacket';

const REPORT_BLOCK_BYTES = 24;
const SENDER_INFO_BYTES = 20;

/** Signed 24 bits at `at`. */
const s24 = (bytes: Uint8Array, at: number): number => u32(bytes, at) >> 8;

function readReportBlock(bytes: Uint8Array, at: number): ReportBlock {
  return {
    ssrc: u32(bytes, at),
    lossRatio: bytes[at + 4]! / 256,
    cumulativeLostPackets: s24(bytes, at + 5),
    extendedHighestSequence: u32(bytes, at + 8),
    jitterTicks: u32(bytes, at + 12),
    lastSenderReport: u32(bytes, at + 16),
    delaySinceLastSenderReportTicks: u32(bytes, at + 20),
  };
}

function readReportBlocks(bytes: Uint8Array, start: number, end: number, count: number): ReportBlock[] {
  const reports: ReportBlock[] = [];
  for (let at = start; reports.length < count && at + REPORT_BLOCK_BYTES <= end; at += REPORT_BLOCK_BYTES) {
    reports.push(readReportBlock(bytes, at));
  }
  return reports;
}

const missingBlocks = (count: number, reports: readonly ReportBlock[]): string | null =>
  reports.length === count ? null : `${count} report blocks announced, ${reports.length} there`;

/** Sender report (RFC 3550 §6.4.1); bytes[start, end) lies behind the common header, here and below. */
export function readSenderReport(bytes: Uint8Array, start: number, end: number, count: number): ReadBody | null {
  if (end - start < 4 + SENDER_INFO_BYTES) return null;
  const reports = readReportBlocks(bytes, start + 4 + SENDER_INFO_BYTES, end, count);
  const body: RtcpBody = {
    kind: 'senderReport',
    ssrc: u32(bytes, start),
    ntpSeconds: u32(bytes, start + 4),
    ntpFraction: u32(bytes, start + 8),
    rtpTimestamp: u32(bytes, start + 12),
    sentPackets: u32(bytes, start + 16),
    sentBytes: u32(bytes, start + 20),
    reports,
  };
  return { body, complaint: missingBlocks(count, reports) };
}

/** Receiver report (RFC 3550 §6.4.2). */
export function readReceiverReport(bytes: Uint8Array, start: number, end: number, count: number): ReadBody | null {
  if (end - start < 4) return null;
  const reports = readReportBlocks(bytes, start + 4, end, count);
  return {
    body: { kind: 'receiverReport', ssrc: u32(bytes, start), reports },
    complaint: missingBlocks(count, reports),
  };
}
