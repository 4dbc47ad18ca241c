import { joinBytes, textBytes, words16, words32 } from '../../fixtures/bytes';
import { ethernet, ipv4, ipv6, raw, udp, type Layer } from '../../fixtures/frames';
import { internetChecksum } from '../../fixtures/internetChecksum';
import { sdpText, sipRequest } from '../../fixtures/sipMessages';
import { expectMessage, hardInput, HOSTS, SIP_PORTS, type HardFrame, type HardInput } from './hardInput';
import { gtpU } from './tunnelFrames';

type IcmpFields = { readonly type: number; readonly code: number; readonly protocol?: 1 | 58 };

/** RFC 792 and 4443: type, code, checksum, unused word, then what is quoted. */
function icmpError({ type, code, protocol = 1 }: IcmpFields, quoted: Uint8Array): Layer {
  const message = joinBytes(Uint8Array.of(type, code), words16(0), words32(0), quoted);
  if (protocol === 1) message.set(words16(internetChecksum(message)), 2);
  return { ...raw(message, { protocol }), checksumAt: protocol === 58 ? 2 : null };
}

const sdp = sdpText('192.0.2.1', [{ port: 20_000, formats: ['0 PCMU/8000'] }]);
const text = sipRequest('INVITE', { callId: 'unreachable@example.org', sdp });
const sent = ipv4({ ...HOSTS, id: 5 }, udp(SIP_PORTS, textBytes(text)));
const BACK = { source: HOSTS.destination, destination: HOSTS.source };
const ROUTER = { source: '198.51.100.1', destination: HOSTS.source };
const IPV6_HOSTS = { source: '2001:db8::a', destination: '2001:db8::b' };
const IPV6_BACK = { source: '2001:db8::b', destination: '2001:db8::a' };
const sentIpv6 = ipv6(IPV6_HOSTS, udp(SIP_PORTS, textBytes(text)));
const IPV6_PATH = { source: '2001:db8::a:5060', destination: '2001:db8::b:5060' };

const answered = (sentFrame: Layer, error: Layer): readonly HardFrame[] => [
  { atMs: 0, bytes: ethernet({}, sentFrame).bytes },
  { atMs: 0.4, bytes: ethernet({}, error).bytes },
];

const TWICE = ['INVITE unreachable@example.org', 'INVITE unreachable@example.org'];
const QUOTED = { shows: TWICE, because: 'the quoted message is counted as a message' } as const;

const PORT_UNREACHABLE = 'Destination port unreachable (ICMP type 3, code 3)';

export const ICMP_INPUTS: readonly HardInput[] = [
  hardInput({
    row: 'icmp',
    name: 'icmp-port-unreachable',
    frames: answered(sent, ipv4(BACK, icmpError({ type: 3, code: 3 }, sent.bytes))),
    messages: [expectMessage(text, { undeliverable: PORT_UNREACHABLE })],
    tshark: QUOTED,
  }),
  hardInput({
    row: 'icmp',
    name: 'icmp-quotes-eight-bytes',
    frames: answered(sent, ipv4(BACK, icmpError({ type: 3, code: 3 }, sent.bytes.subarray(0, 28)))),
    messages: [expectMessage(text, { undeliverable: PORT_UNREACHABLE })],
  }),
  hardInput({
    row: 'icmp',
    name: 'icmp-host-unreachable-from-router',
    frames: answered(sent, ipv4(ROUTER, icmpError({ type: 3, code: 1 }, sent.bytes.subarray(0, 28)))),
    messages: [expectMessage(text, { undeliverable: 'Destination host unreachable (ICMP type 3, code 1)' })],
  }),
  hardInput({
    row: 'icmp',
    name: 'icmpv6-port-unreachable',
    frames: answered(sentIpv6, ipv6(IPV6_BACK, icmpError({ type: 1, code: 4, protocol: 58 }, sentIpv6.bytes))),
    messages: [
      expectMessage(text, { ...IPV6_PATH, undeliverable: 'Destination port unreachable (ICMPv6 type 1, code 4)' }),
    ],
    tshark: QUOTED,
  }),
  hardInput({
    row: 'icmp',
    name: 'icmp-inside-gtp-u',
    frames: answered(gtpU(3, sent), gtpU(4, ipv4(BACK, icmpError({ type: 3, code: 3 }, sent.bytes)))),
    messages: [expectMessage(text, { tunnels: ['gtpU 3 10.9.0.1 > 10.9.0.2'], undeliverable: PORT_UNREACHABLE })],
    tshark: QUOTED,
  }),
  hardInput({
    row: 'icmp',
    name: 'icmp-of-a-message-not-seen',
    frames: [{ atMs: 0, bytes: ethernet({}, ipv4(BACK, icmpError({ type: 3, code: 3 }, sent.bytes))).bytes }],
    messages: [],
    tshark: { shows: TWICE.slice(0, 1), because: 'the quoted message is counted as a message' },
  }),
];
