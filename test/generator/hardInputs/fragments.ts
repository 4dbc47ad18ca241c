import { textBytes } from '../../fixtures/bytes';
import { evenCuts, fragmentIpv4, fragmentIpv6 } from '../../fixtures/fragments';
import { ethernet, ipv4, raw, udp, vlan, type Layer } from '../../fixtures/frames';
import { sipRequest } from '../../fixtures/sipMessages';
import { expectMessage, frames, hardInput, HOSTS, SIP_PORTS, type ExpectedMessage, type HardInput } from './hardInput';
import { gtpU, inside, vxlan } from './tunnelFrames';

const text = sipRequest('OPTIONS', { callId: 'fragment@example.org', headers: ['X-Long: '.padEnd(3000, 'x')] });
const datagram: Layer = udp(SIP_PORTS, textBytes(text));
const cuts = evenCuts(datagram.bytes.length, 1400);
const parts4 = fragmentIpv4({ ...HOSTS, id: 77 }, datagram, cuts);
const IPV6_HOSTS = { source: '2001:db8::a', destination: '2001:db8::b', id: 78 };
const parts6 = fragmentIpv6(IPV6_HOSTS, datagram, cuts);
const IPV6_PATH = { source: '2001:db8::a:5060', destination: '2001:db8::b:5060' };

const all = parts4.map((_, index) => index + 1);

const fragmented = (name: string, layers: readonly Layer[], change: Partial<ExpectedMessage> = {}): HardInput =>
  hardInput({
    row: 'fragments',
    name: `fragments-${name}`,
    frames: frames(...layers.map((layer) => ethernet({}, layer))),
    messages: [expectMessage(text, { frames: all, ...change })],
  });

const [first, second, last] = parts4 as [Layer, Layer, Layer];

/** The datagram around a tunnel is cut, as happens where the tunnel's head makes packets too long for a link. */
const wrapped = gtpU(0x11, ipv4(HOSTS, datagram));
const outerPayload = raw(wrapped.bytes.subarray(20), { protocol: 17 });
const OUTER_FIELDS = { source: '10.9.0.1', destination: '10.9.0.2', id: 79 };
const outerParts = fragmentIpv4(OUTER_FIELDS, outerPayload, evenCuts(outerPayload.bytes.length, 1400));

export const FRAGMENT_INPUTS: readonly HardInput[] = [
  fragmented('ipv4', parts4),
  fragmented('ipv4-reversed', parts4.toReversed()),
  fragmented('ipv4-first-in-the-middle', [second, first, last]),
  fragmented('ipv4-repeated', [first, first, second, second, last], { frames: [1, 3, 5] }),
  fragmented('ipv6', parts6, IPV6_PATH),
  fragmented('ipv6-reversed', parts6.toReversed(), IPV6_PATH),
  fragmented(
    'in-vlan',
    parts4.map((part) => vlan(55, part)),
    { vlanIds: [55] },
  ),
  fragmented('in-vxlan', parts4.map((part) => vxlan(8, inside(part))).toReversed(), {
    tunnels: ['vxlan 8 10.9.0.1 > 10.9.0.2'],
  }),
  fragmented('around-gtp-u', outerParts.toReversed(), { tunnels: [`gtpU ${0x11} 10.9.0.1 > 10.9.0.2`] }),
  hardInput({
    row: 'fragments',
    name: 'fragments-incomplete',
    frames: frames(ethernet({}, first), ethernet({}, last)),
    messages: [],
    notes: ['1 IP datagram was not complete: 2 fragments could not be read.'],
  }),
  hardInput({
    row: 'fragments',
    name: 'fragments-atomic-ipv6',
    frames: frames(ethernet({}, atomic())),
    messages: [expectMessage(text, IPV6_PATH)],
  }),
];

/** RFC 6946: a fragment header on a datagram that is whole. */
function atomic(): Layer {
  const whole = fragmentIpv6(IPV6_HOSTS, datagram, [{ start: 0, end: datagram.bytes.length }]);
  return whole[0]!;
}
