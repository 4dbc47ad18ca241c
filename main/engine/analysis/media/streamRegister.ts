import type { CallKey, StreamKey } from '../../../../shared/ids';
import type { Packet } from '../../decode/packet';
import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import { EncapsulationPool } from '../encapsulation';
import type { PathEnds } from '../endpointPair';
import type { CandidateEndpoint } from '../iceDescription';
import type { MediaAnnouncement } from '../mediaAnnouncement';
import { EndpointTable } from './endpointTable';
import { FlowTable } from './flowTable';
import { isPlausiblePayloadType } from './heuristicRun';
import { IceFormats } from './iceFormats';
import { IcePaths } from './icePaths';
import type { Announced, MediaEndpoint } from './mediaEndpoint';
import type { MediaCounts, MediaLimits } from './mediaLimits';
import { RtpStream } from './rtpStream';
import { findBinding } from './streamBinding';
import { StreamMemory } from './streamMemory';
import { StreamTable } from './streamTable';

/** When streams are too many, this part of them leaves at once, those first that were quiet longest. */
const LEAVING_PART = 1 / 8;
/** A stream whose ports another call has taken over ends with a pause of this length … */
const TAKEOVER_QUIET_MS = 2000;
/** … or when after a shorter one its sequence numbers begin again. */
const REPLAY_QUIET_MS = 500;

/** All streams and candidates: opens them, binds them to calls, publishes them, and keeps them within the bounds. */
export class StreamRegister {
  readonly endpoints: EndpointTable;
  readonly flows = new FlowTable();
  /** Streams that the next packet may belong to. */
  readonly running = new StreamTable();
  /** In order of publication. */
  published: RtpStream[] = [];

  readonly #limits: MediaLimits;
  readonly #icePaths: IcePaths;
  readonly #iceFormats: IceFormats;
  readonly #memory = new StreamMemory();
  readonly #encapsulations = new EncapsulationPool();
  readonly #byIndex = new Map<number, RtpStream>();
  readonly #byKey = new Map<StreamKey, RtpStream>();
  readonly #byCall = new Map<CallKey, RtpStream[]>();
  readonly #candidates = new Set<RtpStream>();
  #changed: RtpStream[] = [];
  #removed: StreamKey[] = [];
  #nextIndex = 0;
  #activity = 0;
  #droppedCandidates = 0;
  #droppedStreams = 0;

  constructor(limits: MediaLimits) {
    this.#limits = limits;
    this.endpoints = new EndpointTable(limits.maxAnnouncements);
    this.#icePaths = new IcePaths(limits.maxAnnouncements);
    this.#iceFormats = new IceFormats();
  }

  announce(announcement: MediaAnnouncement): void {
    for (const endpoint of this.endpoints.announce(announcement)) this.#bindUnbound(endpoint);
  }

  /** Candidates of ICE in a call's SDP, with the formats of their media line. */
  announceCandidates(candidates: readonly CandidateEndpoint[], announced: Announced): void {
    this.#iceFormats.note(announced);
    for (const candidate of candidates) this.#bindUnbound(this.endpoints.announceCandidate(candidate, announced));
  }

  /** ICE has shown that a path belongs to a call. */
  notePath(ends: PathEnds, call: CallKey): void {
    if (!this.#icePaths.note(ends, call)) return;
    const source = this.endpoints.find(ends.sourceWords, ends.sourcePort);
    const destination = this.endpoints.find(ends.destinationWords, ends.destinationPort);
    if (source) this.endpoints.touch(source);
    if (destination) this.endpoints.touch(destination);
    this.#bindUnbound(source);
    this.#bindUnbound(destination);
  }

  /** The call that a stream between these ends, in either direction, belongs to; null when there is none. */
  callOnPath({ sourceWords, sourcePort, destinationWords, destinationPort }: PathEnds): CallKey | null {
    const source = this.endpoints.find(sourceWords, sourcePort);
    const destination = this.endpoints.find(destinationWords, destinationPort);
    if (source === null || destination === null) return null;
    const bound = this.flows.find(source, destination)?.bound ?? this.flows.find(destination, source)?.bound;
    return bound?.call ?? null;
  }

  /** The stream or candidate that went between these ends last; null when there is none. */
  latestBetween({ sourceWords, sourcePort, destinationWords, destinationPort }: PathEnds): RtpStream | null {
    const source = this.endpoints.find(sourceWords, sourcePort);
    const destination = this.endpoints.find(destinationWords, destinationPort);
    return (source && destination && this.flows.find(source, destination)?.latest) ?? null;
  }

  #bindUnbound(endpoint: MediaEndpoint | null): void {
    if (endpoint?.unbound) for (const stream of [...endpoint.unbound]) this.#bind(stream);
  }

