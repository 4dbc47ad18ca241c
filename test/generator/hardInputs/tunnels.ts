import { textBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, ipv6, raw, udp, vlan, type Layer } from '../../fixtures/frames';
import { sipRequest } from '../../fixtures/sipMessages';
import { EAST, expectMessage, frames, hardInput, HOSTS, SIP_PORTS, WEST, type HardInput } from './hardInput';
import {
  controlWord,
  erspan1,
  erspan2,
  erspan3,
  espNull,
  geneve,
  gre,
  gtpU,
  gtpUExtended,
  inside,
  ipInIp,
  mpls,
  ppp,
  pppoe,
  pptp,
  vxlan,
} from './tunnelFrames';

const text = sipRequest('OPTIONS', { callId: 'tunnel@example.org' });
const datagram: Layer = udp(SIP_PORTS, textBytes(text));
const inner: Layer = ipv4(HOSTS, datagram);
const outer = `${WEST} > ${EAST}`;
const IPV6_OUTER = { source: '2001:db8::1', destination: '2001:db8::2' };

const tunnelled = (
  name: string,
  frame: Layer,
  tunnels: readonly string[],
  vlanIds: readonly number[] = [],
): HardInput =>
  hardInput({
    row: 'tunnels',
    name: `tunnel-${name}`,
    frames: frames(ethernet({}, frame)),
    messages: [expectMessage(text, { tunnels, vlanIds })],
  });

/** Eight different tunnels, the innermost first as they are put on. */
function eightDeep(bottom: Layer): Layer {
  const access = vxlan(6, inside(pppoe(7, bottom)));
  const mirrored = erspan2(4, inside(mpls([5], access)));
  return vxlan(1, inside(vlan(7, gre(0x0800, { key: 2 }, gtpU(3, ipInIp(mirrored))))));
}

const EIGHT_TUNNELS = [
  `vxlan 1 ${outer}`,
  `gre 2 ${outer}`,
  `gtpU 3 ${outer}`,
  `ipInIp - ${outer}`,
  `erspan 4 ${outer}`,
  'mpls 5 - > -',
  `vxlan 6 ${outer}`,
  'pppoe 7 - > -',
];

export const TUNNEL_INPUTS: readonly HardInput[] = [
  tunnelled('mpls', mpls([16_001], inner), ['mpls 16001 - > -']),
  tunnelled('mpls-stack', mpls([16_001, 24], inner), ['mpls 24 - > -']),
  {
    ...tunnelled('mpls-pseudowire', mpls([300], controlWord(inside(vlan(9, inner)))), ['mpls 300 - > -'], [9]),
    tshark: {
      shows: 'same',
      options: ['-d', 'mpls.label==300,pwethcw'],
      because: 'it does not look behind a control word',
    },
  },
  tunnelled('gre', gre(0x0800, {}, inner), [`gre - ${outer}`]),
  tunnelled('gre-key', gre(0x0800, { key: 0xabcdef, sequence: 3, checksum: true }, inner), [
    `gre ${0xabcdef} ${outer}`,
  ]),
  tunnelled('gre-ethernet', gre(0x6558, {}, inside(inner)), [`gre - ${outer}`]),
  tunnelled('gre-pptp', pptp(77, ppp(inner)), [`gre 77 ${outer}`]),
  tunnelled('erspan-1', erspan1(inside(inner)), [`erspan - ${outer}`]),
  tunnelled('erspan-2', erspan2(33, inside(inner)), [`erspan 33 ${outer}`]),
  tunnelled('erspan-3', erspan3(34, inside(inner)), [`erspan 34 ${outer}`]),
  tunnelled('erspan-3-sub-header', erspan3(34, inside(inner), { subHeader: true }), [`erspan 34 ${outer}`]),
  tunnelled('vxlan', vxlan(5000, inside(vlan(12, inner))), [`vxlan 5000 ${outer}`], [12]),
  tunnelled('geneve', geneve(5001, inside(inner)), [`geneve 5001 ${outer}`]),
  tunnelled('gtp-u', gtpU(0x1a2b3c4d, inner), [`gtpU ${0x1a2b3c4d} ${outer}`]),
  tunnelled('gtp-u-extended', gtpUExtended(9, inner), [`gtpU 9 ${outer}`]),
  tunnelled('pppoe', vlan(40, pppoe(21, inner)), ['pppoe 21 - > -'], [40]),
  tunnelled('ip-in-ip', ipInIp(inner), [`ipInIp - ${outer}`]),
  tunnelled('ip-in-ipv6', ipv6(IPV6_OUTER, inner), ['ipInIp - 2001:db8::1 > 2001:db8::2']),
  hardInput({
    row: 'tunnels',
    name: 'tunnel-ipv6-in-ip',
    frames: frames(ethernet({}, ipInIp(ipv6({ source: '2001:db8::a', destination: '2001:db8::b' }, datagram)))),
    messages: [
      expectMessage(text, {
        tunnels: [`ipInIp - ${outer}`],
        source: '2001:db8::a:5060',
        destination: '2001:db8::b:5060',
      }),
    ],
  }),
  tunnelled('eight-deep', eightDeep(inner), EIGHT_TUNNELS, [7]),
  hardInput({
    row: 'tunnels',
    name: 'tunnel-nine-deep',
    frames: frames(ethernet({}, eightDeep(ipInIp(inner)))),
    messages: [],
    undecodedFrames: 1,
    tshark: { shows: ['OPTIONS tunnel@example.org'], because: 'more than eight tunnels are not followed, by choice' },
  }),
];

const HEURISTIC = ['-o', 'esp.enable_null_encryption_decode_heuristic:TRUE'];
const PREFERENCE = {
  shows: 'same',
  options: HEURISTIC,
  because: 'the heuristic for the NULL cipher is off by default',
} as const;

const esp = (name: string, checkBytes: number, above: Layer): HardInput =>
  hardInput({
    row: 'espNull',
    name: `esp-null-${name}`,
    frames: frames(ethernet({}, ipv4(HOSTS, espNull({ parameters: 0x4711, checkBytes }, above)))),
    messages: [expectMessage(text, { tunnels: [`espNull ${0x4711} ${HOSTS.source} > ${HOSTS.destination}`] })],
    tshark: PREFERENCE,
  });

/** UDP with its checksum, as it stands behind an IP header. */
const checkedDatagram = raw(inner.bytes.slice(20), { protocol: 17 });

export const ESP_INPUTS: readonly HardInput[] = [
  esp('transport', 12, checkedDatagram),
  esp('tunnel', 12, inner),
  esp('check-value-of-16', 16, checkedDatagram),
];
