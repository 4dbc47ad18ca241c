import { assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeLayers } from '../../../../main/engine/decode/describeLayers';
import { hexBytes, joinBytes, textBytes, words16, words32 } from '../../../fixtures/bytes';
import { fieldLines } from '../../../fixtures/fieldLines';
import { expectTiled } from '../../../fixtures/fieldOutline';
import { expectFieldsWithin } from '../../../fixtures/soundFields';
import {
  authentication,
  ethernet,
  ethernet8023,
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
import { gre, mpls } from '../../../fixtures/tunnels';
import { prism } from '../../../fixtures/wlanFrames';
import { overIpv4, TUNNEL_CASES } from './tunnel/tunnelCases';

const between4 = { source: '192.0.2.1', destination: '198.51.100.2', dscp: 46 };
const between6 = { source: '2001:db8::1', destination: '2001:db8::2', dscp: 34 };
const datagram = udp({ sourcePort: 5060, destinationPort: 5070 }, textBytes('hi'));

const describeFrame = ({ bytes }: Layer, linkType = 1) => describeLayers({ linkType, bytes });
const linesOf = (frame: Layer, linkType = 1): string[] => fieldLines(describeFrame(frame, linkType).layers);
const namesOf = (frame: Layer, linkType = 1): string[] => describeFrame(frame, linkType).layers.map(({ name }) => name);

describe('describeLayers', () => {
  it('takes a frame apart field by field, with the bytes of each', () => {
    const frame = ethernet({ padToBytes: 60 }, vlan(7, ipv4({ ...between4, id: 5 }, datagram), { priority: 5 }));
    expect(linesOf(frame)).toEqual([
      'Ethernet: 02:00:00:00:00:01 → 02:00:00:00:00:02 [0,14)',
      '  Destination: 02:00:00:00:00:02 [0,6)',
      '  Source: 02:00:00:00:00:01 [6,12)',
      '  Type: VLAN tag (802.1Q) (0x8100) [12,14)',
      'VLAN tag: VLAN 7 [14,18)',
      '  Priority and VLAN: priority 5, VLAN 7 [14,16)',
      '  Type: IPv4 (0x0800) [16,18)',
      'IPv4: 192.0.2.1 → 198.51.100.2 [18,38)',
      '  Version and header length: version 4, 20 bytes [18,19)',
      '  Differentiated services: EF (46), congestion: not capable [19,20)',
      '  Total length: 30 bytes [20,22)',
      '  Identification: 0x0005 [22,24)',
      '  Flags and fragment offset: none; offset 0 [24,26)',
      '  Time to live: 64 [26,27)',
      '  Protocol: UDP (17) [27,28)',
      '  Header checksum: 0x8ddb (right) [28,30)',
      '  Source: 192.0.2.1 [30,34)',
      '  Destination: 198.51.100.2 [34,38)',
      'UDP: 5060 → 5070 [38,46)',
      '  Source port: 5060 [38,40)',
      '  Destination port: 5070 [40,42)',
      '  Length: 10 bytes [42,44)',
      '  Checksum: 0x83a7 (right) [44,46)',
      'Behind the packet: 12 bytes [48,60)',
    ]);
  });

  it('names the flags, numbers and options of TCP', () => {
    const options = joinBytes(
      hexBytes('02 04 05 b4 04 02 08 0a'),
      words32(1000, 2000),
      hexBytes('01 03 03 07 05 0a'),
      words32(10, 20),
      words16(0x0000),
    );
    const frame = ipv6(
      between6,
      tcp({ sourcePort: 1, destinationPort: 2, sequence: 0xfffffff0, flags: 0x52, options }, textBytes('hi')),
    );
    const lines = linesOf(frame, 229);
    expect(lines.slice(lines.findIndex((line) => line.startsWith('TCP')))).toEqual([
      'TCP: 1 → 2 · SYN, ACK, ECE [40,92)',
      '  Source port: 1 [40,42)',
      '  Destination port: 2 [42,44)',
      '  Sequence number: 4294967280 [44,48)',
      '  Acknowledgment number: 1 [48,52)',
      '  Data offset: 52 bytes [52,53)',
      '  Flags: SYN, ACK, ECE [53,54)',
      '  Window: 65535 [54,56)',
      expect.stringMatching(/^ {2}Checksum: 0x[0-9a-f]{4} \(right\) \[56,58\)$/) as string,
      '  Urgent pointer: 0 [58,60)',
      '  Maximum segment size: 1460 bytes [60,64)',
      '  Selective acknowledgment permitted: yes [64,66)',
      '  Timestamps: 1000, echoes 2000 [66,76)',
      '  No operation:  [76,77)',
      '  Window scale: × 128 [77,80)',
      '  Selective acknowledgment: 10–20 [80,90)',
      '  End of options: 0000 [90,92)',
    ]);
  });

  it.each(['02', '02 01', '02 ff 00', 'fe 02', '08 04 00 00', '03 02'])(
    'options %s of TCP that are broken or unknown are shown',
    (hex) => {
      const options = joinBytes(hexBytes(hex), new Uint8Array(4 - hexBytes(hex).length));
      const { layers } = describeFrame(
        ipv4(between4, tcp({ sourcePort: 1, destinationPort: 2, options }, textBytes('hi'))),
        101,
      );
      const [tcpField] = layers.slice(-1);
      expect(tcpField!.children.at(-1)!.end).toBe(tcpField!.end);
      expectFieldsWithin(layers, 0, 46);
    },
  );

  it.each<[string, Layer, string]>([
    [
      'wrong in UDP',
      ipv4(between4, udp({ sourcePort: 1, destinationPort: 2, checksum: 0x1234 }, textBytes('hi'))),
      '0x1234 (wrong)',
    ],
    [
      'not computed',
      ipv4(between4, udp({ sourcePort: 1, destinationPort: 2, checksum: 0 }, textBytes('hi'))),
      '0x0000 (not computed by the sender)',
    ],
    [
      'of a datagram that is not whole',
      ipv4(between4, udp({ sourcePort: 1, destinationPort: 2, lengthBytes: 99 }, textBytes('hi'))),
      'not checked: the datagram is not whole',
    ],
  ])('a checksum: %s', (_name, frame, words) => {
    const [udpField] = describeFrame(frame, 101).layers.slice(-1);
    expect(udpField!.children.find(({ name }) => name === 'Checksum')!.value).toBe(words);
  });

  it('a wrong header checksum of IPv4 is called wrong', () => {
    const frame = ipv4(between4, datagram);
    frame.bytes[8]! -= 1;
    expect(linesOf(frame, 228)).toContainEqual(expect.stringMatching(/Header checksum: .* \(wrong\)/));
  });

  it('fragments name their place', () => {
    const frame = ipv4(
      { ...between4, fragmentOffsetBytes: 64, moreFragments: true },
      raw(new Uint8Array(8), { protocol: 17 }),
    );
    expect(linesOf(frame, 101)).toContain('  Flags and fragment offset: more fragments; offset 64 [6,8)');
    const part = ipv6(
      between6,
      ipv6Extension(0, ipv6Fragment({ id: 9, fragmentOffsetBytes: 8, moreFragments: true }, datagram)),
    );
    expect(linesOf(part, 229)).toEqual(
      expect.arrayContaining([
        'Hop-by-hop options: 8 bytes [40,48)',
        'Fragment: offset 8, more fragments [48,56)',
        '  Identification: 0x00000009 [52,56)',
      ]),
    );
  });

  it('extension headers have a field each', () => {
    expect(namesOf(ipv6(between6, ipv6Extension(43, authentication(ipv6Extension(60, datagram, 2)))), 229)).toEqual([
      'IPv6',
      'Routing',
      'Authentication header',
      'Destination options',
      'UDP',
    ]);
    expect(namesOf(ipv4(between4, authentication(raw(textBytes('??'), { protocol: 89 }))), 101)).toEqual([
      'IPv4',
      'Authentication header',
    ]);
  });

  it.each<[string, number, Layer, readonly string[]]>([
    ['802.3', 1, ethernet8023(llcSnap(ipv4(between4, datagram))), ['Ethernet', 'Logical link control', 'IPv4', 'UDP']],
    ['Linux cooked', 113, linuxSll(ipv4(between4, datagram)), ['Linux cooked capture', 'IPv4', 'UDP']],
    ['Linux cooked 2', 276, linuxSll2(ipv4(between4, datagram)), ['Linux cooked capture, version 2', 'IPv4', 'UDP']],
    ['loopback', 0, loopback(2, ipv4(between4, datagram)), ['Loopback', 'IPv4', 'UDP']],
    [
      'Cisco HDLC',
      104,
      raw(joinBytes(words16(0x0f00, 0x0800), ipv4(between4, datagram).bytes)),
      ['Cisco HDLC', 'IPv4', 'UDP'],
    ],
    ['Prism', 119, prism(raw(hexBytes('80 00'))), ['Radio header']],
    ['SCTP', 101, ipv4(between4, raw(new Uint8Array(12), { protocol: 132 })), ['IPv4', 'SCTP']],
    [
      'three labels',
      1,
      ethernet({}, mpls([1, 2, 3], overIpv4)),
      ['Ethernet', 'MPLS label', 'MPLS label', 'MPLS label', 'IPv4', 'UDP'],
    ],
  ])('%s', (_name, linkType, frame, names) => {
    expect(namesOf(frame, linkType)).toEqual(names);
  });

  it('what cannot be read is named with its reason', () => {
    const { layers, outcome } = describeFrame(
      ethernet({}, ipv4(between4, gre({}, raw(hexBytes('45 00'), { etherType: 0x0800 })))),
    );
    expect(outcome).toBe('undecoded');
    expect(fieldLines(layers.slice(-1))).toEqual(['Fault: the header is cut off [38,40)']);
  });

  it('a link type that nobody knows is one fault', () => {
    expect(fieldLines(describeFrame(raw(new Uint8Array(3)), 147).layers)).toEqual([
      'Fault: frames of this link type are not read [0,3)',
    ]);
  });
});

describe('describeLayers of tunnels', () => {
  it.each(TUNNEL_CASES)('$name: fields lie in order, within the frame and their parents', ({ frame, linkType = 1 }) => {
    const { layers, outcome, packet } = describeFrame(frame, linkType);
    expect(outcome).toMatch(/udp|tcp/);
    expectFieldsWithin(layers, 0, frame.bytes.length);
    for (const { children, start, end } of layers) if (children.length > 0) expectTiled(children, start, end);
    expect(fieldLines(layers).filter((line) => /wrong|Fault/.test(line))).toEqual([]);
    const headerBytes = layers.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(headerBytes).toBe(frame.bytes.length - (packet.payloadEnd - packet.payloadStart));
  });

  it('changed and cut frames never throw, and fields stay within them', () => {
    const change = tuple(integer({ min: 0, max: 150 }), integer({ min: 0, max: 255 }));
    assert(
      property(
        constantFrom(...TUNNEL_CASES),
        integer({ min: 0, max: 250 }),
        change,
        change,
        ({ frame, linkType = 1 }, length, ...changes) => {
          const bytes = frame.bytes.slice(0, length);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          expectFieldsWithin(describeLayers({ linkType, bytes }).layers, 0, bytes.length);
        },
      ),
      { numRuns: 4000 },
    );
  });
});