  /** The stream that a packet belongs to, opened when there is none; null when nothing speaks for its being media. */
  streamFor(packet: Packet, rtp: RtpHeader, atMs: number, frame: number): RtpStream | null {
    const stream = this.running.find(packet, rtp);
    if (stream === null) return this.#openFor(packet, rtp, atMs, frame);
    this.#activity += 1;
    stream.noteActivity(this.#activity);
    return stream.reviewedNews === this.endpoints.news ? stream : this.#review(stream, rtp, atMs, frame);
  }

  /** A candidate has proved to be a stream. */
  publish(stream: RtpStream): void {
    if (stream.state !== 'candidate') return;
    stream.state = 'published';
    stream.run = null;
    this.#candidates.delete(stream);
    this.published.push(stream);
    this.#byKey.set(stream.key, stream);
    const flow = this.flows.find(stream.source, stream.destination);
    if (flow) {
      stream.predecessor = flow.published?.index ?? null;
      flow.published = stream;
    }
    this.markChanged(stream);
    if (this.published.length > this.#limits.maxStreams) this.#dropQuietStreams();
  }

  markChanged(stream: RtpStream): void {
    if (stream.isChanged) return;
    stream.isChanged = true;
    this.#changed.push(stream);
  }

  takeChanged(): { streams: StreamKey[]; removed: StreamKey[] } {
    const streams: StreamKey[] = [];
    for (const stream of this.#changed) {
      stream.isChanged = false;
      if (stream.state === 'published') streams.push(stream.key);
    }
    const removed = this.#removed;
    this.#changed = [];
    this.#removed = [];
    return { streams, removed };
  }

  find(stream: StreamKey | number): RtpStream | null {
    const found = typeof stream === 'number' ? this.#byIndex.get(stream) : this.#byKey.get(stream);
    return found?.state === 'published' ? found : null;
  }

  streamsOf(call: CallKey): readonly RtpStream[] {
    return this.#byCall.get(call) ?? [];
  }

  forgetCall(call: CallKey): void {
    this.#remove(new Set(this.streamsOf(call)));
  }

  counts(): Omit<MediaCounts, 'unboundRtcpPackets'> {
    return {
      streams: this.published.length,
      candidates: this.#candidates.size,
      droppedCandidates: this.#droppedCandidates,
      droppedStreams: this.#droppedStreams,
      droppedAnnouncements: this.endpoints.droppedAnnouncements,
    };
  }

  #openFor(packet: Packet, rtp: RtpHeader, atMs: number, frame: number): RtpStream | null {
    const { sourceWords, sourcePort, destinationWords, destinationPort } = packet;
    if (!isPlausiblePayloadType(rtp.payloadType)) {
      const isKnown = (endpoint: MediaEndpoint | null): boolean => endpoint?.isKnown === true;
      const destination = this.endpoints.find(destinationWords, destinationPort);
      if (!isKnown(destination) && !isKnown(this.endpoints.find(sourceWords, sourcePort))) return null;
    }
    const source = this.endpoints.obtain(sourceWords, sourcePort);
    const destination = this.endpoints.obtain(destinationWords, destinationPort);
    const encapsulation = this.#encapsulations.of(packet);
    return this.#open({ ssrc: rtp.ssrc, source, destination, generation: 0, atMs, frame, encapsulation });
  }

  #open(identity: Omit<ConstructorParameters<typeof RtpStream>[0], 'index' | 'memory'>): RtpStream {
    const stream = new RtpStream({ index: this.#nextIndex, memory: this.#memory, ...identity });
    this.#nextIndex += 1;
    this.#activity += 1;
    stream.noteActivity(this.#activity);
    stream.source.users += 1;
    stream.destination.users += 1;
    this.running.add(stream);
    this.flows.add(stream);
    this.#byIndex.set(stream.index, stream);
    this.#candidates.add(stream);
    this.#bind(stream);
    if (this.#candidates.size > this.#limits.maxCandidates) this.#dropQuietCandidates();
    return stream;
  }

  /** Something was announced since the stream's last packet, or its ports were taken over by another call. */
  #review(stream: RtpStream, rtp: RtpHeader, atMs: number, frame: number): RtpStream {
    const version = stream.source.version + stream.destination.version;
    if (stream.seenVersion !== version) this.#bind(stream);
    // A superseded stream is looked at again with every packet, for each may be the one that ends it.
    if (!stream.isSuperseded) stream.reviewedNews = this.endpoints.news;
    if (!stream.isSuperseded || !endsWith(stream, rtp.sequence, atMs)) return stream;
    this.running.remove(stream);
    const { ssrc, source, destination, generation, encapsulation } = stream;
    return this.#open({ ssrc, source, destination, generation: generation + 1, atMs, frame, encapsulation });
  }

  /** Applies the rules of binding to what is known now. A stream keeps its call; its label may become a better one. */
  #bind(stream: RtpStream): void {
    if (stream.state === 'dropped') return;
    const binding = findBinding(stream, this.flows, this.#icePaths);
    if (binding === null) this.#keepUnbound(stream);
    else if (stream.call === null) this.#bindTo(stream, binding.call);
    if (binding !== null && stream.call === binding.call && stream.boundBy !== binding.boundBy) {
      stream.boundBy = binding.boundBy;
      if (stream.state === 'published') this.markChanged(stream);
    }
    const isDirect = binding?.boundBy === 'sdp' || binding?.boundBy === 'sdpSourceAddress';
    stream.isSuperseded = isDirect && stream.call !== binding.call;
    stream.seenVersion = stream.source.version + stream.destination.version;
    if (stream.boundBy === 'ice') stream.iceFormats = this.#iceFormats.of(stream.call);
    stream.chooseFormat();
  }

  #bindTo(stream: RtpStream, call: CallKey): void {
    const { source, destination } = stream;
    stream.call = call;
    leaveUnbound(source, stream);
    leaveUnbound(destination, stream);
    const known = this.#byCall.get(call);
    if (known) known.push(stream);
    else this.#byCall.set(call, [stream]);
    const flow = this.flows.find(source, destination);
    if (flow) flow.bound = stream;
    this.publish(stream);
    this.markChanged(stream);
    this.#bindReverseOf(stream);
  }

  /** The other direction follows: its last stream at once, older ones with their next packet. */
  #bindReverseOf({ source, destination }: RtpStream): void {
    if (source.unbound?.size) this.endpoints.touch(source);
    if (destination.unbound?.size) this.endpoints.touch(destination);
    const reverse = this.flows.find(destination, source)?.latest;
    if (reverse && reverse.call === null) this.#bind(reverse);
  }

  #keepUnbound(stream: RtpStream): void {
    (stream.source.unbound ??= new Set()).add(stream);
    (stream.destination.unbound ??= new Set()).add(stream);
  }

