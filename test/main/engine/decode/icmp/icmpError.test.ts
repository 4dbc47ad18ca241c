import { assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IcmpError } from '../../../../../main/engine/decode/icmp/icmpError';
import { describeIcmpError } from '../../../../../main/engine/decode/icmp/icmpNames';
import { formatAddress } from '../../../../../main/engine/decode/ip/address';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { fragmentIpv4 } from '../../../../fixtures/fragments';
import { ethernet, ipv4, ipv6, ipv6Extension, type Layer, raw, tcp, udp, vlan } from '../../../../fixtures/frames';
import { icmp, icmpExtension, icmpV6 } from '../../../../fixtures/icmpMessages';
import { gtpU, mpls } from '../../../../fixtures/tunnels';

const payload = textBytes('INVITE sip:bob@example.com SIP/2.0\r\nCall-ID: lost\r\n\r\n');
const ports = { sourcePort: 5060, destinationPort: 5070 };
const lost4 = ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }, udp(ports, payload));
const lost6 = ipv6({ source: 'fd00::1', destination: 'fd00::2' }, udp(ports, payload));
const reporter4 = { source: '10.0.0.2', destination: '10.0.0.1' };
const reporter6 = { source: 'fd00::2', destination: 'fd00::1' };

const error = new IcmpError();

function read(frame: Layer) {
  const { packet, outcome } = decoded(frame);
  expect(outcome).toBe('icmp');
  const usable = error.read(packet);
  const { bytes } = packet;
  return {
    usable,
    flow: `${formatAddress(error.sourceWords)}:${error.sourcePort} > ${formatAddress(error.destinationWords)}:${error.destinationPort}`,
    quoted: bytes.slice(error.payloadStart, error.payloadEnd),
  };
}

const over4 = (message: Layer): Layer => ethernet({}, ipv4(reporter4, message));
const over6 = (message: Layer): Layer => ethernet({}, ipv6(reporter6, message));
const FLOW_4 = '10.0.0.1:5060 > 10.0.0.2:5070';
const FLOW_6 = 'fd00::1:5060 > fd00::2:5070';

describe('ICMP errors', () => {
  it.each([
    [3, 3],
    [4, 0],
    [5, 1],
    [11, 0],
    [12, 0],
  ])('type %i, code %i of ICMP quotes a datagram', (type, code) => {
    const { usable, flow, quoted } = read(over4(icmp(type, code, lost4.bytes)));
    expect([usable, flow]).toEqual([true, FLOW_4]);
    expect(error).toMatchObject({ type, code, ipVersion: 4, protocol: 17, udpLengthBytes: 8 + payload.length });
    expect(quoted).toEqual(payload);
  });

  it.each([1, 2, 3, 4])('type %i of ICMPv6 quotes a datagram', (type) => {
    const { usable, flow, quoted } = read(over6(icmpV6(type, 0, lost6.bytes, 1280)));
    expect([usable, flow, error.ipVersion]).toEqual([true, FLOW_6, 6]);
    expect(quoted).toEqual(payload);
  });

  it.each([0, 8, 13])('type %i of ICMP is no error', (type) => {
    expect(read(over4(icmp(type, 0, lost4.bytes))).usable).toBe(false);
  });

  it.each([0, 128, 129, 135])('type %i of ICMPv6 is no error', (type) => {
    expect(read(over6(icmpV6(type, 0, lost6.bytes))).usable).toBe(false);
  });

  it('a quote of 8 bytes behind the IP header names the ports, and no payload', () => {
    const { usable, flow, quoted } = read(over4(icmp(3, 3, lost4.bytes.subarray(0, 28))));
    expect([usable, flow, quoted.length]).toEqual([true, FLOW_4, 0]);
    expect(error.udpLengthBytes).toBe(8 + payload.length);
  });

  it.each([
    ['TCP', 6, tcp(ports, payload)],
    ['SCTP', 132, raw(joinBytes(udp(ports, payload).bytes, payload), { protocol: 132 })],
  ] as const)('8 bytes of %s name the ports', (_name, protocol, transport) => {
    const { bytes } = ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }, transport);
    const { usable, flow, quoted } = read(over4(icmp(3, 3, bytes.subarray(0, 28))));
    expect([usable, flow, quoted.length]).toEqual([true, FLOW_4, 0]);
    expect(error).toMatchObject({ protocol, udpLengthBytes: 0 });
  });

  it('a part of the payload is quoted as far as it goes', () => {
    expect(read(over4(icmp(3, 3, lost4.bytes.subarray(0, 40)))).quoted).toEqual(payload.subarray(0, 12));
  });

  it.each([0, 7, 19, 27])('a quote of %i bytes tells too little', (length) => {
    expect(read(over4(icmp(3, 3, lost4.bytes.subarray(0, length)))).usable).toBe(false);
  });

  it('one that quotes ICMP tells nothing of a transport', () => {
    expect(read(over4(icmp(11, 0, ipv4(reporter4, icmp(8, 0, payload)).bytes))).usable).toBe(false);
  });

  it('a first fragment has ports, a later one has none', () => {
    const fields = { source: '10.0.0.1', destination: '10.0.0.2', id: 5 };
    const [first, second] = fragmentIpv4(fields, udp(ports, payload), [
      { start: 0, end: 24 },
      { start: 24, end: 48 },
    ]);
    const { usable, flow, quoted } = read(over4(icmp(11, 1, first!.bytes)));
    expect([usable, flow]).toEqual([true, FLOW_4]);
    expect(quoted).toEqual(payload.subarray(0, 16));
    expect(read(over4(icmp(11, 1, second!.bytes))).usable).toBe(false);
  });

  it('IPv6 extension headers are stepped over', () => {
    const { bytes } = ipv6({ source: 'fd00::1', destination: 'fd00::2' }, ipv6Extension(60, udp(ports, payload)));
    expect(read(over6(icmpV6(1, 4, bytes)))).toMatchObject({ usable: true, flow: FLOW_6 });
  });

  it('a quoted tunnel is followed to the packet inside', () => {
    const { bytes } = ipv4({ source: '192.0.2.1', destination: '192.0.2.2' }, gtpU(5, lost4));
    expect(read(over4(icmp(3, 3, bytes)))).toMatchObject({ usable: true, flow: FLOW_4, quoted: payload });
    expect(read(over4(icmp(3, 3, bytes.subarray(0, 28))))).toMatchObject({ flow: '192.0.2.1:2152 > 192.0.2.2:2152' });
  });

  it('an error inside of tunnels is read like any other', () => {
    const frame = ethernet({}, vlan(5, mpls([16], ipv4(reporter4, icmp(3, 3, lost4.bytes)))));
    expect(read(frame)).toMatchObject({ usable: true, flow: FLOW_4 });
  });
});

