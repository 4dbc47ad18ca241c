import type { MessageField } from '../../../../shared/protocol/rows';
import { u16 } from '../bigEndian';
import { FieldCursor } from '../fieldCursor';
import { checksumWords } from '../headerFields';
import { addWords, folded, isTransportChecksumRight } from '../ip/internetChecksum';
import { IP_PROTOCOL, type Packet } from '../packet';
import { endOfQuote, ICMP_HEADER_BYTES, isIcmpErrorType } from './icmpError';
import { icmpName } from './icmpNames';
import { hex16 } from '../hexNumber';

const ECHO_4 = [0, 8];
const ECHO_6 = [128, 129];

const isEcho = (ipVersion: number, type: number): boolean => (ipVersion === 6 ? ECHO_6 : ECHO_4).includes(type);

/** ICMPv6 is summed with the addresses of its packet (RFC 4443 §2.3), ICMP alone (RFC 792). */
function checksum(packet: Packet, at: number): string {
  const { bytes, payloadStart: start, payloadEnd: end, ipVersion, truncated } = packet;
  if (truncated) return `${hex16(u16(bytes, at))} (not checked: the message is not whole)`;
  const isRight =
    ipVersion === 6
      ? isTransportChecksumRight(packet, IP_PROTOCOL.icmpV6, start, end)
      : folded(addWords(0, bytes, start, end)) === 0xffff;
  return checksumWords(u16(bytes, at), isRight);
}

function takeRest(cursor: FieldCursor, packet: Packet, type: number): void {
  if (isEcho(packet.ipVersion, type)) {
    cursor.u16('Identifier');
    cursor.u16('Sequence number');
    return cursor.rest('Data');
  }
  cursor.take('Rest of the header', 4);
  if (!isIcmpErrorType(packet.ipVersion, type)) return cursor.rest('Data');
  const quoteEnd = endOfQuote(cursor.bytes, packet.payloadStart, cursor.end, packet.ipVersion);
  if (quoteEnd > cursor.at) {
    cursor.take(
      'Quoted packet',
      quoteEnd - cursor.at,
      (_bytes, start, end) => `${end - start} bytes`,
      'Beginning of what did not arrive.',
    );
  }
  cursor.rest('Extensions');
}

/** Fields of what `decodeFrame` answered `icmp` for (RFC 792, RFC 4443). */
export function describeIcmp(packet: Packet): readonly MessageField[] {
  const { bytes, payloadStart: start, payloadEnd: end, ipVersion } = packet;
  const cursor = new FieldCursor(bytes, start, end);
  if (end - start < ICMP_HEADER_BYTES) {
    cursor.rest('Message, cut off');
    return cursor.fields;
  }
  const type = bytes[start]!;
  cursor.u8('Type', (value) => `${value} (${icmpName(ipVersion, value, -1)})`);
  cursor.u8('Code', (code) => `${code} (${icmpName(ipVersion, type, code)})`);
  cursor.take('Checksum', 2, (_bytes, at) => checksum(packet, at));
  takeRest(cursor, packet, type);
  return cursor.fields;
}
