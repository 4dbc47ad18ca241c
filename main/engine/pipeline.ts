import type { CaptureStart, Frame } from '../../shared/capture/frame';
import { linkTypeName } from '../../shared/capture/linkTypes';
import type { CaptureCounters } from '../../shared/protocol/captureState';
import { classifyPayload } from './analysis/classify';
import type { Losses } from './describeLosses';
import { CompanionAnalysis } from './analysis/companions/companionAnalysis';
import { EncapsulationPool } from './analysis/encapsulation';
import { MediaAnalysis } from './analysis/media/mediaAnalysis';
import { IpReassembly } from './analysis/reassembly/ipReassembly';
import { SignallingAnalysis } from './analysis/signalling/signallingAnalysis';
import { decodeFrame, decodeTransport } from './decode/decodeFrame';
import { formatAddress } from './decode/ip/address';
import { Packet, type DecodeOutcome } from './decode/packet';
import { RtpHeader } from './decode/rtp/rtpHeader';
import { parseSip } from './decode/sip/parseSip';
import type { SipIssueCode } from './decode/sip/sipMessage';
import { FrameTags, UNTAGGED } from './store/frameTags';

const NO_ISSUES: readonly SipIssueCode[] = Object.freeze([]);

/** Frames on which a decoder threw are remembered up to this many, to be offered for saving. */
const MAX_FAULTY_FRAMES = 100;

/**
 * The one way of a frame: link → network → transport → what the payload is → who keeps it. Holds the only `try` around
 * decoders: a throw there is our bug, is counted, and the capture goes on.
 */
export class Pipeline {
  readonly media = new MediaAnalysis();
  readonly signalling = new SignallingAnalysis({
    announce: (announcement) => this.media.announce(announcement),
    announceSession: (announcement) => this.companions.announce(announcement),
    streamsOf: (call) => this.media.streamsOf(call),
  });
  readonly companions = new CompanionAnalysis({ callOf: (callId) => this.signalling.callOf(callId) });
  /** Stream index of each RTP and RTCP frame. */
  readonly streamTags = new FrameTags();
  readonly faultyFrames: number[] = [];

  readonly #packet = new Packet();
  readonly #rtp = new RtpHeader();
  readonly #reassembly = new IpReassembly();
  readonly #encapsulations = new EncapsulationPool();
  readonly #linkTypes = new Set<number>();
  #lastLinkType: number | null = null;
  #frames = 0;
  #bytes = 0;
  #truncatedFrames = 0;
  #undecodedFrames = 0;
  #decoderFaults = 0;
  #firstAt: CaptureStart | null = null;
  #lastAtMs = 0;

  onFrame(frame: Frame): void {
    this.#count(frame);
    try {
      this.#decode(frame);
    } catch {
      this.#decoderFaults += 1;
      if (this.faultyFrames.length < MAX_FAULTY_FRAMES) this.faultyFrames.push(frame.number);
    }
  }

  /** The capture is over: what waits for an end gets it. */
  finish(): void {
    this.#reassembly.abandonAll();
    this.signalling.finish(this.#lastAtMs);
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
    const { abandoned: abandonedDatagrams, abandonedFragments } = this.#reassembly;
    return {
      abandonedDatagrams,
      abandonedFragments,
      droppedStreams,
      droppedCandidates,
      decoderFaults: this.#decoderFaults,
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
    const packet = this.#packet;
    let outcome: DecodeOutcome = decodeFrame(frame, packet);
    if (outcome === 'undecoded') this.#undecodedFrames += 1;
    let fragments: readonly number[] | null = null;
    if (outcome === 'fragment') {
      if (!this.#reassembly.offer(packet, [frame.number], frame.atMs)) return;
      fragments = this.#reassembly.completedFrames;
      outcome = decodeTransport(packet);
      if (outcome === 'undecoded') this.#undecodedFrames += 1;
    }
    if (outcome === 'udp') this.#onDatagram(frame, fragments);
  }

  #onDatagram(frame: Frame, fragments: readonly number[] | null): void {
    const packet = this.#packet;
    switch (classifyPayload(packet.bytes, packet.payloadStart, packet.payloadEnd, this.#rtp)) {
      case 'rtp':
        return this.#tag(this.media.onRtp(packet, this.#rtp, frame.atMs, frame.number), frame, fragments);
      case 'rtcp':
        return this.#tag(this.media.onRtcp(packet, frame.atMs, frame.number), frame, fragments);
      case 'sip':
        return this.#onSip(frame, fragments);
      default:
    }
  }

  #tag(stream: number, frame: Frame, fragments: readonly number[] | null): void {
    if (stream === UNTAGGED) return;
    this.streamTags.set(frame.number, stream);
    fragments?.forEach((fragment) => this.streamTags.set(fragment, stream));
  }

  #onSip(frame: Frame, fragments: readonly number[] | null): void {
    const packet = this.#packet;
    const { bytes, payloadStart: start, payloadEnd: end } = packet;
    const parsed = parseSip(bytes, start, end);
    if (!parsed.ok) return;
    this.signalling.onMessage({
      bytes,
      start,
      end,
      message: parsed.value,
      frame: frame.number,
      frames: fragments?.slice() ?? [frame.number],
      atMs: frame.atMs,
      source: { address: formatAddress(packet.sourceWords), port: packet.sourcePort },
      destination: { address: formatAddress(packet.destinationWords), port: packet.destinationPort },
      transport: 'udp',
      dscp: packet.dscp,
      encapsulation: this.#encapsulations.of(packet),
      place: null,
      carriageIssues: NO_ISSUES,
    });
  }
}
