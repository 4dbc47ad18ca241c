import { streamKey, type CallKey, type StreamKey } from '../../../../shared/ids';
import type { BoundBy } from '../../../../shared/protocol/rows';
import { u16 } from '../../decode/bigEndian';
import type { Packet } from '../../decode/packet';
import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import { ArrivalTiming } from './arrivalTiming';
import type { Place } from './blockPool';
import type { StreamMemory } from './streamMemory';
import type { FarEnd } from './farEnd';
import { HeuristicRun } from './heuristicRun';
import type { MediaEndpoint } from './mediaEndpoint';
import { resolveFormat } from './payloadFormat';
import { PayloadUse } from './payloadUse';
import { SampleSeries } from './sampleSeries';
import { SequenceCount } from './sequenceCount';
import { MAX_EVENTS, type StreamEvent } from './streamEvents';

const UDP_HEADER_BYTES = 8;
const UDP_LENGTH_BEFORE_PAYLOAD = 4;
const IPV4_HEADER_BYTES = 20;
const IPV6_HEADER_BYTES = 40;

/** UDP header and payload on the wire: what a capture cut off is still counted by the header's own length field. */
function udpBytes({ bytes, payloadStart, payloadEnd, truncated }: Packet): number {
  const capturedBytes = UDP_HEADER_BYTES + payloadEnd - payloadStart;
  return truncated && payloadStart >= UDP_HEADER_BYTES
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
export class RtpStream {
  /** Never used again for another stream. */
  readonly index: number;
  readonly ssrc: number;
  readonly source: MediaEndpoint;
  readonly destination: MediaEndpoint;
  /** How many streams of the same key went before, of other calls on the same ports. */
  readonly generation: number;
  readonly startedAtMs: number;

  state: 'candidate' | 'published' | 'dropped' = 'candidate';
  call: CallKey | null = null;
  boundBy: BoundBy = 'heuristic';
  /** Another call has announced the destination since. */
  isSuperseded = false;
  /** Stands in the list of changed streams. */
  isChanged = false;
  /** Sum of the endpoints' versions that the payload format was resolved with. */
  seenVersion = -1;
  /** Version of the register when that was last compared. */
  reviewedVersion = -1;
  /** Number of the analysis's last packet that was this stream's, for finding who was quiet longest. */
  lastActivity = 0;
  /** Index of the stream that came before on the same addresses and ports, or null. */
  predecessor: number | null = null;

  packets = 0;
  bytes = 0;
  lastPacketBytes = 0;
  lastAtMs: number;
  firstFrame: number;
  dscp = 0;
  farEnd: FarEnd | null = null;
  rtcpPackets = 0;

  readonly sequence: SequenceCount;
  readonly timing: ArrivalTiming;
  readonly payload = new PayloadUse();
  readonly samples = new SampleSeries();
  run: HeuristicRun | null = new HeuristicRun();
  readonly #memory: StreamMemory;
  readonly #window: Place<Uint32Array>;
  readonly #numbers: Place<Float64Array>;
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
    readonly memory: StreamMemory;
  }) {
    this.#memory = identity.memory;
    this.#window = identity.memory.windows.take();
    this.#numbers = identity.memory.timings.take();
    this.sequence = new SequenceCount(this.#window);
    this.timing = new ArrivalTiming(this.#numbers);
    this.index = identity.index;
    this.ssrc = identity.ssrc;
    this.source = identity.source;
    this.destination = identity.destination;
    this.generation = identity.generation;
    this.startedAtMs = identity.atMs;
    this.lastAtMs = identity.atMs;
    this.firstFrame = identity.frame;
  }

  get key(): StreamKey {
    this.#key ??= streamKey(this.#describe());
    return this.#key;
  }

  get events(): readonly StreamEvent[] {
    return this.#events ?? [];
  }

  /** One packet of this stream, in order of arrival. */
  note(packet: Packet, rtp: RtpHeader, atMs: number, frame: number): void {
    const bytes = ipPacketBytes(packet);
    this.packets += 1;
    this.bytes += bytes;
    this.lastPacketBytes = bytes;
    this.lastAtMs = atMs;
    this.dscp = packet.dscp;
    this.samples.notePacket(atMs, bytes);
    if (rtp.payloadType !== this.payload.payloadType) this.chooseFormat(rtp.payloadType);
    this.payload.count();

    const { sequence } = this;
    const lost = sequence.lost;
    const duplicates = sequence.duplicates;
    const verdict = sequence.note(rtp.sequence);
    if (sequence.lost !== lost) this.samples.noteLost(sequence.lost - lost);
    if (sequence.duplicates !== duplicates) this.samples.noteDuplicates(sequence.duplicates - duplicates);

    if (verdict === 'duplicate') return;
    if (verdict === 'jumped') {
      this.#jumpedAtMs = atMs;
      this.#jumpedTimestamp = rtp.timestamp;
      return;
    }
    if (verdict === 'restarted') {
      this.timing.beginAgainAt(this.#jumpedAtMs, this.#jumpedTimestamp, this.payload.format);
      this.#addEvent('restart', this.#jumpedAtMs, frame, 0);
    }
    this.#noteTiming(rtp, atMs, frame);
  }

  /** Gives its memory back; the stream is not used afterwards. */
  release(): void {
    this.#memory.windows.giveBack(this.#window);
    this.#memory.timings.giveBack(this.#numbers);
  }

  /** What the payload type means by what signalling has said so far. */
  chooseFormat(payloadType: number): void {
    this.payload.choose(payloadType, resolveFormat(payloadType, this.destination.formats, this.source.formats));
  }

  #noteTiming(rtp: RtpHeader, atMs: number, frame: number): void {
    const { timing, samples } = this;
    const verdict = timing.note(atMs, rtp, this.payload.format, this.sequence.step);
    if (timing.countedDelta) samples.noteDelta(timing.deltaMs);
    if (timing.countedJitter) samples.noteJitter(timing.jitterMs);
    if (verdict !== 'none') this.#addEvent(verdict, atMs, frame, timing.eventMs);
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
