import { streamKey, type CallKey, type StreamKey } from '../../../../shared/ids';
import type { BoundBy, Encapsulation, Undeliverable } from '../../../../shared/protocol/rows';
import { u16 } from '../../decode/bigEndian';
import type { Packet } from '../../decode/packet';
import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import type { SdpFormat } from '../../decode/sdp/sessionDescription';
import { noteTiming, restartTiming } from './arrivalTiming';
import type { FarEnd } from './farEnd';
import { HeuristicRun } from './heuristicRun';
import type { MediaEndpoint } from './mediaEndpoint';
import { readSpread, type FigureSpread } from './figureSpread';
import { isOpenAt, samplePacket } from './openSample';
import { newPayloadTrail } from './payloadIdentity';
import { resolveFormat, type StreamFormat } from './payloadFormat';
import { PayloadUse } from './payloadUse';
import { SampleSeries } from './sampleSeries';
import { SequenceCount, takeNext, type SequenceVerdict } from './sequenceCount';
import { MAX_EVENTS, type StreamEvent } from './streamEvents';
import type { StreamMemory, StreamPlace } from './streamMemory';
import {
  BYTES,
  DELTA_SPREAD,
  DSCP,
  EVENT_MS,
  JITTER_SPREAD,
  LAST_ACTIVITY,
  LAST_AT_MS,
  LAST_PACKET_BYTES,
  PACKETS,
  TIMESTAMP_DISCONTINUITIES,
} from './streamNumbers';

const UDP_HEADER_BYTES = 8;
const UDP_LENGTH_BEFORE_PAYLOAD = 4;
const IPV4_HEADER_BYTES = 20;
const IPV6_HEADER_BYTES = 40;

const NO_FORMATS: readonly SdpFormat[] = [];

/** UDP header and payload on the wire: what a capture cut off is still counted by the header's own length field. */
function udpBytes({ bytes, payloadStart, payloadEnd, truncated, transportStart }: Packet): number {
  const capturedBytes = UDP_HEADER_BYTES + payloadEnd - payloadStart;
  // Inside of a relay's ChannelData something else stands before the payload.
  return truncated && payloadStart === transportStart + UDP_HEADER_BYTES
    ? Math.max(capturedBytes, u16(bytes, payloadStart - UDP_LENGTH_BEFORE_PAYLOAD))
    : capturedBytes;
}

/** Bytes of the IP packet, header without options included. */
const ipPacketBytes = (packet: Packet): number =>
  udpBytes(packet) + (packet.ipVersion === 6 ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES);

/**
 * One SSRC from one address:port to another: its figures from the first packet on, and what it is bound to.
 * A candidate is a stream that nothing has confirmed yet.
 */
export class RtpStream implements StreamPlace {
  // What every packet asks for stands first, so that it shares a cache line.
  readonly numbers: Float64Array;
  readonly at: number;
  /** What stood in the endpoints' count of news when the binding was last compared. */
  reviewedNews = -1;
  #payloadType = -1;
  #format: StreamFormat;
  readonly words: Uint32Array;
  run: HeuristicRun | null = new HeuristicRun();
  /** Stands in the list of changed streams. */
  isChanged = false;
  /** Never used again for another stream. */
  readonly index: number;

  readonly samples: SampleSeries;
  readonly ssrc: number;
  readonly source: MediaEndpoint;
  readonly destination: MediaEndpoint;
  /** How many streams of the same key went before, of other calls on the same ports. */
  readonly generation: number;
  readonly startedAtMs: number;

  state: 'candidate' | 'published' | 'dropped' = 'candidate';
  call: CallKey | null = null;
  boundBy: BoundBy = 'heuristic';
  /** What its call's SDP says of payload types where ICE bound it and its endpoints are not those of SDP. */
  iceFormats: readonly SdpFormat[] = NO_FORMATS;
  /** Another call has announced the destination since. */
  isSuperseded = false;
  /** Sum of the endpoints' versions that the payload format was resolved with. */
  seenVersion = -1;
  /** Index of the stream that came before on the same addresses and ports, or null. */
  predecessor: number | null = null;
  firstFrame: number;
  farEnd: FarEnd | null = null;
  readonly encapsulation: Encapsulation | null;
  /** The first ICMP error about it. */
  undeliverable: Undeliverable | null = null;
  rtcpPackets = 0;
  /** By which its payload is recognised in another stream. */
  readonly payloadTrail = newPayloadTrail();

  readonly #payload = new PayloadUse();
  /** Packets that `#payload` has counted. */
  #packetsByFormat = 0;
  readonly #memory: StreamMemory;
  #events: StreamEvent[] | null = null;
  #key: StreamKey | null = null;
  /** The packet that jumped, in case the next one confirms a restart. */
  #jumpedAtMs = 0;
  #jumpedTimestamp = 0;

  constructor(identity: {
    readonly index: number;
    readonly ssrc: number;
    readonly source: MediaEndpoint;
    readonly destination: MediaEndpoint;
    readonly generation: number;
    readonly atMs: number;
    readonly frame: number;
    readonly encapsulation: Encapsulation | null;
    readonly memory: StreamMemory;
  }) {
    const { numbers, words, at } = identity.memory.take();
    this.numbers = numbers;
    this.words = words;
    this.at = at;
    numbers[at + LAST_AT_MS] = identity.atMs;
    this.#memory = identity.memory;
    this.#format = this.#payload.format;
    this.samples = new SampleSeries(this);
    this.index = identity.index;
    this.ssrc = identity.ssrc;
    this.source = identity.source;
    this.destination = identity.destination;
    this.generation = identity.generation;
    this.startedAtMs = identity.atMs;
    this.firstFrame = identity.frame;
    this.encapsulation = identity.encapsulation;
  }

