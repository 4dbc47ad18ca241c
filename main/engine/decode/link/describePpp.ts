import { u16 } from '../bigEndian';
import { headerField, type HeaderDescriber } from '../headerFields';
import { describeEtherType } from './etherTypeNames';
import { PPP_PROTOCOL } from './ppp';
import { hex16, hex8 } from '../hexNumber';

const NAMES = new Map<number, string>([
  [PPP_PROTOCOL.ipv4, 'IPv4'],
  [PPP_PROTOCOL.ipv6, 'IPv6'],
  [PPP_PROTOCOL.mpls, 'MPLS'],
  [PPP_PROTOCOL.mplsMulticast, 'MPLS multicast'],
  [0x8021, 'IPCP'],
  [0x8057, 'IPv6CP'],
  [0xc021, 'LCP'],
  [0xc023, 'PAP'],
  [0xc223, 'CHAP'],
]);

function describeProtocol(protocol: number): string {
  const name = NAMES.get(protocol);
  return name === undefined ? hex16(protocol) : `${name} (${hex16(protocol)})`;
}

/** A header of 1 or 3 bytes has a compressed protocol field. */
export const describePpp: HeaderDescriber = (header) => [
  headerField(header, 'PPP', 'Point-to-point protocol (RFC 1661).', (cursor) => {
    if (cursor.leftBytes > 2) {
      cursor.u8('Address', hex8);
      cursor.u8('Control', hex8);
    }
    const protocol = cursor.leftBytes === 1 ? header.bytes[cursor.at]! : u16(header.bytes, cursor.at);
    cursor.take('Protocol', cursor.leftBytes, () => describeProtocol(protocol));
    return describeProtocol(protocol);
  }),
];

export const describeCiscoHdlc: HeaderDescriber = (header) => [
  headerField(header, 'Cisco HDLC', 'Header of a serial line.', (cursor) => {
    cursor.u8('Address', hex8);
    cursor.u8('Control', hex8);
    cursor.u16('Type', describeEtherType);
    return describeEtherType(u16(header.bytes, header.start + 2));
  }),
];