describe('ICMP extensions (RFC 4884)', () => {
  const long = ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }, udp(ports, new Uint8Array(500).fill(0x41)));
  const filled = joinBytes(lost4.bytes, new Uint8Array(128 - lost4.bytes.length));

  it('behind a quote whose length is named are not taken for payload', () => {
    const message = icmp(11, 0, joinBytes(long.bytes.subarray(0, 128), icmpExtension()), 32 << 16);
    expect(read(over4(message)).quoted).toEqual(new Uint8Array(100).fill(0x41));
  });

  it('may stand behind more than 128 bytes, when the length says so', () => {
    const message = icmp(11, 0, joinBytes(long.bytes.subarray(0, 160), icmpExtension()), 40 << 16);
    expect(read(over4(message)).quoted).toEqual(new Uint8Array(132).fill(0x41));
  });

  it('in ICMPv6, where the length counts in 8 bytes', () => {
    const wide = ipv6({ source: 'fd00::1', destination: 'fd00::2' }, udp(ports, new Uint8Array(500).fill(0x41)));
    const message = icmpV6(3, 0, joinBytes(wide.bytes.subarray(0, 128), icmpExtension()), 16 * 0x1000000);
    expect(read(over6(message)).quoted).toEqual(new Uint8Array(80).fill(0x41));
  });

  it('of senders that name no length stand behind 128 bytes', () => {
    const message = icmp(11, 0, joinBytes(long.bytes.subarray(0, 128), icmpExtension()));
    expect(read(over4(message)).quoted).toHaveLength(100);
  });

  it('a long quote without extensions is not cut', () => {
    expect(read(over4(icmp(3, 3, long.bytes.subarray(0, 300)))).quoted).toHaveLength(272);
  });

  it('what fills a short quote is not payload', () => {
    const message = icmp(11, 0, joinBytes(filled, icmpExtension()), 32 << 16);
    expect(read(over4(message)).quoted).toEqual(payload);
  });
});

describe('hostile ICMP', () => {
  it('random quotes never throw and never name bytes outside of the frame', () => {
    assert(
      property(uint8Array({ maxLength: 200 }), integer({ min: 0, max: 255 }), (bytes, type) => {
        const quote = joinBytes(Uint8Array.of(0x45), bytes);
        const { packet } = decoded(over4(icmp(type, 3, quote, bytes.length)));
        if (!error.read(packet)) return true;
        return error.payloadStart <= error.payloadEnd && error.payloadEnd <= packet.payloadEnd;
      }),
      { numRuns: 2000 },
    );
  });

  it('real ones cut off or changed anywhere stay within the frame', () => {
    const { bytes } = over4(icmp(3, 3, lost4.bytes));
    assert(
      property(integer({ min: 0, max: bytes.length }), integer({ min: 34, max: bytes.length - 1 }), (length, at) => {
        const changed = bytes.slice();
        changed[at]! ^= 0x55;
        const { packet, outcome } = decoded(changed.subarray(0, length));
        if (outcome !== 'icmp' || !error.read(packet)) return true;
        return error.payloadStart <= error.payloadEnd && error.payloadEnd <= 32 + length;
      }),
    );
  });
});

describe('describeIcmpError', () => {
  it.each([
    [4, 3, 3, 'Destination port unreachable (ICMP type 3, code 3)'],
    [4, 3, 13, 'Communication administratively prohibited (ICMP type 3, code 13)'],
    [4, 3, 200, 'Destination unreachable (ICMP type 3, code 200)'],
    [4, 11, 0, 'Time to live exceeded in transit (ICMP type 11, code 0)'],
    [4, 99, 0, 'Unknown message (ICMP type 99, code 0)'],
    [6, 1, 4, 'Destination port unreachable (ICMPv6 type 1, code 4)'],
    [6, 2, 0, 'Packet too big (ICMPv6 type 2, code 0)'],
  ])('IPv%i, type %i, code %i', (version, type, code, words) => {
    expect(describeIcmpError(version, type, code)).toBe(words);
  });
});
