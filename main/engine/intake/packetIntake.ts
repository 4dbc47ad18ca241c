import type { CaptureStart } from '../../../shared/capture/frame';
import { CompanionAnalysis } from '../analysis/companions/companionAnalysis';
import { EncapsulationPool } from '../analysis/encapsulation';
import { ExchangeAnalysis } from '../analysis/exchanges/exchangeAnalysis';
import { SeenPaths } from '../analysis/exchanges/seenPaths';
import { KeepaliveAnalysis } from '../analysis/keepalives/keepaliveAnalysis';
import { LinkAnalysis } from '../analysis/links/linkAnalysis';
import { MediaAnalysis } from '../analysis/media/mediaAnalysis';
import { SignallingAnalysis } from '../analysis/signalling/signallingAnalysis';
import type { DecodeOutcome, Packet } from '../decode/packet';
import type { Arrival } from './arrival';
import { Connections } from './connections';
import { Datagrams } from './datagrams';
import { fingerprintOf } from './fingerprintOf';
import { FlowTags } from './flowTags';
import { HepPackets } from './hepPackets';
import { IcmpErrors } from './icmpErrors';
import { SipMessages } from './sipMessages';

/** The analyses of one capture, connected with each other, and the way of each packet to them. */
export class PacketIntake {
  readonly media: MediaAnalysis = new MediaAnalysis({}, (twin) => this.links.notePayload(twin));
  readonly companions: CompanionAnalysis = new CompanionAnalysis({
    callOf: (callId) => this.signalling.callOf(callId),
    partiesOf: (call) => this.signalling.partiesOf(call),
    callOnPath: (ends) => this.media.callOnPath(ends),
    onPath: (ends, call) => this.media.notePath(ends, call),
    hash: fingerprintOf,
  });
  readonly signalling: SignallingAnalysis = new SignallingAnalysis({
    announce: (announcement) => this.media.announce(announcement),
    announceSession: (announcement) => {
      this.media.announceCandidates(announcement);
      this.companions.announce(announcement);
    },
    streamsOf: (call) => this.media.streamsOf(call),
    groupOf: (call) => this.links.markOf(call),
    observe: (analysed) => {
      this.links.onMessage(analysed);
      this.exchanges.onMessage(analysed);
      this.keepalives.onMessage(analysed);
    },
  });
  readonly links: LinkAnalysis = new LinkAnalysis({ callOf: (callId) => this.signalling.callOf(callId) });
  readonly #paths = new SeenPaths();
  readonly exchanges = new ExchangeAnalysis(this.#paths);
  readonly keepalives = new KeepaliveAnalysis(this.#paths);
  readonly flowTags = new FlowTags();
  readonly hep: HepPackets;
  readonly connections: Connections;
  readonly #datagrams: Datagrams;
  readonly #icmp: IcmpErrors;

  constructor(start: () => CaptureStart) {
    const { media, companions, signalling, keepalives, flowTags } = this;
    const encapsulations = new EncapsulationPool();
    const sip = new SipMessages(signalling, encapsulations);
    this.hep = new HepPackets({ sip, companions, start });
    this.#datagrams = new Datagrams({ media, companions, sip, hep: this.hep, keepalives, flowTags, encapsulations });
    this.connections = new Connections({
      sip,
      hep: this.hep,
      companions,
      keepalives,
      datagrams: this.#datagrams,
      flowTags,
    });
    this.#icmp = new IcmpErrors(signalling, media, (message) => {
      this.exchanges.onUndeliverable(message);
      keepalives.onUndeliverable(message);
    });
  }

  onPacket(outcome: DecodeOutcome, packet: Packet, arrival: Arrival): void {
    switch (outcome) {
      case 'udp':
        return this.#datagrams.onPacket(packet, arrival);
      case 'tcp':
      case 'sctp':
        return this.connections.onPacket(outcome, packet, arrival);
      case 'icmp':
        return this.#icmp.onPacket(packet, arrival);
      default:
    }
  }

  /** The capture is over: what waits for an end gets it. */
  finish(atMs: number): void {
    this.connections.finish(atMs);
    this.signalling.finish(atMs);
    this.links.finish(atMs);
    this.exchanges.finish(atMs);
    this.keepalives.finish(atMs);
  }
}
