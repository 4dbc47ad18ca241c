import type { MessageField } from '../../../../shared/protocol/rows';
import { u16 } from '../bigEndian';
import type { ByteRange } from '../byteRange';
import type { FieldMaker } from '../field';
import { FieldCursor } from '../fieldCursor';
import { hexNumber } from '../hexNumber';

export const CHANNEL_HEADER_BYTES = 4;

/** Numbers of channels (RFC 8656 §12): the first two bits are 01; 0x5000 and above are reserved. */
const FIRST_CHANNEL = 0x4000;
const LAST_CHANNEL = 0x4fff;

/**
 * Whether bytes[start, end) is a ChannelData message (RFC 8656 §12.4), data padded to a word or not:
 *
 *     |        channel number         |        length of data         |
 */
export function isChannelData(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < CHANNEL_HEADER_BYTES) return false;
  const channel = u16(bytes, start);
  const paddingBytes = end - start - CHANNEL_HEADER_BYTES - u16(bytes, start + 2);
  return channel >= FIRST_CHANNEL && channel <= LAST_CHANNEL && paddingBytes >= 0 && paddingBytes < 4;
}

/** Channel of the ChannelData message at `start`. */
export const channelNumber = (bytes: Uint8Array, start: number): number => u16(bytes, start);

/** What it carries, without padding; its last bytes may not have been captured. */
export const channelPayload = (bytes: Uint8Array, start: number, end: number): ByteRange => ({
  start: Math.min(end, start + CHANNEL_HEADER_BYTES),
  end: Math.min(end, start + CHANNEL_HEADER_BYTES + u16(bytes, start + 2)),
});

/** ChannelData in bytes [start, end), field by field. */
export function describeChannelData({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const cursor = new FieldCursor(bytes, start, end);
  cursor.u16('Channel number', (channel) => hexNumber(channel, 4));
  cursor.u16('Length', (lengthBytes) => `${lengthBytes} bytes`);
  const data = channelPayload(bytes, start, end);
  cursor.take('Data', data.end - data.start, () => `${data.end - data.start} bytes`);
  cursor.rest('Padding');
  return cursor.fields;
}
