/** One frame of every tunnel around one and the same datagram, with what is to be read: for decoder tests and those beside tshark. */
import { textBytes } from '../../../../fixtures/bytes';
import { ethernet, ipv4, ipv6, ipv6Extension, type Layer, llcSnap, tcp, udp, vlan } from '../../../../fixtures/frames';
import * as tunnels from '../../../../fixtures/tunnels';
import { aggregated, radiotap, wlan } from '../../../../fixtures/wlanFrames';

const {
  erspan,
  espInUdp,
  espNull,
  espTransport,
  geneve,
  gre,
  gtpU,
  l2tp,
  mpls,
  ppp,
  pppoe,
  pptp,
  tzsp,
  vxlan,
  vxlanGpe,
} = tunnels;

export const CALL_ID = 'inner@example.com';
export const payload = textBytes(
  `OPTIONS sip:bob@example.com SIP/2.0\r\nCall-ID: ${CALL_ID}\r\nCSeq: 1 OPTIONS\r\n\r\n`,
);
export const outer4 = { source: '192.0.2.1', destination: '198.51.100.2', dscp: 8 };
export const outer6 = { source: '2001:db8::1', destination: '2001:db8::2', dscp: 8 };
export const inner4 = { source: '10.0.0.1', destination: '10.0.0.2', dscp: 46 };
export const inner6 = { source: 'fd00::1', destination: 'fd00::2', dscp: 46 };
export const ports = { sourcePort: 5060, destinationPort: 5070 };
export const datagram = udp(ports, payload);
export const overIpv4 = ipv4(inner4, datagram);
export const overIpv6 = ipv6(inner6, datagram);
const frame4 = ethernet({}, overIpv4);
const frame6 = ethernet({}, overIpv6);

export type TunnelCase = {
  readonly name: string;
  readonly linkType?: number;
  readonly frame: Layer;
  readonly tunnels: readonly string[];
  /** IP version inside; 4 where it is not named. */
  readonly version?: 4 | 6;
  readonly vlanIds?: readonly number[];
  readonly transport?: 'udp' | 'tcp';
  /** Addresses inside are those outside: ESP in transport mode. */
  readonly sameAddresses?: true;
  /** Where tshark 4.0 reads something else, and what. */
  readonly unlikeTshark?: string;
  /** What tshark has to be told. */
  readonly tsharkOptions?: readonly string[];
};

const OUT4 = '192.0.2.1 > 198.51.100.2';
const OUT6 = '2001:db8::1 > 2001:db8::2';
const over4 = (above: Layer): Layer => ethernet({}, ipv4(outer4, above));
const over6 = (above: Layer): Layer => ethernet({}, ipv6(outer6, above));

