import type { Encapsulation } from '../../../shared/protocol/rows';
import type { CarriedUnit } from '../analysis/carriedUnit';
import { parseAddress } from '../decode/ip/address';
import { IP_PROTOCOL, NO_TUNNEL_ID, type Packet } from '../decode/packet';

const WITHOUT_ADDRESSES = 0;
const ipVersionOf = (address: string): number => (address.includes(':') ? 6 : 4);

function wrap(packet: Packet, { vlanIds, tunnels }: Encapsulation): void {
  packet.vlanIds.set(vlanIds.slice(0, packet.vlanIds.length));
  packet.vlanCount = Math.min(vlanIds.length, packet.vlanIds.length);
  for (const { kind, id, source, destination } of tunnels) {
    packet.ipVersion = source === null ? WITHOUT_ADDRESSES : ipVersionOf(source);
    if (source !== null) parseAddress(source, packet.sourceWords);
    if (destination !== null) parseAddress(destination, packet.destinationWords);
    packet.enterTunnel(kind, id ?? NO_TUNNEL_ID);
  }
}

/**
 * Fills `packet` so that it stands for a unit of a connection as if a datagram had brought it: the packet of the segment that
 * completed it may be another connection's when a hole is given up. False when its addresses cannot be read.
 */
export function fillFromUnit(packet: Packet, { bytes, start, end, path }: CarriedUnit): boolean {
  packet.begin(bytes, start, end);
  if (path.encapsulation !== null) wrap(packet, path.encapsulation);
  packet.ipVersion = ipVersionOf(path.source.address);
  packet.protocol = IP_PROTOCOL.tcp;
  packet.dscp = path.dscp;
  packet.sourcePort = path.source.port;
  packet.destinationPort = path.destination.port;
  return (
    parseAddress(path.source.address, packet.sourceWords) &&
    parseAddress(path.destination.address, packet.destinationWords)
  );
}
