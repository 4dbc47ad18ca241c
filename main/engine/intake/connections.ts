import type { CarriedUnit } from '../analysis/carriedUnit';
import type { CompanionAnalysis } from '../analysis/companions/companionAnalysis';
import type { KeepaliveAnalysis } from '../analysis/keepalives/keepaliveAnalysis';
import { SctpReassembly } from '../analysis/reassembly/sctpReassembly';
import { TcpStreams } from '../analysis/streams/tcpStreams';
import { Packet } from '../decode/packet';
import { inflate } from '../store/inflate';
import { Arrival } from './arrival';
import type { FlowTags } from './flowTags';
import type { Datagrams } from './datagrams';
import type { HepPackets } from './hepPackets';
import type { SipMessages } from './sipMessages';
import { fillFromUnit } from './unitPacket';

export type UnitKeepers = {
  readonly sip: SipMessages;
  readonly hep: HepPackets;
  readonly companions: CompanionAnalysis;
  readonly keepalives: KeepaliveAnalysis;
  readonly datagrams: Datagrams;
  readonly flowTags: FlowTags;
};

/** What TCP and SCTP carry, unit by unit, on its way to whoever keeps such things. */
export class Connections {
  readonly tcp = new TcpStreams((unit) => this.#onUnit(unit), {
    inflate,
    onLineEnds: ({ source, destination }, lengthBytes, { atMs, frame }) =>
      this.#keepers.keepalives.onLineEnds({ source, destination, lengthBytes, isConnection: true, atMs, frame }),
  });
  readonly sctp = new SctpReassembly((unit) => this.#onUnit(unit));
  readonly #keepers: UnitKeepers;
  /** Stand for the units that count as datagrams, one after the other. */
  readonly #packet = new Packet();
  readonly #arrival = new Arrival();

  constructor(keepers: UnitKeepers) {
    this.#keepers = keepers;
  }

  onPacket(outcome: 'tcp' | 'sctp', packet: Packet, { frame, fragments, atMs }: Arrival): void {
    if (outcome === 'tcp') this.tcp.offer(packet, frame, fragments, atMs);
    else this.sctp.offer(packet, frame, fragments, atMs);
  }

  finish(atMs: number): void {
    this.tcp.finish(atMs);
    this.sctp.finish();
  }

  #onUnit(unit: CarriedUnit): void {
    const { sip, hep, companions, flowTags } = this.#keepers;
    switch (unit.kind) {
      case 'sip':
        sip.onText(unit);
        return;
      case 'hep':
        return hep.onPacket({ ...unit, place: { ...unit.place, wrapping: 'hep' } });
      case 'msrp':
        return flowTags.noteCompanion(companions.onUnit(unit), unit.frame, unit.frames);
      default:
        return this.#onFramed(unit);
    }
  }

  /** A packet that a connection carries whole (RFC 4571, STUN over TCP) counts as a datagram between the same endpoints. */
  #onFramed(unit: CarriedUnit): void {
    if (!fillFromUnit(this.#packet, unit)) return;
    const arrival = this.#arrival;
    arrival.frame = unit.frame;
    arrival.atMs = unit.atMs;
    arrival.fragments = unit.frames;
    this.#keepers.datagrams.onPacket(this.#packet, arrival);
  }
}
