import { assert, constantFrom, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, decodeTransport } from '../../../../main/engine/decode/decodeFrame';
import { Packet } from '../../../../main/engine/decode/packet';
import { LINK_TYPE } from '../../../../shared/capture/linkTypes';
import { hexBytes, textBytes } from '../../../fixtures/bytes';
import { decoded } from '../../../fixtures/decoded';
import {
  authentication,
  ethernet,
  ethernet8023,
  frameOf,
  ipv4,
  ipv6,
  ipv6Extension,
  ipv6Fragment,
  type Layer,
  linuxSll,
  linuxSll2,
  llcSnap,
  loopback,
  raw,
  tcp,
  udp,
  vlan,
} from '../../../fixtures/frames';

const payload = textBytes('OPTIONS sip:bob@example.com SIP/2.0\r\n\r\n');
const datagram = udp({ sourcePort: 5060, destinationPort: 5070 }, payload);
const overIpv4 = ipv4({ source: '192.0.2.1', destination: '198.51.100.2', dscp: 46 }, datagram);
const overIpv6 = ipv6({ source: '2001:db8::1', destination: '2001:db8::2', dscp: 46 }, datagram);
const FLOW_4 = '192.0.2.1:5060 > 198.51.100.2:5070';
const FLOW_6 = '[2001:db8::1]:5060 > [2001:db8::2]:5070'.replace(/[[\]]/g, '');

const LINK_TYPES = Object.values(LINK_TYPE);

describe('decodeFrame over every link type', () => {
  const cases: readonly { name: string; linkType: number; over: (ip: Layer) => Layer; versions: readonly (4 | 6)[] }[] =
    [
      { name: 'Ethernet', linkType: 1, over: (ip) => ethernet({}, ip), versions: [4, 6] },
      { name: 'Ethernet with a VLAN', linkType: 1, over: (ip) => ethernet({}, vlan(7, ip)), versions: [4, 6] },
      { name: '802.3 with LLC and SNAP', linkType: 1, over: (ip) => ethernet8023(llcSnap(ip)), versions: [4, 6] },
      { name: 'Linux cooked', linkType: 113, over: linuxSll, versions: [4, 6] },
      { name: 'Linux cooked with a VLAN', linkType: 113, over: (ip) => linuxSll(vlan(7, ip)), versions: [4, 6] },
      { name: 'Linux cooked 2', linkType: 276, over: linuxSll2, versions: [4, 6] },
      {
        name: 'loopback of BSD',
        linkType: 0,
        over: (ip) => loopback(ip.etherType === 0x0800 ? 2 : 30, ip),
        versions: [4, 6],
      },
      { name: 'loopback of OpenBSD', linkType: 108, over: (ip) => loopback(2, ip, 'big'), versions: [4] },
      { name: 'raw IP', linkType: 101, over: (ip) => ip, versions: [4, 6] },
      { name: 'raw IP of BSD, 12', linkType: 12, over: (ip) => ip, versions: [4, 6] },
      { name: 'raw IP of BSD, 14', linkType: 14, over: (ip) => ip, versions: [4, 6] },
      { name: 'raw IPv4', linkType: 228, over: (ip) => ip, versions: [4] },
      { name: 'raw IPv6', linkType: 229, over: (ip) => ip, versions: [6] },
    ];
  for (const { name, linkType, over, versions } of cases) {
    it.each(versions)(`${name} carrying IPv%i`, (version) => {
      const {
        outcome,
        packet,
        flow,
        payload: found,
      } = decoded(over(version === 4 ? overIpv4 : overIpv6), { linkType });
      expect(outcome).toBe('udp');
      expect(flow).toBe(version === 4 ? FLOW_4 : FLOW_6);
      expect(found).toEqual(payload);
      expect(packet).toMatchObject({ ipVersion: version, dscp: 46, protocol: 17, truncated: false, fault: null });
      expect(packet).toMatchObject({ isFragment: false, fragmentOffsetBytes: 0, moreFragments: false });
      expect(packet.transportStart).toBe(packet.payloadStart - 8);
    });
  }

  it.each([2, 147, 192, 0x7fffffff])('link type %i is not read and says so', (linkType) => {
    const { outcome, packet } = decoded(ethernet({}, overIpv4), { linkType });
    expect(outcome).toBe('undecoded');
    expect(packet.fault).toMatchObject({ kind: 'unsupported', layer: 'link' });
  });
});

