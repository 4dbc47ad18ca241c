import { formatSsrc } from '../../../../shared/format/ssrc';
import { u32 } from '../bigEndian';
import type { FieldCursor } from '../fieldCursor';
import { takeSsrc } from './describeHeader';
import { hex32 } from '../hexNumber';

const NTP_TO_UNIX_SECONDS = 2_208_988_800;
const REPORT_BLOCK_BYTES = 24;

/** An NTP timestamp (RFC 3550 §4): seconds since 1900 and 1/2³² s. 0 means that the sender has no clock. */
export function sayNtpTime(bytes: Uint8Array, at: number): string {
  const seconds = u32(bytes, at);
  const fraction = u32(bytes, at + 4);
  if (seconds === 0 && fraction === 0) return 'none';
  const ms = (seconds - NTP_TO_UNIX_SECONDS) * 1000 + Math.floor((fraction / 2 ** 32) * 1000);
  return new Date(ms).toISOString();
}

/** A time of 1/65536 s, in ms (RFC 3550 §6.4.1). */
export const sayShortDelay = (ticks: number): string => `${((ticks * 1000) / 65_536).toFixed(1)} ms`;

/** Middle 32 bits of an NTP timestamp, by which reports refer to it. */
export const sayShortNtp = (value: number): string => (value === 0 ? 'none' : hex32(value));

const saySigned24 = (value: number): string => String((value << 8) >> 8);
const sayFraction = (value: number): string => `${((value * 100) / 256).toFixed(1)} %`;

function fillReportBlock(block: FieldCursor): string {
  const ssrc = block.leftBytes >= 4 ? formatSsrc(u32(block.bytes, block.at)) : 'cut off';
  takeSsrc(block, 'Source', 'The stream reported on.');
  block.u8('Fraction lost', sayFraction, 'Since the report before (RFC 3550 §6.4.1).');
  block.u24('Cumulative loss', saySigned24, 'Packets since the beginning; negative when duplicates outnumber losses.');
  block.u16('Sequence number cycles');
  block.u16('Highest sequence number');
  block.u32('Interarrival jitter', (ticks) => `${ticks} ticks`, 'In units of the RTP clock: divide by the clock rate.');
  block.u32('Last sender report', sayShortNtp, 'Middle 32 bits of the NTP time of the last sender report heard.');
  block.u32('Delay since last sender report', sayShortDelay);
  return ssrc;
}

/** Report blocks as many as the header counts, then what a profile adds. */
function takeReportBlocks(cursor: FieldCursor, count: number): void {
  for (let block = 0; block < count && cursor.leftBytes > 0; block += 1) {
    cursor.within('Report block', REPORT_BLOCK_BYTES, fillReportBlock, 'How one stream is received (RFC 3550 §6.4.1).');
  }
  cursor.rest('Profile-specific extension');
}

/** Sender report (RFC 3550 §6.4.1), from its SSRC on. */
export function takeSenderReport(cursor: FieldCursor, count: number): void {
  takeSsrc(cursor, 'Sender');
  cursor.take('NTP timestamp', 8, sayNtpTime, "The sender's clock when it sent this report.");
  cursor.u32('RTP timestamp', String, 'The same instant on the RTP clock: ties the streams of a sender together.');
  cursor.u32('Packets sent', String, 'Since the stream began.');
  cursor.u32('Bytes sent', String, 'Of payload, since the stream began.');
  takeReportBlocks(cursor, count);
}

/** Receiver report (RFC 3550 §6.4.2). */
export function takeReceiverReport(cursor: FieldCursor, count: number): void {
  takeSsrc(cursor, 'Sender of the report');
  takeReportBlocks(cursor, count);
}