  #dropQuietCandidates(): void {
    const leaving = quietest([...this.#candidates]);
    this.#droppedCandidates += leaving.size;
    this.#remove(leaving);
  }

  #dropQuietStreams(): void {
    const leaving = quietest(this.published);
    this.#droppedStreams += leaving.size;
    this.#remove(leaving);
  }

  #remove(leaving: ReadonlySet<RtpStream>): void {
    const calls = new Set<CallKey>();
    for (const stream of leaving) {
      if (stream.call !== null) calls.add(stream.call);
      this.#removeOne(stream);
    }
    const stays = (stream: RtpStream): boolean => stream.state !== 'dropped';
    for (const call of calls) {
      const rest = this.streamsOf(call).filter(stays);
      if (rest.length === 0) this.#byCall.delete(call);
      else this.#byCall.set(call, rest);
    }
    this.published = this.published.filter(stays);
    this.#changed = this.#changed.filter(stays);
    this.#removed = this.#removed.slice(-this.#limits.maxStreams);
  }

  #removeOne(stream: RtpStream): void {
    const { source, destination } = stream;
    if (stream.state === 'published') {
      this.#removed.push(stream.key);
      if (this.#byKey.get(stream.key) === stream) this.#byKey.delete(stream.key);
    }
    stream.state = 'dropped';
    this.#candidates.delete(stream);
    this.#byIndex.delete(stream.index);
    this.running.remove(stream);
    this.flows.remove(stream);
    leaveUnbound(source, stream);
    leaveUnbound(destination, stream);
    this.endpoints.release(source);
    this.endpoints.release(destination);
    stream.release();
  }
}

/** Whether a superseded stream's next packet is the other call's. */
function endsWith(stream: RtpStream, sequence: number, atMs: number): boolean {
  const quietMs = atMs - stream.lastAtMs;
  if (quietMs > TAKEOVER_QUIET_MS) return true;
  const place = stream.sequence.placeOf(sequence);
  return place === 'far' || (place === 'seen' && quietMs > REPLAY_QUIET_MS);
}

function leaveUnbound(endpoint: MediaEndpoint, stream: RtpStream): void {
  endpoint.unbound?.delete(stream);
  if (endpoint.unbound?.size === 0) endpoint.unbound = null;
}

/** Those that are to leave; never the one that is busy right now. */
function quietest(streams: readonly RtpStream[]): ReadonlySet<RtpStream> {
  const byActivity = [...streams].sort((a, b) => a.lastActivity - b.lastActivity);
  const leaving = Math.min(Math.ceil(streams.length * LEAVING_PART), streams.length - 1);
  return new Set(byActivity.slice(0, leaving));
}
