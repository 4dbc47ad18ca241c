import type { MessageField } from '../../../../shared/protocol/rows';
import { formatSsrc } from '../../../../shared/format/ssrc';
import { staticPayloadType } from '../../../../shared/rtp/payloadTypes';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf } from '../fieldCursor';
import { takeHeaderExtension } from './describeExtension';
import { takePayload, type CodecOf } from './describeRtpPayload';
import { RtpHeader } from './rtpHeader';

const codecOfStaticType: CodecOf = (payloadType) => staticPayloadType(payloadType)?.codec ?? null;

function sayFirstByte(first: number): string {
  const parts = [`version ${first >>> 6}`];
  if ((first & 0x20) !== 0) parts.push('padded');
  if ((first & 0x10) !== 0) parts.push('with a header extension');
  if ((first & 0x0f) !== 0) parts.push(`contributing sources: ${first & 0x0f}`);
  return parts.join(', ');
}

function sayPayloadType(byte: number, codecOf: CodecOf): string {
  const codec = codecOf(byte & 0x7f);
  const marker = (byte & 0x80) === 0 ? '' : ', marked';
  return `${byte & 0x7f}${codec === null ? '' : ` (${codec})`}${marker}`;
}

/** The fixed header and what it announces behind it (RFC 3550 §5.1). */
function takeHeader(cursor: FieldCursor, codecOf: CodecOf): void {
  const first = cursor.bytes[cursor.at] ?? 0;
  cursor.u8('Version and counts', sayFirstByte);
  cursor.u8(
    'Payload type and marker',
    (byte) => sayPayloadType(byte, codecOf),
    'The marker begins a talkspurt of audio and ends a picture of video (RFC 3551 §4.1).',
  );
  cursor.u16('Sequence number', String, 'Grows by one with every packet.');
  cursor.u32('Timestamp', String, 'Sampling instant of the first byte, on the RTP clock.');
  cursor.u32('SSRC', formatSsrc, 'The source of the stream.');
  for (let source = 0; source < (first & 0x0f) && cursor.leftBytes > 0; source += 1) {
    cursor.u32('CSRC', formatSsrc, 'A source that a mixer has mixed in.');
  }
  if ((first & 0x10) !== 0) takeHeaderExtension(cursor);
}

/**
 * The RTP packet in bytes[start, end). `codecOf` tells what payload types stand for; without it those with a fixed meaning are
 * known alone.
 */
export function describeRtp(
  { bytes }: FieldMaker,
  start: number,
  end: number,
  codecOf: CodecOf = codecOfStaticType,
): MessageField[] {
  const last = Math.min(end, bytes.length);
  const header = new RtpHeader();
  const fault = header.read(bytes, start, last);
  const cursor = new FieldCursor(bytes, start, last - header.paddingBytes);
  takeHeader(cursor, codecOf);
  if (fault === null) takePayload(cursor, header.payloadType, codecOf);
  else cursor.rest('Payload', (_bytes, from, to) => `${to - from} bytes`);
  if (header.paddingBytes > 0) {
    const padding = { start: last - header.paddingBytes, end: last };
    cursor.fields.push(fieldOf('Padding', padding, `${header.paddingBytes} bytes`));
  }
  return cursor.fields;
}
