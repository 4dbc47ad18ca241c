import { u16, u32 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';
import { EXTENSION, nextOfProtocol } from './ipProtocol';

/** RFC 8200 §4.1 foresees seven; twice that is an attack. */
const MAX_EXTENSION_HEADERS = 16;

const MIN_BYTES = 8;
const OFFSET_MASK = 0xfff8;
const MORE_FRAGMENTS = 0x0001;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'extensionHeaders', detail: 'an extension header is cut off' };
const TOO_MANY: LayerFault = {
  kind: 'malformed',
  layer: 'extensionHeaders',
  detail: `more than ${MAX_EXTENSION_HEADERS} extension headers`,
};

/** Length of an extension header: AH counts it in 4 bytes (RFC 4302 §2.2), the others in 8. */
export function extensionBytes(protocol: number, lengthField: number): number {
  if (protocol === EXTENSION.fragment) return MIN_BYTES;
  return protocol === EXTENSION.authentication ? (lengthField + 2) * 4 : (lengthField + 1) * 8;
}

/**
 * Fragment header (RFC 8200 §4.5). One that is the whole datagram (an atomic fragment, RFC 6946) is no fragment.
 *
 *     | Next header 8 | reserved 8 | offset in 8 bytes 13 | 2 | more 1 | identification 32 |
 */
function readFragmentHeader(packet: Packet, at: number): boolean {
  const offsetAndFlag = u16(packet.bytes, at + 2);
  packet.fragmentOffsetBytes = offsetAndFlag & OFFSET_MASK;
  packet.moreFragments = (offsetAndFlag & MORE_FRAGMENTS) !== 0;
  packet.fragmentId = u32(packet.bytes, at + 4);
  packet.isFragment = packet.moreFragments || packet.fragmentOffsetBytes !== 0;
  return packet.isFragment;
}

/** Steps over the extension headers up to the transport, or up to a fragment header. */
export function readExtensionHeaders(packet: Packet): Next {
  for (let count = 0; count < MAX_EXTENSION_HEADERS; count += 1) {
    const at = packet.payloadStart;
    if (packet.payloadEnd - at < MIN_BYTES) return cutOff(packet, CUT_OFF);
    const headerBytes = extensionBytes(packet.protocol, packet.bytes[at + 1]!);
    if (packet.payloadEnd - at < headerBytes) return cutOff(packet, CUT_OFF);

    const isFragmentHeader = packet.protocol === EXTENSION.fragment;
    packet.protocol = packet.bytes[at]!;
    packet.payloadStart = at + headerBytes;
    if (isFragmentHeader && readFragmentHeader(packet, at)) return 'fragment';

    const next = nextOfProtocol(packet);
    if (next !== 'extensionHeaders') return next;
  }
  return undecoded(packet, TOO_MANY);
}
