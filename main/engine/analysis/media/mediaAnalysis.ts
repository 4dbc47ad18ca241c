import type { CallKey, StreamKey } from '../../../../shared/ids';
import type { StreamRow, StreamSamples, Undeliverable } from '../../../../shared/protocol/rows';
import type { Packet } from '../../decode/packet';
import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import type { PathEnds } from '../endpointPair';
import { endpointsOfCandidate, mediaPathOf } from '../iceDescription';
import type { MediaAnnouncement } from '../mediaAnnouncement';
import type { SessionAnnouncement } from '../sessionAnnouncement';
import type { FarEnd } from './farEnd';
import { MEDIA_LIMITS, type MediaCounts, type MediaLimits } from './mediaLimits';
import { PayloadIdentity, type PayloadTwin } from './payloadIdentity';
import { RtcpBinding } from './rtcpBinding';
import type { RtpStream } from './rtpStream';
import type { StreamEvent } from './streamEvents';
import { StreamRegister } from './streamRegister';
import { streamRowOf } from './streamRow';
import { samplesFromOf, samplesOf } from './streamSamples';

/** Answer for a packet that belongs to no stream. */
const NOT_FOLLOWED = -1;
/** Payload types that are RTCP's SR … APP with the marker bit: nobody sends media with them (RFC 3551 §6). */
const FIRST_RTCP_CONFLICT = 72;
const LAST_RTCP_CONFLICT = 76;
/** More media lines than these in one description are not followed. */
const MAX_MEDIA_LINES = 32;
/** Of two streams on one path the second replaced the first when the first ended at most this long after it had begun. */
const SSRC_OVERLAP_MS = 10;

/** RTP streams of a capture: bound to calls through what signalling announced, or found by their content, with their figures. */
export class MediaAnalysis {
  readonly #register: StreamRegister;
  readonly #rtcp: RtcpBinding;
  readonly #payloads: PayloadIdentity | null;
  #unboundRtcpPackets = 0;

  /** @param onTwin told of streams of two calls with the same payload; without it nobody looks for them. */
  constructor(limits: Partial<MediaLimits> = {}, onTwin?: (twin: PayloadTwin) => void) {
    this.#register = new StreamRegister({ ...MEDIA_LIMITS, ...limits });
    this.#payloads = onTwin ? new PayloadIdentity((index) => this.#register.find(index), onTwin) : null;
    this.#rtcp = new RtcpBinding(this.#register.endpoints, this.#register.running, this.#register.flows);
  }

  /** Signalling says where a party receives media, and what its payload types mean. */
  announce(announcement: MediaAnnouncement): void {
    this.#register.announce(announcement);
  }

  /** The candidates of ICE in a session description: where else than to its media lines' addresses media may go. */
  announceCandidates({ call, atMs, description }: SessionAnnouncement): void {
    for (const media of description.media.slice(0, MAX_MEDIA_LINES)) {
      const { candidates, ufrag } = mediaPathOf(description, media);
      if (candidates.length === 0 && ufrag === null) continue;
      const overUdp = candidates.filter(({ transport }) => transport === 'udp');
      const { formats } = media;
      this.#register.announceCandidates(overUdp.flatMap(endpointsOfCandidate), { call, atMs, formats });
    }
  }

  /** ICE has shown that a path, both directions, belongs to a call. */
  notePath(ends: PathEnds, call: CallKey): void {
    this.#register.notePath(ends, call);
  }

  /** The call that streams between these ends belong to; null when there are none, or none of a call. */
  callOnPath(ends: PathEnds): CallKey | null {
    return this.#register.callOnPath(ends);
  }

  /**
   * An ICMP error quotes a packet that went between these ends; the first error about a stream counts.
   * @returns whether a stream goes there.
   */
  noteUndeliverable(ends: PathEnds, undeliverable: Undeliverable): boolean {
    const stream = this.#register.latestBetween(ends);
    if (stream === null) return false;
    if (stream.undeliverable !== null) return true;
    stream.undeliverable = undeliverable;
    if (stream.state === 'published') this.#register.markChanged(stream);
    return true;
  }

