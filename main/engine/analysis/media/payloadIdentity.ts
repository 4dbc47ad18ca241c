import type { CallKey } from '../../../../shared/ids';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import type { Packet } from '../../decode/packet';
import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import type { RtpStream } from './rtpStream';

/** The same payload in streams of two calls. */
export type PayloadTwin = {
  readonly one: CallKey;
  readonly other: CallKey;
  /** The machine that `one` went to sends `other` on; else the payload alone says it. */
  readonly sameMachine: boolean;
  /** Packets compared that were the same in both. */
  readonly packets: number;
  /** First frames of the two streams. */
  readonly frames: readonly number[];
};

/** What is kept beside a stream to recognise its payload elsewhere. */
export type PayloadTrail = {
  /** Payloads chosen so far. */
  chosen: number;
  /** Streams in which its payloads were seen after it. */
  followers: number;
  /** Index of the stream that the same payloads were seen in just before, and how many in order; −1 without one. */
  twin: number;
  same: number;
  /** Number of the twin's payload that was the same last. */
  twinAt: number;
  told: boolean;
};

export const newPayloadTrail = (): PayloadTrail => ({
  chosen: 0,
  followers: 0,
  twin: -1,
  same: 0,
  twinAt: -1,
  told: false,
});

const OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Payloads kept for comparison; a newer one takes the place of an older one. A power of two. */
const PLACES = 65_536;
/** Shorter ones are digits (RFC 4733) and comfort noise (RFC 3389). */
const SHORTEST_BYTES = 10;
/** Of a payload so many bytes at its beginning and its end are compared. */
const COMPARED_BYTES = 48;
/** Comfort noise and its older number (RFC 3551 §6). */
const COMFORT_NOISE = 13;
const OLD_COMFORT_NOISE = 19;
/** A relay passes a packet on within this time. */
const MAX_LAG_MS = 2000;
/** So many of the same payloads in order are no accident. */
const ENOUGH = 8;
/** Further legs and a recorder carry a payload on; what more streams carry is an announcement or music, played to many. */
const MOST_FOLLOWERS = 4;
/** So many packets of a stream are looked at when it begins; later only those in a window of time, which is the same for all. */
const LOOKED_AT_FIRST = 100;
/** A power of two. */
const WINDOW_EVERY_MS = 4096;
const WINDOW_MS = 512;
/** Of those looked at one of 4 is chosen, the same ones in every stream. */
const CHOOSE = 0x3;

/**
 * Recognises payloads of one stream in another: a back-to-back user agent that relays media gives it a new SSRC and new numbers,
 * but the same bytes. Which payloads are compared depends on their bytes and on the time alone, so that both streams choose the
 * same ones whenever they began; most packets are not looked at. Fixed memory, 1 MiB, made with the first packet; makes no object for a packet.
 */
export class PayloadIdentity {
  readonly #streamOf: (index: number) => RtpStream | null;
  readonly #onTwin: (twin: PayloadTwin) => void;
  #hashes = new Int32Array(0);
  #streams = new Int32Array(0);
  #order = new Int32Array(0);
  #atMs = new Float64Array(0);

  /** @param streamOf a published stream by its index. */
  constructor(streamOf: (index: number) => RtpStream | null, onTwin: (twin: PayloadTwin) => void) {
    this.#streamOf = streamOf;
    this.#onTwin = onTwin;
  }

