import { classifyPayload, type PayloadKind } from '../analysis/classify';
import type { CompanionAnalysis } from '../analysis/companions/companionAnalysis';
import { type EncapsulationPool } from '../analysis/encapsulation';
import type { MediaAnalysis } from '../analysis/media/mediaAnalysis';
import type { Packet } from '../decode/packet';
import { RtpHeader } from '../decode/rtp/rtpHeader';
import { channelNumber, channelPayload } from '../decode/stun/channelData';
import { dataAttribute } from '../decode/stun/dataAttribute';
import { UNTAGGED, type FrameTags } from '../store/frameTags';
import type { Arrival } from './arrival';
import type { HepPackets } from './hepPackets';
import { pathOf, type SipMessages } from './sipMessages';

export type DatagramKeepers = {
  readonly media: MediaAnalysis;
  readonly companions: CompanionAnalysis;
  readonly sip: SipMessages;
  readonly hep: HepPackets;
  readonly streamTags: FrameTags;
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
    const { sip, companions } = this.#keepers;
    const kind = this.#classify(packet);
    switch (kind) {
      case 'rtp':
      case 'rtcp':
        return this.#onMedia(kind, packet, arrival);
      case 'sip':
        return sip.onDatagram(packet, arrival);
      case 'hep':
        return this.#onHep(packet, arrival);
      case 'stun':
      case 'turnChannel':
        companions.onDatagram(kind, packet, arrival.frame, arrival.atMs);
        return this.#onRelayed(kind, packet, arrival);
      default:
        return companions.onDatagram(kind, packet, arrival.frame, arrival.atMs);
    }
  }

  #classify({ bytes, payloadStart, payloadEnd }: Packet): PayloadKind {
    return classifyPayload(bytes, payloadStart, payloadEnd, this.#rtp);
  }

  #onMedia(kind: 'rtp' | 'rtcp', packet: Packet, { frame, atMs, fragments }: Arrival): void {
    const { media, streamTags } = this.#keepers;
    const stream = kind === 'rtp' ? media.onRtp(packet, this.#rtp, atMs, frame) : media.onRtcp(packet, atMs, frame);
    if (stream === UNTAGGED) return;
    streamTags.set(frame, stream);
    if (fragments !== null) for (const fragment of fragments) streamTags.set(fragment, stream);
  }

  #onHep(packet: Packet, arrival: Arrival): void {
    const { hep, encapsulations } = this.#keepers;
    const { bytes, payloadStart: start, payloadEnd: end } = packet;
    const { frame, atMs } = arrival;
    const path = pathOf(packet, encapsulations);
    hep.onPacket({ bytes, start, end, path, frame, frames: arrival.frames(), atMs, place: HEP_DATAGRAM, issues: [] });
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
    if (relayed === 'rtp' || relayed === 'rtcp') this.#onMedia(relayed, packet, arrival);
    else if (relayed === 'stun' || relayed === 'dtls') {
      this.#keepers.companions.onDatagram(relayed, packet, arrival.frame, arrival.atMs);
    }
  }
}
