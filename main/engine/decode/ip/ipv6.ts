import { u16, u32 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';
import { nextOfProtocol } from './ipProtocol';

const HEADER_BYTES = 40;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'ipv6', detail: 'shorter than its header of 40 bytes' };
const WRONG_VERSION: LayerFault = { kind: 'malformed', layer: 'ipv6', detail: 'the version is not 6' };

function setAddress(words: Uint32Array, bytes: Uint8Array, at: number): void {
  words[0] = u32(bytes, at);
  words[1] = u32(bytes, at + 4);
  words[2] = u32(bytes, at + 8);
  words[3] = u32(bytes, at + 12);
}

/**
 * IPv6 (RFC 8200 §3):
 *
 *      0                   1                   2                   3
 *     |Version|   DSCP    |ECN|           Flow label                  |
 *     |         Payload length        |  Next header  |   Hop limit   |
 *     |                  Source address (128 bits)                    |
 *     |                Destination address (128 bits)                 |
 */
export function readIpv6(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < HEADER_BYTES) return cutOff(packet, CUT_OFF);
  if (bytes[start]! >>> 4 !== 6) return undecoded(packet, WRONG_VERSION);

  packet.ipVersion = 6;
  packet.identification = 0;
  packet.dscp = (u16(bytes, start) >>> 6) & 0x3f;
  packet.protocol = bytes[start + 6]!;
  setAddress(packet.sourceWords, bytes, start + 8);
  setAddress(packet.destinationWords, bytes, start + 24);

  const payloadBytes = u16(bytes, start + 4);
  packet.payloadStart = start + HEADER_BYTES;
  // 0 stands for a jumbogram (RFC 2675) or comes from segmentation offload: then the frame's end is the packet's.
  if (payloadBytes !== 0) {
    if (payloadBytes > end - packet.payloadStart) packet.truncated = true;
    else packet.payloadEnd = packet.payloadStart + payloadBytes;
  }
  return nextOfProtocol(packet);
}