describe('decodeFrame and depth', () => {
  /** 802.3 frames in one another: LLC and SNAP behind a length, again and again. */
  const wrapped = (times: number): Layer => {
    let inner: Layer = overIpv4;
    for (let time = 0; time < times; time += 1) {
      const llc = llcSnap(inner);
      inner = { ...llc, etherType: llc.bytes.length };
    }
    return ethernet({}, inner);
  };

  it('follows as many headers as eight tunnels may have, and no more', () => {
    expect(decoded(wrapped(93)).outcome).toBe('udp');
    const deep = decoded(wrapped(97));
    expect(deep.outcome).toBe('undecoded');
    expect(deep.packet.fault).toMatchObject({ kind: 'unsupported', detail: 'more than 96 nested headers' });
  });
});

describe('decodeTransport', () => {
  const completed = (protocol: number, bytes: Uint8Array, ipVersion = 6): Packet => {
    const packet = new Packet();
    packet.begin(bytes, 0, bytes.length);
    packet.ipVersion = ipVersion;
    packet.protocol = protocol;
    return packet;
  };

  it('reads UDP, TCP, and extension headers that stood behind the fragment header', () => {
    const packet = completed(17, datagram.bytes);
    expect(decodeTransport(packet)).toBe('udp');
    expect([packet.sourcePort, packet.destinationPort, packet.payloadStart]).toEqual([5060, 5070, 8]);
    expect(decodeTransport(completed(6, tcp({ sourcePort: 1, destinationPort: 2 }, payload).bytes))).toBe('tcp');
    expect(decodeTransport(completed(60, ipv6Extension(60, datagram).bytes))).toBe('udp');
    expect(decodeTransport(completed(132, payload))).toBe('sctp');
    expect(decodeTransport(completed(89, payload))).toBe('other');
  });

  it('a fragment header inside a reassembled datagram is a fault', () => {
    const nested = ipv6Fragment({ id: 1, moreFragments: true }, datagram);
    const packet = completed(44, nested.bytes);
    expect(decodeTransport(packet)).toBe('undecoded');
    expect(packet.fault).toMatchObject({ kind: 'malformed', layer: 'ipv6' });
  });

  it('goes on through a tunnel, where a fragment may stand again', () => {
    const part = ipv6(
      { source: '2001:db8::3', destination: '2001:db8::4' },
      ipv6Fragment({ id: 1, moreFragments: true }, datagram),
    );
    const packet = completed(41, part.bytes);
    expect(decodeTransport(packet)).toBe('fragment');
    expect(packet).toMatchObject({ isFragment: true, fragmentId: 1, tunnelCount: 1 });
    const whole = completed(41, overIpv6.bytes);
    expect(decodeTransport(whole)).toBe('udp');
    expect(whole).toMatchObject({ tunnelCount: 1, sourcePort: 5060 });
  });

  it('does not take a protocol of IPv4 for an extension header of IPv6', () => {
    expect(decodeTransport(completed(60, ipv6Extension(60, datagram).bytes, 4))).toBe('other');
  });
});

