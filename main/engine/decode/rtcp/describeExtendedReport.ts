import { formatSsrc } from '../../../../shared/format/ssrc';
import { u16, u32 } from '../bigEndian';
import type { FieldCursor } from '../fieldCursor';
import { takeSsrc } from './describeHeader';
import { sayNtpTime, sayShortDelay, sayShortNtp } from './describeReports';
import { takeRunLengths, takeSequenceRange } from './describeRunLengths';
import { takeVoipMetrics } from './describeVoipMetrics';
import { reportBlockName } from './registries';
import { hex8 } from '../hexNumber';

const BLOCK_HEADER_BYTES = 4;
const MAX_BLOCKS = 100;
const MAX_ELEMENTS = 500;

/** Packet receipt times (RFC 3611 §4.3). */
function takeReceiptTimes(cursor: FieldCursor): void {
  takeSequenceRange(cursor);
  const first = cursor.leftBytes > 0 && cursor.at >= 4 ? u16(cursor.bytes, cursor.at - 4) : 0;
  for (let index = 0; index < MAX_ELEMENTS && cursor.leftBytes > 0; index += 1) {
    cursor.u32(`Receipt time of ${(first + index) & 0xffff}`, (ticks) => `${ticks} ticks of the RTP clock`);
  }
  cursor.rest('Further receipt times');
}

/** One sub-block per receiver (RFC 3611 §4.5): with the receiver reference time it makes a round trip. */
function takeDelays(cursor: FieldCursor): void {
  for (let index = 0; index < MAX_ELEMENTS && cursor.leftBytes > 0; index += 1) {
    cursor.within('Receiver', 12, (block) => {
      const ssrc = block.leftBytes >= 4 ? formatSsrc(u32(block.bytes, block.at)) : 'cut off';
      takeSsrc(block, 'Source', 'The receiver whose reference time was heard.');
      block.u32('Last receiver report', sayShortNtp, 'Middle 32 bits of its reference time.');
      block.u32('Delay since then', sayShortDelay);
      return ssrc;
    });
  }
  cursor.rest('Further receivers');
}

const TTL_WORDS: readonly string[] = ['', 'TTL', 'Hop limit', 'TTL or hop limit'];

/** Statistics summary (RFC 3611 §4.6); flags of the block header say which figures mean something. */
function takeStatistics(cursor: FieldCursor, flags: number): void {
  takeSequenceRange(cursor);
  const sayIf = (flag: number, unit: string) => (value: number) =>
    (flags & flag) === 0 ? 'not reported' : `${value}${unit}`;
  cursor.u32('Lost packets', sayIf(0x80, ''));
  cursor.u32('Duplicate packets', sayIf(0x40, ''));
  for (const name of ['Least jitter', 'Most jitter', 'Mean jitter', 'Deviation of jitter']) {
    cursor.u32(name, sayIf(0x20, ' ticks'), 'Relative transit time between two packets, in units of the RTP clock.');
  }
  const hops = TTL_WORDS[(flags >>> 3) & 3] || 'TTL';
  for (const name of [`Least ${hops}`, `Most ${hops}`, `Mean ${hops}`, `Deviation of ${hops}`]) {
    cursor.u8(name, sayIf(0x18, ''));
  }
  cursor.rest('Surplus bytes');
}

function takeReferenceTime(cursor: FieldCursor): void {
  cursor.take('NTP timestamp', 8, sayNtpTime, "The receiver's clock when it sent this block (RFC 3611 §4.4).");
  cursor.rest('Surplus bytes');
}

function takeBlockBody(body: FieldCursor, type: number, typeSpecific: number): void {
  switch (type) {
    case 1:
      return takeRunLengths(body, ['received', 'lost']);
    case 2:
      return takeRunLengths(body, ['not duplicated', 'duplicated']);
    case 3:
      return takeReceiptTimes(body);
    case 4:
      return takeReferenceTime(body);
    case 5:
      return takeDelays(body);
    case 6:
      return takeStatistics(body, typeSpecific);
    case 7:
      return takeVoipMetrics(body);
    default:
      return body.rest('Data');
  }
}

/** Thinning of blocks 1 to 3, flags of block 6. */
function sayTypeSpecific(type: number, value: number): string {
  if (type >= 1 && type <= 3) return (value & 0x0f) === 0 ? 'every packet' : `every ${2 ** (value & 0x0f)}th packet`;
  return hex8(value);
}

function takeBlock(cursor: FieldCursor): void {
  const { bytes, at } = cursor;
  const type = bytes[at]!;
  const typeSpecific = bytes[at + 1] ?? 0;
  const bodyBytes = cursor.leftBytes < BLOCK_HEADER_BYTES ? 0 : u16(bytes, at + 2) * 4;
  cursor.within(reportBlockName(type), BLOCK_HEADER_BYTES + bodyBytes, (block) => {
    block.u8('Block type', (value) => `${value}, ${reportBlockName(value)}`);
    block.u8('Type-specific', (value) => sayTypeSpecific(type, value));
    block.u16('Block length', (words) => `${words * 4} bytes`, 'Behind this header; on the wire in words of 4 bytes.');
    const isCut = block.leftBytes < bodyBytes;
    takeBlockBody(block, type, typeSpecific);
    return isCut ? 'cut off' : '';
  });
}

/** Extended report (RFC 3611): blocks of figures beyond those of sender and receiver reports. */
export function takeExtendedReport(cursor: FieldCursor): void {
  takeSsrc(cursor, 'Sender of the report');
  for (let blocks = 0; cursor.leftBytes > 0 && blocks < MAX_BLOCKS; blocks += 1) takeBlock(cursor);
  cursor.rest('Further blocks');
}
