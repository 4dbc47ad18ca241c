import type { CaptureStart, Frame } from '../../shared/capture/frame';
import { linkTypeName } from '../../shared/capture/linkTypes';
import type { CaptureCounters } from '../../shared/protocol/captureState';
import { PacketReader } from './analysis/reassembly/packetReader';
import { Packet } from './decode/packet';
import type { Losses } from './describeLosses';
import { Arrival } from './intake/arrival';
import { PacketIntake } from './intake/packetIntake';

/** Frames on which a decoder threw are remembered up to this many, to be offered for saving. */
const MAX_FAULTY_FRAMES = 100;

export type PipelineOptions = {
  /** Told what a decoder threw; for those who look for such faults. */
  readonly onFault?: (error: unknown, frame: Frame) => void;
};

/**
 * The one way of a frame: link → network → transport → what the payload is → who keeps it. Holds the only `try` around
 * decoders: a throw there is our bug, is counted, and the capture goes on.
 */
export class Pipeline {
  readonly intake = new PacketIntake(() => this.start);
  readonly media = this.intake.media;
  readonly signalling = this.intake.signalling;
  readonly companions = this.intake.companions;
  readonly links = this.intake.links;
  readonly exchanges = this.intake.exchanges;
  readonly keepalives = this.intake.keepalives;
  readonly flowTags = this.intake.flowTags;
  readonly faultyFrames: number[] = [];

  readonly #options: PipelineOptions;
  readonly #packet = new Packet();
  readonly #arrival = new Arrival();
  readonly #reader = new PacketReader();
  readonly #linkTypes = new Set<number>();
  #lastLinkType: number | null = null;
  #frames = 0;
  #bytes = 0;
  #truncatedFrames = 0;
  #undecodedFrames = 0;
  #decoderFaults = 0;
  #firstAt: CaptureStart | null = null;
  #lastAtMs = 0;

  constructor(options: PipelineOptions = {}) {
    this.#options = options;
  }

  onFrame(frame: Frame): void {
    this.#count(frame);
    try {
      this.#decode(frame);
    } catch (error) {
      this.#decoderFaults += 1;
      if (this.faultyFrames.length < MAX_FAULTY_FRAMES) this.faultyFrames.push(frame.number);
      this.#options.onFault?.(error, frame);
    }
  }

  /** The capture is over: what waits for an end gets it. */
  finish(): void {
    this.#reader.reassembly.abandonAll();
    this.intake.finish(this.#lastAtMs);
  }

  counters(droppedPackets: number | null, oldestFrame: number): CaptureCounters {
    return {
      frames: this.#frames,
      bytes: this.#bytes,
      firstAt: this.#firstAt,
      lastAtMs: this.#lastAtMs,
      linkTypes: [...this.#linkTypes].map(linkTypeName),
      truncatedFrames: this.#truncatedFrames,
      undecodedFrames: this.#undecodedFrames,
      decoderFaults: this.#decoderFaults,
      droppedPackets,
      oldestFrame,
    };
  }

  /** What was let go so far; fragments that still wait are none yet. */
  losses(): Losses {
    const { droppedStreams, droppedCandidates } = this.media.counts();
    const { abandoned: abandonedDatagrams, abandonedFragments } = this.#reader.reassembly;
    const { connections, hep } = this.intake;
    const tcp = connections.tcp.counts();
    const { refusedJoins, forgotten: forgottenLinkValues } = this.links.counts();
    return {
      abandonedDatagrams,
      abandonedFragments,
      droppedStreams,
      droppedCandidates,
      decoderFaults: this.#decoderFaults,
      tcpGaps: tcp.gaps,
      missingTcpBytes: tcp.missingBytes,
      droppedConnections: tcp.droppedConnections,
      encryptedConnections: tcp.encryptedConnections,
      compressedMessages: tcp.compressedMessages,
      abandonedSctpMessages: connections.sctp.counts().abandonedMessages,
      unreadableHepPackets: hep.unreadable,
      droppedCompanions: this.companions.counts().droppedCompanions,
      droppedExchanges: this.exchanges.counts().droppedExchanges,
      droppedKeepalives: this.keepalives.counts().droppedKeepalives,
      refusedJoins,
      forgottenLinkValues,
    };
  }

  get frames(): number {
    return this.#frames;
  }

  get start(): CaptureStart {
    return this.#firstAt ?? { seconds: 0, nanoseconds: 0 };
  }

  #count(frame: Frame): void {
    this.#frames += 1;
    this.#bytes += frame.originalBytes;
    if (frame.end - frame.start < frame.originalBytes) this.#truncatedFrames += 1;
    this.#firstAt ??= { seconds: frame.seconds, nanoseconds: frame.nanoseconds };
    if (frame.atMs > this.#lastAtMs) this.#lastAtMs = frame.atMs;
    if (frame.linkType !== this.#lastLinkType) this.#noteLinkType(frame.linkType);
  }

  #noteLinkType(linkType: number): void {
    this.#lastLinkType = linkType;
    this.#linkTypes.add(linkType);
  }

  #decode(frame: Frame): void {
    const outcome = this.#reader.read(frame, this.#packet);
    if (outcome === 'undecoded') this.#undecodedFrames += 1;
    const arrival = this.#arrival;
    arrival.frame = frame.number;
    arrival.atMs = frame.atMs;
    arrival.interfaceId = frame.interfaceId;
    arrival.fragments = this.#reader.frames;
    this.intake.onPacket(outcome, this.#packet, arrival);
  }
}