  get packets(): number {
    return this.numbers[this.at + PACKETS]!;
  }
  get bytes(): number {
    return this.numbers[this.at + BYTES]!;
  }
  get lastPacketBytes(): number {
    return this.numbers[this.at + LAST_PACKET_BYTES]!;
  }
  get lastAtMs(): number {
    return this.numbers[this.at + LAST_AT_MS]!;
  }
  get dscp(): number {
    return this.numbers[this.at + DSCP]!;
  }
  get lastActivity(): number {
    return this.numbers[this.at + LAST_ACTIVITY]!;
  }
  get timestampDiscontinuities(): number {
    return this.numbers[this.at + TIMESTAMP_DISCONTINUITIES]!;
  }
  get delta(): FigureSpread {
    return readSpread(this.numbers, this.at + DELTA_SPREAD);
  }
  get jitter(): FigureSpread {
    return readSpread(this.numbers, this.at + JITTER_SPREAD);
  }
  get sequence(): SequenceCount {
    return new SequenceCount(this);
  }
  get payload(): PayloadUse {
    this.#payload.count(this.packets - this.#packetsByFormat);
    this.#packetsByFormat = this.packets;
    return this.#payload;
  }

  get key(): StreamKey {
    this.#key ??= streamKey(this.#describe());
    return this.#key;
  }

  get events(): readonly StreamEvent[] {
    return this.#events ?? [];
  }

  /** A packet of it has come: @param activity number of the packet over all streams. */
  noteActivity(activity: number): void {
    this.numbers[this.at + LAST_ACTIVITY] = activity;
  }

  /** One packet of this stream, in order of arrival. */
  note(packet: Packet, rtp: RtpHeader, atMs: number, frame: number): void {
    if (rtp.payloadType !== this.#payloadType) this.chooseFormat(rtp.payloadType);
    const { numbers, at } = this;
    const bytes = ipPacketBytes(packet);
    numbers[at + PACKETS] = numbers[at + PACKETS]! + 1;
    numbers[at + BYTES] = numbers[at + BYTES]! + bytes;
    numbers[at + LAST_PACKET_BYTES] = bytes;
    numbers[at + LAST_AT_MS] = atMs;
    numbers[at + DSCP] = packet.dscp;
    if (!isOpenAt(this, atMs)) this.samples.open(atMs);
    samplePacket(this, bytes);
    if (takeNext(this, rtp.sequence) || this.#takeOutOfOrder(rtp, atMs, frame)) {
      const verdict = noteTiming(this, rtp, this.#format, atMs);
      if (verdict !== 'none') this.#addEvent(verdict, atMs, frame, numbers[at + EVENT_MS]!);
    }
  }

  /** Gives its memory back; the stream is not used afterwards. */
  release(): void {
    this.#memory.giveBack(this);
  }

  /** What the payload type of its packets means by what signalling has said so far. */
  chooseFormat(payloadType = this.#payloadType): void {
    if (payloadType < 0) return;
    const { payload } = this;
    const { destination, source, iceFormats } = this;
    payload.choose(payloadType, resolveFormat(payloadType, destination.formats, source.formats, iceFormats));
    this.#payloadType = payloadType;
    this.#format = payload.format;
  }

  /** False when its timing says nothing: it was here before, or does not belong. */
  #takeOutOfOrder(rtp: RtpHeader, atMs: number, frame: number): boolean {
    const verdict = this.#countOutOfOrder(rtp.sequence);
    if (verdict === 'duplicate') return false;
    if (verdict === 'jumped') {
      this.#jumpedAtMs = atMs;
      this.#jumpedTimestamp = rtp.timestamp;
      return false;
    }
    if (verdict === 'restarted') {
      restartTiming(this, this.#jumpedAtMs, this.#jumpedTimestamp, this.#format);
      this.#addEvent('restart', this.#jumpedAtMs, frame, 0);
    }
    return true;
  }

  #countOutOfOrder(number: number): SequenceVerdict {
    const { samples, sequence } = this;
    const { lost, duplicates } = sequence;
    const verdict = sequence.note(number);
    if (sequence.lost !== lost) samples.noteLost(sequence.lost - lost);
    if (sequence.duplicates !== duplicates) samples.noteDuplicates(sequence.duplicates - duplicates);
    return verdict;
  }

  #addEvent(kind: StreamEvent['kind'], atMs: number, frame: number, ms: number): void {
    this.#events ??= [];
    if (this.#events.length < MAX_EVENTS) this.#events.push({ kind, atMs, frame, ms });
  }

  #describe(): string {
    const source = this.source.endpoint;
    const destination = this.destination.endpoint;
    const ssrc = this.ssrc.toString(16).padStart(8, '0');
    const again = this.generation === 0 ? '' : `#${this.generation + 1}`;
    // Joined, because a template of this length stays a chain of seven strings for as long as the stream lives.
    return [source.address, ':', source.port, '>', destination.address, ':', destination.port, '/0x', ssrc, again].join(
      '',
    );
  }
}