export const TUNNEL_CASES: readonly TunnelCase[] = [
  { name: 'MPLS, one label', frame: ethernet({}, mpls([16], overIpv4)), tunnels: ['mpls 16'] },
  { name: 'MPLS, three labels', frame: ethernet({}, mpls([100, 200, 1048575], overIpv4)), tunnels: ['mpls 1048575'] },
  { name: 'MPLS carrying IPv6', frame: ethernet({}, mpls([2], overIpv6)), tunnels: ['mpls 2'], version: 6 },
  {
    name: 'MPLS, upstream labels',
    frame: ethernet({}, { ...mpls([16], overIpv4), etherType: 0x8848 }),
    tunnels: ['mpls 16'],
  },
  {
    name: 'MPLS pseudowire with a control word',
    frame: ethernet({}, mpls([16, 17], frame4, { controlWord: true })),
    tunnels: ['mpls 17'],
    tsharkOptions: ['-d', 'mpls.label==17,pwethcw'],
  },
  {
    name: 'MPLS pseudowire without one',
    frame: ethernet({}, mpls([16, 17], frame4)),
    tunnels: ['mpls 17'],
    tsharkOptions: ['-d', 'mpls.label==17,pwethnocw'],
  },
  { name: 'MPLS in IP', frame: over4(mpls([16], overIpv4)), tunnels: [`mpls 16 ${OUT4}`] },
  { name: 'PPPoE', frame: ethernet({}, pppoe(7, ppp(overIpv4))), tunnels: ['pppoe 7'] },
  { name: 'PPPoE carrying IPv6', frame: ethernet({}, pppoe(7, ppp(overIpv6))), tunnels: ['pppoe 7'], version: 6 },
  {
    name: 'PPPoE with a compressed protocol field',
    frame: ethernet({}, pppoe(7, ppp(overIpv4, { compressed: true }))),
    tunnels: ['pppoe 7'],
  },
  {
    name: 'PPPoE carrying MPLS, behind QinQ',
    frame: ethernet({}, vlan(5, vlan(6, pppoe(7, ppp(mpls([18], overIpv4)))), { tag: 0x88a8 })),
    tunnels: ['pppoe 7', 'mpls 18'],
    vlanIds: [5, 6],
  },
  { name: 'GRE', frame: over4(gre({}, overIpv4)), tunnels: [`gre ${OUT4}`] },
  {
    name: 'GRE with checksum, key and sequence number',
    frame: over4(gre({ key: 0xfffffffe, sequence: 1, checksum: true }, overIpv4)),
    tunnels: [`gre 4294967294 ${OUT4}`],
  },
  {
    name: 'GRE with a key, IPv6 in IPv6',
    frame: over6(gre({ key: 1 }, overIpv6)),
    tunnels: [`gre 1 ${OUT6}`],
    version: 6,
  },
  { name: 'GRE carrying Ethernet', frame: over4(gre({ type: 0x6558 }, frame4)), tunnels: [`gre ${OUT4}`] },
  { name: 'GRE carrying MPLS', frame: over4(gre({}, mpls([16], overIpv4))), tunnels: [`gre ${OUT4}`, 'mpls 16'] },
  { name: 'GRE carrying PPP', frame: over4(gre({}, ppp(overIpv4))), tunnels: [`gre ${OUT4}`] },
  { name: 'PPTP', frame: over4(pptp(9, ppp(overIpv4, { framed: true }))), tunnels: [`gre 9 ${OUT4}`] },
  { name: 'PPTP with acknowledgment', frame: over4(pptp(9, ppp(overIpv4), 3)), tunnels: [`gre 9 ${OUT4}`] },
  { name: 'ERSPAN I', frame: over4(erspan(1, 0, frame4)), tunnels: [`erspan ${OUT4}`] },
  { name: 'ERSPAN II', frame: over4(erspan(2, 1023, frame4)), tunnels: [`erspan 1023 ${OUT4}`] },
  {
    name: 'ERSPAN II of a tagged frame',
    frame: over4(erspan(2, 5, ethernet({}, vlan(33, overIpv4)))),
    tunnels: [`erspan 5 ${OUT4}`],
    vlanIds: [33],
  },
  { name: 'ERSPAN III', frame: over4(erspan(3, 5, frame4)), tunnels: [`erspan 5 ${OUT4}`] },
  {
    name: 'ERSPAN III with a platform subheader',
    frame: over4(erspan(3, 5, frame6, { platform: true })),
    tunnels: [`erspan 5 ${OUT4}`],
    version: 6,
  },
  { name: 'IPv4 in IPv4', frame: over4(overIpv4), tunnels: [`ipInIp ${OUT4}`] },
  { name: 'IPv6 in IPv4', frame: over4(overIpv6), tunnels: [`ipInIp ${OUT4}`], version: 6 },
  { name: 'IPv4 in IPv6', frame: over6(overIpv4), tunnels: [`ipInIp ${OUT6}`] },
  {
    name: 'IPv6 in IPv6 behind extension headers',
    frame: over6(ipv6Extension(60, overIpv6, 1)),
    tunnels: [`ipInIp ${OUT6}`],
    version: 6,
  },
  { name: 'VXLAN', frame: over4(vxlan(0xabcdef, frame4)), tunnels: [`vxlan 11259375 ${OUT4}`] },
  {
    name: 'VXLAN, port of Linux',
    frame: over4(vxlan(1, frame4, { port: 8472 })),
    tunnels: [`vxlan 1 ${OUT4}`],
    tsharkOptions: ['-d', 'udp.port==8472,vxlan'],
  },
  { name: 'VXLAN with group policy', frame: over4(vxlan(1, frame4, { policy: 77 })), tunnels: [`vxlan 1 ${OUT4}`] },
  { name: 'VXLAN in IPv6', frame: over6(vxlan(1, frame6)), tunnels: [`vxlan 1 ${OUT6}`], version: 6 },
  {
    name: 'VXLAN-GPE carrying IPv4',
    frame: over4(vxlanGpe(1, overIpv4)),
    tunnels: [`vxlan 1 ${OUT4}`],
    tsharkOptions: ['-d', 'udp.port==4790,vxlan_gpe'],
  },
  { name: 'VXLAN-GPE carrying Ethernet', frame: over4(vxlanGpe(1, frame4)), tunnels: [`vxlan 1 ${OUT4}`] },
  { name: 'Geneve', frame: over4(geneve(5, frame4)), tunnels: [`geneve 5 ${OUT4}`] },
  { name: 'Geneve with options', frame: over4(geneve(5, frame4, 3)), tunnels: [`geneve 5 ${OUT4}`] },
  { name: 'Geneve carrying IPv6', frame: over4(geneve(5, overIpv6)), tunnels: [`geneve 5 ${OUT4}`], version: 6 },
  { name: 'GTP-U', frame: over4(gtpU(0xfeedface, overIpv4)), tunnels: [`gtpU 4277009102 ${OUT4}`] },
  {
    name: 'GTP-U with a sequence number',
    frame: over4(gtpU(1, overIpv6, { sequence: 5 })),
    tunnels: [`gtpU 1 ${OUT4}`],
    version: 6,
  },
  {
    name: 'GTP-U with extension headers',
    frame: over4(
      gtpU(1, overIpv4, {
        extensions: [
          [0x85, Uint8Array.of(0, 9)],
          [0xc0, Uint8Array.of(0, 0, 0, 0, 0, 0)],
        ],
      }),
    ),
    tunnels: [`gtpU 1 ${OUT4}`],
  },
  { name: 'TZSP', frame: over4(tzsp(frame4)), tunnels: [`tzsp ${OUT4}`] },
  {
    name: 'TZSP carrying 802.11',
    frame: over4(tzsp(wlan({ fromDistribution: true }, llcSnap(overIpv4)), { protocol: 18 })),
    tunnels: [`tzsp ${OUT4}`],
  },
  { name: 'L2TP', frame: over4(l2tp(1, 9, ppp(overIpv4, { framed: true }))), tunnels: [`l2tp 9 ${OUT4}`] },
  {
    name: 'L2TP without length, with sequence numbers and offset',
    frame: over4(l2tp(1, 9, ppp(overIpv4), { length: false, sequence: true, offsetBytes: 2 })),
    tunnels: [`l2tp 9 ${OUT4}`],
  },
  ...[12, 16, 0, 24, 32].map((checkValueBytes) => ({
    name: `ESP without encryption, check value of ${checkValueBytes}`,
    frame: over4(espTransport({ index: 0x1234, checkValueBytes }, outer4, datagram)),
    tunnels: [`espNull 4660 ${OUT4}`],
    sameAddresses: true as const,
    ...(checkValueBytes === 0 ? { unlikeTshark: 'its heuristic wants a check value' } : {}),
  })),
  {
    name: 'ESP without encryption, TCP',
    frame: over4(espTransport({ index: 1 }, outer4, tcp(ports, payload))),
    tunnels: [`espNull 1 ${OUT4}`],
    transport: 'tcp',
    sameAddresses: true,
  },
  {
    name: 'ESP without encryption, tunnel mode',
    frame: over6(espNull({ index: 1 }, overIpv4.bytes, 4)),
    tunnels: [`espNull 1 ${OUT6}`],
  },
  {
    name: 'ESP without encryption in UDP',
    frame: over4(espInUdp(espNull({ index: 1, extraPaddingBytes: 8 }, overIpv6.bytes, 41))),
    tunnels: [`espNull 1 ${OUT4}`],
    version: 6,
  },
  {
    name: '802.11 with radiotap',
    linkType: 127,
    frame: radiotap(wlan({ toDistribution: true, qos: true }, llcSnap(overIpv4))),
    tunnels: [],
  },
  {
    name: '802.11 aggregate between access points',
    linkType: 105,
    frame: wlan(
      { toDistribution: true, fromDistribution: true, qos: true, aggregate: true },
      aggregated(llcSnap(overIpv4)),
    ),
    tunnels: [],
  },
  { name: 'PPP as the link', linkType: 9, frame: ppp(overIpv4, { framed: true }), tunnels: [] },
  {
    name: 'PPP with HDLC framing as the link',
    linkType: 50,
    frame: ppp(overIpv6, { framed: true }),
    tunnels: [],
    version: 6,
  },
  { name: 'PPPoE as the link', linkType: 51, frame: pppoe(3, ppp(overIpv4)), tunnels: ['pppoe 3'] },
];
