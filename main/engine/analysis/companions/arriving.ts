import { TUNNEL_KINDS } from '../../../../shared/capture/tunnelKinds';
import type { Encapsulation, Transport } from '../../../../shared/protocol/rows';
import { parseAddress } from '../../decode/ip/address';
import { IP_PROTOCOL, type Packet } from '../../decode/packet';
import type { CarriedUnit } from '../carriedUnit';
import { EncapsulationPool } from '../encapsulation';
import type { PathEnds } from '../endpointPair';
import type { FlowPath } from '../flowPath';

const TURN_TUNNEL = TUNNEL_KINDS.indexOf('turn');
/** Marks that tell paths between the same two endpoints apart, above the numbers of relay channels. */
const OVER_CONNECTION = 0x10000;
const RELAYED_WITHOUT_CHANNEL = 0xffff;

/** 0 for a plain datagram; what runs inside of a relay's channel is another path than what speaks with the relay. */
function markOf({ protocol, tunnelCount, tunnelKinds, tunnelIds }: Packet): number {
  const connection = protocol === IP_PROTOCOL.tcp ? OVER_CONNECTION : 0;
  if (tunnelCount === 0 || tunnelKinds[tunnelCount - 1] !== TURN_TUNNEL) return connection;
  const channel = tunnelIds[tunnelCount - 1]!;
  return connection | (channel < 0 ? RELAYED_WITHOUT_CHANNEL : channel & 0xffff);
}

/** Where what is being looked at came from, and in what. One instance is filled again for every datagram: not to be kept. */
export class Arriving {
  mark = 0;
  transport: Transport = 'udp';
  #ends: PathEnds;
  #packet: Packet | null = null;
  #path: FlowPath | null = null;
  readonly #pool = new EncapsulationPool();
  readonly #unitEnds = {
    sourceWords: new Uint32Array(4),
    sourcePort: 0,
    destinationWords: new Uint32Array(4),
    destinationPort: 0,
  };

  constructor() {
    this.#ends = this.#unitEnds;
  }

  get ends(): PathEnds {
    return this.#ends;
  }

  ofPacket(packet: Packet): void {
    this.#ends = packet;
    this.#packet = packet;
    this.mark = markOf(packet);
    this.transport = packet.protocol === IP_PROTOCOL.tcp ? 'tcp' : 'udp';
  }

  /** False when its addresses cannot be read. */
  ofUnit({ path, transport }: CarriedUnit): boolean {
    const ends = this.#unitEnds;
    ends.sourcePort = path.source.port;
    ends.destinationPort = path.destination.port;
    this.#ends = ends;
    this.#packet = null;
    this.#path = path;
    this.mark = OVER_CONNECTION;
    this.transport = transport;
    return (
      parseAddress(path.source.address, ends.sourceWords) &&
      parseAddress(path.destination.address, ends.destinationWords)
    );
  }

  encapsulation(): Encapsulation | null {
    return this.#packet === null ? (this.#path?.encapsulation ?? null) : this.#pool.of(this.#packet);
  }
}