  /** One packet of a published stream. */
  note(stream: RtpStream, { bytes }: Packet, rtp: RtpHeader, atMs: number): void {
    const { payloadStart: start, payloadEnd: end } = rtp;
    if (stream.packets > LOOKED_AT_FIRST && !isInWindow(atMs)) return;
    if (end - start < SHORTEST_BYTES || (mixOf(bytes, start, end) & CHOOSE) !== 0) return;
    const trail = stream.payloadTrail;
    const { payloadType } = rtp;
    if (payloadType === COMFORT_NOISE || payloadType === OLD_COMFORT_NOISE || isMonotone(bytes, start, end)) return;
    if (this.#hashes.length === 0) this.#makePlaces();
    const hash = hashOf(bytes, start, end);
    const place = hash & (PLACES - 1);
    trail.chosen += 1;
    const before = this.#streams[place]!;
    if (before !== stream.index && this.#hashes[place] === hash && Math.abs(atMs - this.#atMs[place]!) <= MAX_LAG_MS) {
      if (before >= 0) this.#compare(stream, trail, before, this.#order[place]!);
      // The first of both keeps the place: a third stream may carry the payload, too.
      return;
    }
    this.#hashes[place] = hash;
    this.#streams[place] = stream.index;
    this.#order[place] = trail.chosen;
    this.#atMs[place] = atMs;
  }

  #compare(stream: RtpStream, trail: PayloadTrail, before: number, at: number): void {
    if (trail.twin !== before) {
      const followed = this.#streamOf(before);
      if (followed !== null) followed.payloadTrail.followers += 1;
      trail.twin = before;
      trail.same = 0;
      trail.twinAt = -1;
      trail.told = false;
    }
    if (trail.told || at <= trail.twinAt) return;
    trail.twinAt = at;
    trail.same += 1;
    if (trail.same >= ENOUGH) this.#tell(stream, trail);
  }

  /** Streams may come to their calls late; so it is tried with each further payload. */
  #tell(stream: RtpStream, trail: PayloadTrail): void {
    const twin = this.#streamOf(trail.twin);
    if (twin === null || twin.call === null || stream.call === null) return;
    trail.told = true;
    if (twin.payloadTrail.followers > MOST_FOLLOWERS) return;
    if (twin.call === stream.call || areSideBySide(twin, stream)) return;
    this.#onTwin({
      one: twin.call,
      other: stream.call,
      sameMachine: isPassedOn(twin, stream),
      packets: trail.same,
      frames: [twin.firstFrame, stream.firstFrame],
    });
  }

  #makePlaces(): void {
    this.#hashes = new Int32Array(PLACES);
    this.#streams = new Int32Array(PLACES).fill(-1);
    this.#order = new Int32Array(PLACES);
    this.#atMs = new Float64Array(PLACES);
  }
}

/** One announcement or piece of music that one machine plays to several, or several play to one, passes nothing on. */
function areSideBySide(one: RtpStream, other: RtpStream): boolean {
  const [source, destination] = [one.source.endpoint, one.destination.endpoint];
  const [otherSource, otherDestination] = [other.source.endpoint, other.destination.endpoint];
  if (destination.address === otherSource.address) {
    return sameEndpoint(source, otherSource) || sameEndpoint(destination, otherDestination);
  }
  return source.address === otherSource.address || destination.address === otherDestination.address;
}

/** Sent on by the machine that received it; where everything is one machine, addresses say nothing. */
function isPassedOn(one: RtpStream, other: RtpStream): boolean {
  const through = one.destination.endpoint.address;
  return through === other.source.endpoint.address && through !== one.source.endpoint.address;
}

/** Whole milliseconds do, for the remainder of a division of fractions is slow. */
const isInWindow = (atMs: number): boolean => (atMs & (WINDOW_EVERY_MS - 1)) < WINDOW_MS;

/** A few of the bytes, mixed: enough to choose by. */
function mixOf(bytes: Uint8Array, start: number, end: number): number {
  const middle = (start + end) >>> 1;
  const four = bytes[start + 3]! | (bytes[start + 6]! << 8) | (bytes[middle]! << 16) | (bytes[end - 2]! << 24);
  return Math.imul(four, 0x9e3779b1) >>> 24;
}

/** Digital silence and an idle pattern: one byte repeated. */
function isMonotone(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start]!;
  for (let at = start + 1; at < end; at += 1) if (bytes[at] !== first) return false;
  return true;
}

/** FNV-1a over the payload's ends and its length. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = Math.imul(OFFSET_BASIS ^ (end - start), FNV_PRIME);
  const headEnd = Math.min(end, start + COMPARED_BYTES);
  for (let at = start; at < headEnd; at += 1) hash = Math.imul(hash ^ bytes[at]!, FNV_PRIME);
  for (let at = Math.max(headEnd, end - COMPARED_BYTES); at < end; at += 1) {
    hash = Math.imul(hash ^ bytes[at]!, FNV_PRIME);
  }
  return hash;
}
