import { describe, expect, it } from 'vitest';
import { hexBytes, joinBytes, textBytes, words16 } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ipv4, ipv6, type Layer, raw, udp } from '../../../../fixtures/frames';
import { mpls, ppp, pppoe } from '../../../../fixtures/tunnels';

const datagram = udp({ sourcePort: 1, destinationPort: 2 }, textBytes('hi'));
const overIpv4 = ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }, datagram);
const overIpv6 = ipv6({ source: '::1', destination: '::2' }, datagram);
const ciscoHdlc = (above: Layer, address = 0x0f00): Layer =>
  raw(joinBytes(words16(address, above.etherType), above.bytes));

describe('PPP', () => {
  it.each<[string, number, Layer]>([
    ['PPP', 9, ppp(overIpv4)],
    ['PPP with address and control', 9, ppp(overIpv4, { framed: true })],
    ['PPP with HDLC framing', 50, ppp(overIpv6, { framed: true })],
    ['PPP with a protocol field of one byte', 50, ppp(overIpv6, { compressed: true })],
    ['PPP carrying MPLS', 9, ppp(mpls([3], overIpv4))],
    ['Cisco HDLC as PPP_HDLC', 50, ciscoHdlc(overIpv4)],
    ['Cisco HDLC to all', 50, ciscoHdlc(overIpv4, 0x8f00)],
    ['Cisco HDLC', 104, ciscoHdlc(overIpv6)],
    ['PPPoE', 51, pppoe(7, ppp(overIpv4))],
  ])('%s', (_name, linkType, frame) => {
    const { outcome, payload } = decoded(frame, { linkType });
    expect([outcome, payload]).toEqual(['udp', textBytes('hi')]);
  });

  it.each([
    ['LCP', 'c0 21 01 01 00 04', 'notIp'],
    ['IPCP', 'ff 03 80 21 01 01 00 04', 'notIp'],
    ['Van Jacobson compression', '00 2d 01', 'undecoded'],
    ['a compressed datagram', 'fd 01 02', 'undecoded'],
    ['nothing', '', 'undecoded'],
    ['address and control alone', 'ff 03', 'undecoded'],
    ['half a protocol field', '00', 'undecoded'],
  ])('%s', (_name, bytes, outcome) => {
    expect(decoded(hexBytes(bytes), { linkType: 9 }).outcome).toBe(outcome);
  });

  it.each([0, 3])('Cisco HDLC of %i bytes is cut off', (length) => {
    expect(decoded(new Uint8Array(length), { linkType: 104 }).packet.fault).toMatchObject({
      kind: 'truncated',
      layer: 'ciscoHdlc',
    });
  });
});