describe('decodeFrame on hostile input', () => {
  const samples: readonly (readonly [number, Uint8Array])[] = [
    [1, ethernet({}, vlan(1, vlan(2, overIpv4), { tag: 0x88a8 })).bytes],
    [1, ethernet8023(llcSnap(overIpv4)).bytes],
    [1, ethernet({}, ipv6({ source: '::1', destination: '::2' }, ipv6Extension(0, authentication(datagram)))).bytes],
    [
      1,
      ethernet({}, ipv6({ source: '::1', destination: '::2' }, ipv6Fragment({ id: 7, moreFragments: true }, datagram)))
        .bytes,
    ],
    [
      1,
      ethernet(
        {},
        ipv4({ source: '1.2.3.4', destination: '5.6.7.8' }, tcp({ sourcePort: 1, destinationPort: 2 }, payload)),
      ).bytes,
    ],
    [113, linuxSll(overIpv6).bytes],
    [276, linuxSll2(overIpv4).bytes],
    [0, loopback(2, overIpv4).bytes],
  ];

  it.each(samples)('link type %i cut off at every length stays within the frame and never grows', (linkType, bytes) => {
    const whole = decoded(bytes, { linkType });
    for (let length = 0; length < bytes.length; length += 1) {
      const { outcome, packet } = decoded(bytes.subarray(0, length), { linkType, originalBytes: bytes.length });
      expect(packet.payloadStart).toBeGreaterThanOrEqual(32);
      expect(packet.payloadEnd).toBeLessThanOrEqual(32 + length);
      expect(packet.payloadStart).toBeLessThanOrEqual(packet.payloadEnd);
      expect(packet.truncated).toBe(true);
      if (outcome !== 'undecoded') expect(outcome).toBe(whole.outcome);
    }
    expect(whole.packet.truncated).toBe(false);
  });

  it('random bytes of every link type never throw and never leave the frame', () => {
    const packet = new Packet();
    assert(
      property(uint8Array({ maxLength: 200 }), constantFrom(...LINK_TYPES), (bytes, linkType) => {
        decodeFrame(frameOf(bytes, { linkType }), packet);
        return (
          packet.payloadStart >= 0 && packet.payloadStart <= packet.payloadEnd && packet.payloadEnd <= bytes.length
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('real frames with changed bytes never throw and never leave the frame', () => {
    const packet = new Packet();
    const change = integer({ min: 0, max: 89 });
    assert(
      property(
        constantFrom(...samples),
        change,
        change,
        integer({ min: 0, max: 255 }),
        ([linkType, sample], at, also, value) => {
          const bytes = sample.slice();
          bytes[at % bytes.length] = value;
          bytes[also % bytes.length] = value ^ 0xff;
          decodeFrame(frameOf(bytes, { linkType }), packet);
          return (
            packet.payloadStart >= 0 && packet.payloadStart <= packet.payloadEnd && packet.payloadEnd <= bytes.length
          );
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('decodeFrame and what is not for it', () => {
  it.each([
    ['ARP', 0x0806],
    ['LLDP', 0x88cc],
    ['EAPOL', 0x888e],
  ])('%s is not IP', (_name, etherType) => {
    expect(decoded(ethernet({}, raw(payload, { etherType }))).outcome).toBe('notIp');
  });

  it.each([
    ['NSH', 0x894f],
    ['MACsec', 0x88e5],
    ['a provider backbone bridge', 0x88e7],
  ])('%s carries IP that is not read, and is counted so', (_name, etherType) => {
    const { outcome, packet } = decoded(ethernet({}, raw(payload, { etherType })));
    expect(outcome).toBe('undecoded');
    expect(packet.fault?.kind).toBe('unsupported');
  });

  it.each([2, 50, 58, 88, 89, 115])('IP protocol %i is other, its payload the whole of it', (protocol) => {
    const {
      outcome,
      packet,
      payload: found,
    } = decoded(ethernet({}, ipv4({ source: '1.2.3.4', destination: '5.6.7.8' }, raw(payload, { protocol }))));
    expect(outcome).toBe('other');
    expect(packet).toMatchObject({ protocol, sourcePort: 0, destinationPort: 0 });
    expect(found).toEqual(payload);
    expect(packet.transportStart).toBe(packet.payloadStart);
  });

  it.each([
    ['ICMP', 4, 1],
    ['ICMPv6', 6, 58],
  ] as const)('%s: the payload is the message', (_name, version, protocol) => {
    const message = raw(hexBytes('08 00 00 00 00 01 00 01'), { protocol });
    const over =
      version === 4
        ? ipv4({ source: '1.2.3.4', destination: '5.6.7.8' }, message)
        : ipv6({ source: '::1', destination: '::2' }, message);
    const { outcome, packet, payload: found } = decoded(ethernet({}, over));
    expect([outcome, packet.protocol, packet.transportStart]).toEqual(['icmp', protocol, packet.payloadStart]);
    expect(found).toEqual(message.bytes);
  });

  it('ICMP of the other version is no ICMP', () => {
    expect(
      decoded(ethernet({}, ipv6({ source: '::1', destination: '::2' }, raw(payload, { protocol: 1 })))).outcome,
    ).toBe('other');
  });
});
