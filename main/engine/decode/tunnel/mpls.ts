import { u16, u32 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, intoTunnel, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';
import { isKnownEtherType } from '../link/etherType';

const ENTRY_BYTES = 4;
const BOTTOM_OF_STACK = 0x100;
/** Networks write a handful; more than this is no stack. */
const MAX_LABELS = 32;

const CONTROL_WORD_BYTES = 4;
const ETHER_TYPE_AT = 12;
/** First four bits of a pseudowire's control word and of an associated channel (RFC 4385 §3, §5). */
const CONTROL_WORD = 0;
const ASSOCIATED_CHANNEL = 1;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'mpls', detail: 'the label stack is cut off' };
const NOTHING_BEHIND: LayerFault = { kind: 'truncated', layer: 'mpls', detail: 'nothing follows the label stack' };
const TOO_MANY: LayerFault = { kind: 'malformed', layer: 'mpls', detail: `more than ${MAX_LABELS} labels` };
const UNKNOWN_PAYLOAD: LayerFault = {
  kind: 'unsupported',
  layer: 'mpls',
  detail: 'what follows the label stack looks neither like IP nor like an Ethernet frame',
};

const looksLikeEthernet = ({ bytes, payloadEnd }: Packet, at: number): boolean =>
  at + ETHER_TYPE_AT + 2 <= payloadEnd && isKnownEtherType(u16(bytes, at + ETHER_TYPE_AT));

/** A pseudowire (RFC 4448): an Ethernet frame with or without a control word before it. */
function nextOfPseudowire(packet: Packet, firstBits: number): Next {
  const at = packet.payloadStart;
  if (firstBits === CONTROL_WORD && looksLikeEthernet(packet, at + CONTROL_WORD_BYTES)) {
    packet.payloadStart = at + CONTROL_WORD_BYTES;
    return 'ethernet';
  }
  if (looksLikeEthernet(packet, at)) return 'ethernet';
  return firstBits === ASSOCIATED_CHANNEL ? 'notIp' : undecoded(packet, UNKNOWN_PAYLOAD);
}

/** No label names what it carries; by custom the first four bits behind the stack tell (RFC 4928 §3). */
function nextOfStack(packet: Packet): Next {
  if (packet.payloadStart >= packet.payloadEnd) return cutOff(packet, NOTHING_BEHIND);
  const first = packet.bytes[packet.payloadStart]!;
  if (first >>> 4 === 4 && (first & 0x0f) >= 5) return 'ipv4';
  if (first >>> 4 === 6) return 'ipv6';
  return nextOfPseudowire(packet, first >>> 4);
}

/**
 * An MPLS label stack (RFC 3032 §2.1). The stack is one tunnel, known by its bottom label: that one names the customer.
 *
 *     | Label 20 | traffic class 3 | bottom of stack 1 | time to live 8 |
 */
export function readMpls(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  for (let at = start; at < start + MAX_LABELS * ENTRY_BYTES; at += ENTRY_BYTES) {
    if (end - at < ENTRY_BYTES) return cutOff(packet, CUT_OFF);
    const entry = u32(bytes, at);
    if ((entry & BOTTOM_OF_STACK) === 0) continue;
    packet.payloadStart = at + ENTRY_BYTES;
    const next = intoTunnel(packet, 'mpls', entry >>> 12, 'ip');
    return next === 'ip' ? nextOfStack(packet) : next;
  }
  return undecoded(packet, TOO_MANY);
}
