import { classifyPayload, type PayloadKind } from '../analysis/classify';
import type { CompanionAnalysis } from '../analysis/companions/companionAnalysis';
import type { EncapsulationPool } from '../analysis/encapsulation';
import { flowPathOf } from '../analysis/flowPath';
import type { KeepaliveAnalysis } from '../analysis/keepalives/keepaliveAnalysis';
import type { MediaAnalysis } from '../analysis/media/mediaAnalysis';
import type { Packet } from '../decode/packet';
import { RtpHeader } from '../decode/rtp/rtpHeader';
import { channelNumber, channelPayload } from '../decode/stun/channelData';
import { dataAttribute } from '../decode/stun/dataAttribute';
import type { Arrival } from './arrival';
import type { FlowTags } from './flowTags';
import type { HepPackets } from './hepPackets';
import type { SipMessages } from './sipMessages';

export type DatagramKeepers = {
  readonly media: MediaAnalysis;
  readonly companions: CompanionAnalysis;
  readonly sip: SipMessages;
  readonly hep: HepPackets;
  readonly keepalives: KeepaliveAnalysis;
  readonly flowTags: FlowTags;
  readonly encapsulations: EncapsulationPool;
};

const HEP_DATAGRAM = { carrier: 'datagram', sequence: 0, length: 0, wrapping: 'hep' } as const;

/** A relay's channel has no addresses of its own: those around it stay. */
function enterRelay(packet: Packet, channel: number | undefined): boolean {
  const { ipVersion, sourcePort, destinationPort, transportStart } = packet;
  if (!packet.enterTunnel('turn', channel)) return false;
  packet.ipVersion = ipVersion;
  packet.sourcePort = sourcePort;
  packet.destinationPort = destinationPort;
  packet.transportStart = transportStart;
  return true;
}

/** Says of each datagram what it is, by its content, and hands it to whoever keeps such things. */
export class Datagrams {
  readonly #keepers: DatagramKeepers;
  readonly #rtp = new RtpHeader();

  constructor(keepers: DatagramKeepers) {
    this.#keepers = keepers;
  }

  /** The payload of `packet`, which may be changed by it. */
  onPacket(packet: Packet, arrival: Arrival): void {
    const kind = this.#classify(packet);
    switch (kind) {
      case 'rtp':
        return this.#onRtp(packet, arrival);
      case 'rtcp':
        return this.#onRtcp(packet, arrival);
      case 'sip':
        return this.#keepers.sip.onDatagram(packet, arrival);
      case 'hep':
        return this.#onHep(packet, arrival);
      case 'keepalive':
        this.#keepers.keepalives.onKeepalive(packet, arrival.frame, arrival.atMs);
        return this.#onCompanion(kind, packet, arrival);
      case 'stun':
        this.#keepers.keepalives.onStun(packet, arrival.frame, arrival.atMs);
        this.#onCompanion(kind, packet, arrival);
        return this.#onRelayed(kind, packet, arrival);
      case 'turnChannel':
        this.#onCompanion(kind, packet, arrival);
        return this.#onRelayed(kind, packet, arrival);
      default:
        return this.#onCompanion(kind, packet, arrival);
    }
  }

  #classify({ bytes, payloadStart, payloadEnd }: Packet): PayloadKind {
    return classifyPayload(bytes, payloadStart, payloadEnd, this.#rtp);
  }

  /** Fax shows no mark of its own and may read as RTP: where SDP announced it, it is no stream. */
  #onRtp(packet: Packet, arrival: Arrival): void {
    const { media, companions, flowTags } = this.#keepers;
    if (companions.isFax(packet)) return this.#onCompanion('other', packet, arrival);
    const { frame, atMs, fragments } = arrival;
    flowTags.noteStream(media.onRtp(packet, this.#rtp, atMs, frame), frame, fragments);
  }

  #onRtcp(packet: Packet, { frame, atMs, fragments }: Arrival): void {
    const { media, flowTags } = this.#keepers;
    flowTags.noteStream(media.onRtcp(packet, atMs, frame), frame, fragments);
  }

  #onCompanion(kind: PayloadKind, packet: Packet, { frame, atMs, fragments }: Arrival): void {
    const { companions, flowTags } = this.#keepers;
    flowTags.noteCompanion(companions.onDatagram(kind, packet, frame, atMs), frame, fragments);
  }

  #onHep(packet: Packet, arrival: Arrival): void {
    const { hep, encapsulations } = this.#keepers;
    const { bytes, payloadStart: start, payloadEnd: end } = packet;
    const { frame, atMs } = arrival;
    const path = flowPathOf(packet, encapsulations);
    hep.onPacket({ bytes, start, end, path, frame, frames: arrival.frames(), atMs, place: HEP_DATAGRAM });
  }

  /** What a TURN relay carries (RFC 8656): in ChannelData, or in the DATA of a Send or Data indication. */
  #onRelayed(kind: 'stun' | 'turnChannel', packet: Packet, arrival: Arrival): void {
    const { bytes, payloadStart: start, payloadEnd: end } = packet;
    const isChannel = kind === 'turnChannel';
    const inside = isChannel ? channelPayload(bytes, start, end) : dataAttribute(bytes, start, end);
    if (inside === null || !enterRelay(packet, isChannel ? channelNumber(bytes, start) : undefined)) return;
    packet.payloadStart = inside.start;
    packet.payloadEnd = inside.end;
    const relayed = this.#classify(packet);
    if (relayed === 'rtp') this.#onRtp(packet, arrival);
    else if (relayed === 'rtcp') this.#onRtcp(packet, arrival);
    else if (relayed === 'stun' || relayed === 'dtls') this.#onCompanion(relayed, packet, arrival);
  }
}
