import { TUNNEL_KINDS } from '../../../shared/capture/tunnelKinds';
import type { Encapsulation, Tunnel } from '../../../shared/protocol/rows';
import { formatAddress } from '../decode/ip/address';
import { NO_TUNNEL_ID, type Packet } from '../decode/packet';

/** Wrappings kept to be shared; beyond it the pool begins anew. */
const MAX_KEPT = 4096;

function tunnelOf(packet: Packet, index: number): Tunnel {
  const id = packet.tunnelIds[index]!;
  const hasAddresses = packet.tunnelIpVersions[index] !== 0;
  const words = packet.tunnelWords.subarray(index * 8, index * 8 + 8);
  return {
    kind: TUNNEL_KINDS[packet.tunnelKinds[index]!]!,
    id: id === NO_TUNNEL_ID ? null : id,
    source: hasAddresses ? formatAddress(words.subarray(0, 4)) : null,
    destination: hasAddresses ? formatAddress(words.subarray(4, 8)) : null,
  };
}

function read(packet: Packet): Encapsulation {
  const tunnels: Tunnel[] = [];
  for (let index = 0; index < packet.tunnelCount; index += 1) tunnels.push(tunnelOf(packet, index));
  return { vlanIds: [...packet.vlanIds.subarray(0, packet.vlanCount)], tunnels };
}

/** What packets are wrapped in, one object for all that are wrapped alike. */
export class EncapsulationPool {
  readonly #known = new Map<string, Encapsulation>();

  /** null for a packet without VLAN tags and tunnels. */
  of(packet: Packet): Encapsulation | null {
    if (packet.vlanCount === 0 && packet.tunnelCount === 0) return null;
    const encapsulation = read(packet);
    const key = JSON.stringify(encapsulation);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MAX_KEPT) this.#known.clear();
    this.#known.set(key, encapsulation);
    return encapsulation;
  }
}
