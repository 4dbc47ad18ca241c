import { u32 } from '../bigEndian';
import { fieldOf } from '../fieldCursor';
import { fieldOver, headerField, type HeaderDescriber } from '../headerFields';
import { describeProtocol } from '../ip/protocolNames';
import { hex32 } from '../hexNumber';

/** Header, and the trailer behind the content (RFC 4303 §2), which is not encrypted (RFC 2410). */
export const describeEsp: HeaderDescriber = (header) => {
  const { packet, bytes, start, end } = header;
  const trailer = { bytes, start: packet.payloadEnd, end };
  return [
    headerField(header, 'ESP', 'IPsec that checks, but does not encrypt (RFC 4303, RFC 2410).', (cursor) => {
      cursor.u32('Security parameters index', hex32, 'Names the security association.');
      cursor.u32('Sequence number');
      return hex32(u32(bytes, start));
    }),
    fieldOver(trailer, 'ESP trailer', 'Padding, what the content is, and the check value.', (cursor) => {
      const paddingBytes = paddingBefore(bytes, trailer.start, end);
      if (paddingBytes > 0) cursor.take('Padding', paddingBytes);
      cursor.u8('Pad length', (length) => `${length} bytes`);
      cursor.u8('Next header', describeProtocol);
      if (cursor.leftBytes > 0) {
        const range = { start: cursor.at, end };
        cursor.fields.push(fieldOf('Integrity check value', range, `${end - cursor.at} bytes`, 'Not checked here.'));
      }
      return describeProtocol(packet.protocol);
    }),
  ];
};

/** Padding is 1, 2, 3 … and then its own length. */
function paddingBefore(bytes: Uint8Array, start: number, end: number): number {
  let paddingBytes = 0;
  while (start + paddingBytes < end && bytes[start + paddingBytes] === paddingBytes + 1) paddingBytes += 1;
  return paddingBytes > 0 && bytes[start + paddingBytes] === paddingBytes ? paddingBytes : 0;
}
