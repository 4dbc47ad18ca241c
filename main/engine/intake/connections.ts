import type { CarriedUnit } from '../analysis/carriedUnit';
import type { CompanionAnalysis } from '../analysis/companions/companionAnalysis';
import { SctpReassembly } from '../analysis/reassembly/sctpReassembly';
import { TcpStreams } from '../analysis/streams/tcpStreams';
import type { Packet } from '../decode/packet';
import { inflate } from '../store/inflate';
import type { Arrival } from './arrival';
import type { FlowTags } from './flowTags';
import type { Datagrams } from './datagrams';
import type { HepPackets } from './hepPackets';
import type { SipMessages } from './sipMessages';

export type UnitKeepers = {
  readonly sip: SipMessages;
  readonly hep: HepPackets;
  readonly companions: CompanionAnalysis;
  readonly datagrams: Datagrams;
  readonly flowTags: FlowTags;
};

/** What TCP and SCTP carry, unit by unit, on its way to whoever keeps such things. */
export class Connections {
  readonly tcp = new TcpStreams((unit) => this.#onUnit(unit), { inflate });
  readonly sctp = new SctpReassembly((unit) => this.#onUnit(unit));
  readonly #keepers: UnitKeepers;
  #packet: Packet | null = null;
  #arrival: Arrival | null = null;

  constructor(keepers: UnitKeepers) {
    this.#keepers = keepers;
  }

  onPacket(outcome: 'tcp' | 'sctp', packet: Packet, arrival: Arrival): void {
    this.#packet = packet;
    this.#arrival = arrival;
    const { frame, fragments, atMs } = arrival;
    if (outcome === 'tcp') this.tcp.offer(packet, frame, fragments, atMs);
    else this.sctp.offer(packet, frame, fragments, atMs);
  }

  finish(atMs: number): void {
    this.#packet = null;
    this.tcp.finish(atMs);
    this.sctp.finish();
  }

  #onUnit(unit: CarriedUnit): void {
    const { sip, hep, companions, flowTags } = this.#keepers;
    switch (unit.kind) {
      case 'sip':
        return sip.onCaptured(unit);
      case 'hep':
        return hep.onPacket({ ...unit, place: { ...unit.place, wrapping: 'hep' } });
      case 'msrp':
        return flowTags.noteCompanion(companions.onUnit(unit), unit.frame, unit.frames);
      default:
        return this.#onFramed(unit);
    }
  }

  /** A packet that a connection carries whole (RFC 4571, STUN over TCP) counts as a datagram between the same endpoints. */
  #onFramed({ bytes, start, end, frame }: CarriedUnit): void {
    const packet = this.#packet;
    const arrival = this.#arrival;
    if (packet === null || arrival?.frame !== frame) return; // of a connection that was closed in passing: its packet is gone
    const { bytes: segment, payloadStart, payloadEnd, tunnelCount } = packet;
    packet.bytes = bytes;
    packet.payloadStart = start;
    packet.payloadEnd = end;
    this.#keepers.datagrams.onPacket(packet, arrival);
    packet.bytes = segment;
    packet.payloadStart = payloadStart;
    packet.payloadEnd = payloadEnd;
    packet.tunnelCount = tunnelCount;
  }
}
