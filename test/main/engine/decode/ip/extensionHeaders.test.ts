import { describe, expect, it } from 'vitest';
import { textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { authentication, ipv6, ipv6Extension, ipv6Fragment, type Layer, udp } from '../../../../fixtures/frames';

const datagram = udp({ sourcePort: 1000, destinationPort: 2000 }, textBytes('hi'));
const read = (above: Layer) =>
  decoded(ipv6({ source: '2001:db8::1', destination: '2001:db8::2' }, above), { linkType: 229 });

const stacked = (count: number): Layer => {
  let above = datagram;
  for (let header = 0; header < count; header += 1) above = ipv6Extension(60, above, header % 3);
  return above;
};

describe('IPv6 extension headers', () => {
  it.each([
    ['hop-by-hop options', ipv6Extension(0, datagram)],
    ['a long routing header', ipv6Extension(43, datagram, 5)],
    ['destination options', ipv6Extension(60, datagram, 31)],
    ['authentication, counted in words of 4 bytes', authentication(datagram, 3)],
    ['authentication with a long check value', authentication(datagram, 16)],
    ['mobility', ipv6Extension(135, datagram)],
    ['the order of RFC 8200', ipv6Extension(0, ipv6Extension(60, ipv6Extension(43, authentication(datagram))))],
    ['an atomic fragment', ipv6Fragment({ id: 5 }, datagram)],
    ['an atomic fragment between options', ipv6Extension(0, ipv6Fragment({ id: 5 }, ipv6Extension(60, datagram)))],
    ['sixteen', stacked(16)],
  ])('%s', (_name, above) => {
    const { outcome, packet, payload, flow } = read(above);
    expect(outcome).toBe('udp');
    expect(flow).toBe('2001:db8::1:1000 > 2001:db8::2:2000');
    expect(payload).toEqual(textBytes('hi'));
    expect(packet).toMatchObject({ protocol: 17, isFragment: false, truncated: false });
  });

  it('stops at a fragment header, behind which the datagram is in parts', () => {
    const fields = { id: 0xcafebabe, fragmentOffsetBytes: 1232, moreFragments: true };
    const { outcome, packet, payload } = read(ipv6Extension(0, ipv6Fragment(fields, datagram)));
    expect(outcome).toBe('fragment');
    expect(packet).toMatchObject({ isFragment: true, fragmentId: 0xcafebabe, fragmentOffsetBytes: 1232, protocol: 17 });
    expect(payload).toHaveLength(datagram.bytes.length);
  });

  it('gives up after sixteen', () => {
    expect(read(stacked(17)).packet.fault).toMatchObject({ kind: 'malformed', layer: 'extensionHeaders' });
  });

  it('a length beyond the packet is cut off', () => {
    const frame = ipv6({ source: '::1', destination: '::2' }, ipv6Extension(60, datagram)).bytes;
    frame[41] = 255;
    const { outcome, packet } = decoded(frame, { linkType: 229 });
    expect([outcome, packet.fault?.kind, packet.truncated]).toEqual(['undecoded', 'truncated', true]);
  });
});