  /**
   * One packet that reads as RTP. Makes no object unless it begins a stream.
   * @returns index of its stream, never used for another one; −1 when it is not followed. A candidate has an index too.
   */
  onRtp(packet: Packet, rtp: RtpHeader, atMs: number, frame: number): number {
    const { payloadType } = rtp;
    if (payloadType >= FIRST_RTCP_CONFLICT && payloadType <= LAST_RTCP_CONFLICT) return NOT_FOLLOWED;
    const stream = this.#register.streamFor(packet, rtp, atMs, frame);
    if (stream === null) return NOT_FOLLOWED;
    stream.note(packet, rtp, atMs, frame);
    if (stream.run !== null) {
      if (stream.run.note(rtp)) this.#register.publish(stream);
    } else if (!stream.isChanged) {
      this.#register.markChanged(stream);
    }
    if (stream.run === null) this.#payloads?.note(stream, packet, rtp, atMs);
    return stream.index;
  }

  /**
   * One datagram of RTCP.
   * @returns index of the stream it is about; −1 when there is none.
   */
  onRtcp(packet: Packet, atMs: number, frame: number): number {
    const stream = this.#rtcp.note(packet, atMs, frame);
    if (stream === null) {
      this.#unboundRtcpPackets += 1;
      return NOT_FOLLOWED;
    }
    if (stream.state === 'published') this.#register.markChanged(stream);
    return stream.index;
  }

  /** Published streams in the order in which they were found. */
  streams(): readonly StreamKey[] {
    return this.#register.published.map(({ key }) => key);
  }

  streamRow(stream: StreamKey | number): StreamRow | null {
    const found = this.#register.find(stream);
    return found && streamRowOf(found);
  }

  streamsOf(call: CallKey): readonly StreamRow[] {
    return this.#register.streamsOf(call).map(streamRowOf);
  }

  /** What onRtp answers for the packets of this stream; −1 when there is none of this key (any more). */
  streamIndexOf(stream: StreamKey): number {
    return this.#register.find(stream)?.index ?? NOT_FOLLOWED;
  }

  /** The stream second by second in at most `points` entries; extremes and sums are kept. */
  samples(stream: StreamKey, points: number): StreamSamples | null {
    const found = this.#register.find(stream);
    return found && samplesOf(found, points);
  }

  /** The stream second by second, from the second on that holds `atMs`. */
  samplesFrom(stream: StreamKey, atMs: number): StreamSamples | null {
    const found = this.#register.find(stream);
    return found && samplesFromOf(found, atMs);
  }

  /** What happened to the stream, in order; bounded, the figures count further ones. */
  eventsOf(stream: StreamKey): readonly StreamEvent[] {
    const found = this.#register.find(stream);
    if (!found) return [];
    const change = this.#ssrcChangeOf(found);
    return change ? [change, ...found.events] : found.events;
  }

  /** What RTCP said of the stream; null when nothing. */
  farEndOf(stream: StreamKey): FarEnd | null {
    return this.#register.find(stream)?.farEnd ?? null;
  }

  /** Streams that are new, have changed, or have left because of a bound, since the last time this was asked. */
  takeChanged(): { readonly streams: StreamKey[]; readonly removed: StreamKey[] } {
    return this.#register.takeChanged();
  }

  /** Drops the streams of a call that is no longer kept. */
  forgetCall(call: CallKey): void {
    this.#register.forgetCall(call);
  }

  counts(): MediaCounts {
    return { ...this.#register.counts(), unboundRtcpPackets: this.#unboundRtcpPackets };
  }

  #ssrcChangeOf(stream: RtpStream): StreamEvent | null {
    const before = stream.predecessor === null ? null : this.#register.find(stream.predecessor);
    if (!before || before.ssrc === stream.ssrc || before.lastAtMs > stream.startedAtMs + SSRC_OVERLAP_MS) return null;
    return { kind: 'ssrcChange', atMs: stream.startedAtMs, frame: stream.firstFrame, ms: 0 };
  }
}
