import { formatSsrc } from '../../../../shared/format/ssrc';
import { u16, u32 } from '../bigEndian';
import { singleByteText } from '../byteText';
import { hexText, type FieldCursor } from '../fieldCursor';
import { takeSsrc } from './describeHeader';
import { countStatuses } from './transportWideCounts';

const MAX_ENTRIES = 500;

/** Fields of `entryBytes` each, to the end. */
function takeEach(cursor: FieldCursor, name: string, entryBytes: number, fill: (entry: FieldCursor) => string): void {
  for (let entries = 0; entries < MAX_ENTRIES && cursor.leftBytes > 0; entries += 1) {
    cursor.within(name, entryBytes, fill);
  }
  cursor.rest('Further entries');
}

/** Sequence numbers that an entry asks for: `packet 16 | bitmask of the 16 behind it` (RFC 4585 §6.2.1). */
function sayLostSequences(bytes: Uint8Array, at: number): string {
  const first = u16(bytes, at);
  const mask = u16(bytes, at + 2);
  const lost = [first];
  for (let bit = 0; bit < 16; bit += 1) if ((mask & (1 << bit)) !== 0) lost.push((first + bit + 1) & 0xffff);
  return lost.join(', ');
}

function takeNacks(cursor: FieldCursor): void {
  for (let entries = 0; entries < MAX_ENTRIES && cursor.leftBytes > 0; entries += 1) {
    cursor.take('Missing packets', 4, sayLostSequences, 'Sequence numbers to be sent again (RFC 4585 §6.2.1).');
  }
  cursor.rest('Further entries');
}

const sayBitrate = (bitsPerSecond: number): string => `${Math.round(bitsPerSecond / 1000)} kbit/s`;

/** `exponent 6 | mantissa 17 | overhead 9` (RFC 5104 §4.2.1.1). */
function sayMaximum(value: number): string {
  const bitsPerSecond = ((value >>> 9) & 0x1ffff) * 2 ** (value >>> 26);
  return `${sayBitrate(bitsPerSecond)}, ${value & 0x1ff} bytes of overhead per packet`;
}

const takeMaxima = (cursor: FieldCursor): void =>
  takeEach(cursor, 'Limit', 8, (entry) => {
    const ssrc = entry.leftBytes >= 4 ? formatSsrc(u32(entry.bytes, entry.at)) : 'cut off';
    takeSsrc(entry, 'Source', 'Whose bitrate is limited.');
    entry.u32('Maximum', sayMaximum, 'Total bitrate that can be taken (RFC 5104 §4.2.1).');
    return ssrc;
  });

/** Full intra request (RFC 5104 §4.3.1), temporal-spatial trade-off (§4.3.2): source, sequence number, more. */
const takeCommands =
  (tail: string) =>
  (cursor: FieldCursor): void =>
    takeEach(cursor, 'Command', 8, (entry) => {
      const ssrc = entry.leftBytes >= 4 ? formatSsrc(u32(entry.bytes, entry.at)) : 'cut off';
      takeSsrc(entry, 'Source', 'Who is to obey.');
      entry.u8('Sequence number', String, 'The same number again is the same command repeated.');
      entry.rest(tail);
      return ssrc;
    });

/** `first macroblock 13 | number 13 | picture 6` (RFC 4585 §6.3.2). */
const saySlice = (value: number): string =>
  `${(value >>> 6) & 0x1fff} macroblocks from ${value >>> 19}, picture ${value & 0x3f}`;

function takeSlices(cursor: FieldCursor): void {
  for (let entries = 0; entries < MAX_ENTRIES && cursor.leftBytes > 0; entries += 1) cursor.u32('Lost slice', saySlice);
  cursor.rest('Further entries');
}

/** `REMB | sources 8 | exponent 6 | mantissa 18 | sources` (draft-alvestrand-rmcat-remb §2.2). */
function takeEstimate(cursor: FieldCursor): void {
  cursor.take('Identifier', 4, singleByteText, 'Receiver estimated maximum bitrate.');
  cursor.u8('Number of sources');
  cursor.u24(
    'Bitrate',
    (value) => sayBitrate((value & 0x3ffff) * 2 ** (value >>> 18)),
    'What the receiver thinks fits.',
  );
  for (let sources = 0; sources < MAX_ENTRIES && cursor.leftBytes > 0; sources += 1) takeSsrc(cursor, 'Source');
}

function takeApplicationLayer(cursor: FieldCursor): void {
  const isEstimate = singleByteText(cursor.bytes, cursor.at, Math.min(cursor.at + 4, cursor.end)) === 'REMB';
  if (isEstimate) takeEstimate(cursor);
  else cursor.rest('Data');
}

/** Transport-wide congestion control: which packets came, and when. */
function takeTransportWide(cursor: FieldCursor): void {
  const statusCount = cursor.leftBytes >= 4 ? u16(cursor.bytes, cursor.at + 2) : 0;
  cursor.u16('Base sequence number', String, 'Transport-wide number of the first packet told of.');
  cursor.u16('Packet status count');
  cursor.u24('Reference time', (value) => `${((value << 8) >> 8) * 64} ms`, "On the receiver's own clock.");
  cursor.u8('Feedback packet count', String, 'Grows by one with every message of this kind.');
  const { receivedPackets, missingPackets, deltasStart } = countStatuses(
    cursor.bytes,
    cursor.at,
    cursor.end,
    statusCount,
  );
  if (deltasStart > cursor.at) {
    cursor.take('Packet statuses', deltasStart - cursor.at, () => `${receivedPackets} received, ${missingPackets} not`);
  }
  cursor.rest('Arrival times', hexText, 'Between one packet and the next, in steps of 250 µs, then padding.');
}

/** Congestion control feedback (RFC 8888 §3.1): per source a range of sequence numbers; the time of the report stands last. */
function takeCongestion(cursor: FieldCursor): void {
  const reportsBytes = cursor.leftBytes - 4;
  if (reportsBytes > 0) cursor.take('Reports', reportsBytes, hexText, 'Which packets came, and when (RFC 8888 §3.1).');
  cursor.take('Report timestamp', 4);
}

type TakeControl = (cursor: FieldCursor) => void;

const TRANSPORT_CONTROL = new Map<number, TakeControl>([
  [1, takeNacks],
  [3, takeMaxima],
  [4, takeMaxima],
  [11, takeCongestion],
  [15, takeTransportWide],
]);

const PAYLOAD_CONTROL = new Map<number, TakeControl>([
  [2, takeSlices],
  [4, takeCommands('Reserved')],
  [5, takeCommands('Index of the trade-off')],
  [6, takeCommands('Index of the trade-off')],
  [15, takeApplicationLayer],
]);

const takeData: TakeControl = (cursor) => cursor.rest('Control information');

/** Feedback message (RFC 4585 §6.1) of a packet type (205 transport, 206 payload) and format. */
export function takeFeedback(cursor: FieldCursor, packetType: number, format: number): void {
  takeSsrc(cursor, 'Sender of the feedback');
  takeSsrc(cursor, 'Media source', 'The stream that the feedback is about; 0 when it is named further below.');
  const take = (packetType === 205 ? TRANSPORT_CONTROL : PAYLOAD_CONTROL).get(format) ?? takeData;
  take(cursor);
}
