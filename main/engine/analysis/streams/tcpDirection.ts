import { distance32 } from '../../decode/rtp/serialNumber';
import type { Packet } from '../../decode/packet';
import type { SipIssueCode } from '../../decode/sip/sipMessage';
import type { FlowPath } from '../flowPath';
import { PendingSegments, type OnRepeated } from './pendingSegments';
import { recognise } from './recognise';
import type { StreamContext } from './streamContext';
import { StreamReader } from './streamReader';
import { dataSequenceOf, FIN, flagsOf, type Origin, PSH, type Segment, segmentBehind, SYN } from './tcpSegment';

/** Until it is clear where a direction that began before the capture goes on, so much of it is put in order. */
const MAX_UNORDERED_BYTES = 16 * 1024;
const MAX_UNORDERED_SEGMENTS = 8;
/** What is further from the byte that is due belongs to another connection. */
const MAX_WINDOW_BYTES = 1 << 20;

/**
 * One direction of a connection in its sequence space (RFC 9293 §3.4): puts segments in order, lets each byte through once, the
 * first that came, and decides when missing bytes will not come any more. Offsets count bytes of the direction; they do not wrap.
 */
export class TcpDirection {
  /** It carries nothing known. */
  isIgnored = false;
  isEncrypted = false;
  /** Something known has been found in it. */
  isKnown = false;

  readonly #context: StreamContext;
  #reader: StreamReader | null = null;
  #pending: PendingSegments | null = null;
  /** It is clear which byte is due. */
  #isStarted = false;
  #sawSyn = false;
  /** Sequence number of byte 0. */
  #firstSequence = 0;
  /** The byte that is due. */
  #next = 0;
  /** Sequence number up to which the other side has everything. */
  #acknowledged: number | null = null;
  #finAt: number | null = null;
  /** The capture cut a segment off that ended here. */
  #cutOffAt: number | null = null;
  /** What was wrong before the first byte that is read. */
  #issueBefore: SipIssueCode | null = null;

  constructor(context: StreamContext) {
    this.#context = context;
  }

  get heldBytes(): number {
    return (this.#reader?.buffer.heldBytes ?? 0) + (this.#pending?.heldBytes ?? 0);
  }

  /** Whether a segment begins with something known. Cheap for nearly all that do not; makes nothing. */
  beginsKnown(packet: Packet): boolean {
    const { bytes, payloadStart, payloadEnd } = packet;
    if (payloadStart >= payloadEnd || this.#context.mayBegin[bytes[payloadStart]!] === 0) return false;
    const found = recognise(bytes, payloadStart, payloadEnd, this.#context.protocols);
    return found !== null && found !== 'open' && found !== 'tls';
  }

  /** Whether the packet can belong to what has been seen of the direction. */
  fits(packet: Packet): boolean {
    if (!this.#isUsed) return true;
    return Math.abs(this.#offsetOf(dataSequenceOf(packet)) - this.#next) <= MAX_WINDOW_BYTES;
  }

  /** Takes a segment of this direction. */
  take(packet: Packet, origin: Origin, path: FlowPath | null): void {
    const flags = flagsOf(packet);
    const sequence = dataSequenceOf(packet);
    const lengthBytes = packet.payloadEnd - packet.payloadStart;
    if ((flags & SYN) !== 0) this.#onSyn(sequence);
    if (this.isIgnored) this.#wake(sequence);
    if (lengthBytes > 0 && path !== null) this.#onData(packet, sequence, origin, path);
    if ((flags & FIN) !== 0 && this.#isUsed) this.#finAt = this.#offsetOf(sequence) + lengthBytes;
    this.#settle();
  }

  /** The other side has everything before this sequence number. */
  acknowledge(sequence: number): void {
    if (this.#acknowledged === null || distance32(this.#acknowledged, sequence) > 0) this.#acknowledged = sequence;
    this.#reader?.notePeer();
    if (this.#pending !== null) this.#settle();
  }

  /** It began before the capture, and what came of it waits for what may stand before that. */
  get isUnordered(): boolean {
    return !this.#isStarted && this.#pending !== null;
  }

  /** What stands before the first bytes has been waited for long enough. */
  begin(): void {
    if (!this.isUnordered) return;
    this.#giveUpHole();
    this.#drain();
    this.#settle();
  }

  /** Nothing more will come, or it has been waited for long enough. */
  end(): void {
    while (this.#giveUpHole()) this.#drain();
    this.#reader?.cut('end', this.#next);
    this.#noteReader();
  }

  get #isUsed(): boolean {
    return this.#isStarted || this.#reader !== null;
  }

  #offsetOf(sequence: number): number {
    return this.#next + distance32((this.#firstSequence + this.#next) >>> 0, sequence);
  }

  /** A connection begins, unless this is the SYN that it began with. */
  #onSyn(sequence: number): void {
    if (this.#sawSyn && sequence === this.#firstSequence) return;
    if (this.#isUsed) this.end();
    this.#forget(sequence);
    this.#acknowledged = null;
    this.#isStarted = true;
    this.#sawSyn = true;
  }

  /** What was ignored goes on with something known. */
  #wake(sequence: number): void {
    const sawSyn = this.#sawSyn;
    this.#forget(sequence);
    this.#isStarted = true;
    this.#sawSyn = sawSyn;
    this.#issueBefore = sawSyn ? 'unreadableBytesBefore' : 'beganMidStream';
  }

  #forget(firstSequence: number): void {
    this.isIgnored = false;
    this.isEncrypted = false;
    this.#reader = null;
    this.#pending = null;
    this.#isStarted = false;
    this.#sawSyn = false;
    this.#firstSequence = firstSequence;
    this.#next = 0;
    this.#finAt = null;
    this.#cutOffAt = null;
    this.#issueBefore = null;
  }

  #onData(packet: Packet, sequence: number, origin: Origin, path: FlowPath): void {
    if (!this.#isUsed) {
      this.#forget(sequence);
    } else if (!this.fits(packet) && this.beginsKnown(packet)) this.#restart(sequence);
    this.#reader ??= this.#newReader(path);

    const isPushed = (flagsOf(packet) & PSH) !== 0;
    const { bytes, payloadStart: start, payloadEnd: end, truncated: isCutOff } = packet;
    const segment = { offset: this.#offsetOf(sequence), bytes, start, end, origin, isPushed, isCutOff };
    const knownBytes = this.#isStarted ? Math.min(Math.max(0, this.#next - segment.offset), end - start) : 0;
    if (knownBytes > 0) this.#passKnown(segment, knownBytes);
    if (knownBytes < end - start) this.#onNew(knownBytes > 0 ? segmentBehind(segment, knownBytes) : segment);
  }

  #newReader(path: FlowPath): StreamReader {
    const reader = new StreamReader(this.#context, path, {
      firstSequence: this.#firstSequence,
      offset: this.#next,
      isMidStream: !this.#sawSyn,
    });
    if (this.#acknowledged !== null) reader.notePeer();
    if (this.#issueBefore !== null) reader.issues.note(this.#issueBefore);
    return reader;
  }

  /** A far-off segment that begins a message: the ports are in use again, or much was not captured. */
  #restart(sequence: number): void {
    this.end();
    this.#forget(sequence);
    this.#isStarted = true;
    this.#issueBefore = 'bytesMissingBefore';
  }

  /** Bytes that came before: a retransmission, whole or in part. One byte below what is due keeps the connection alive. */
  #passKnown(segment: Segment, knownBytes: number): void {
    const { buffer } = this.#reader!;
    const isKeepalive = segment.end - segment.start === 1 && segment.offset === this.#next - 1;
    if (isKeepalive) return;
    const from = Math.max(segment.offset, buffer.offset);
    const heldBytes = segment.offset + knownBytes - from;
    if (heldBytes > 0) this.#onRepeated(segment, from, buffer.bytes, buffer.from + from - buffer.offset, heldBytes);
    this.#context.counts.repeatedBytes += knownBytes - Math.max(0, heldBytes);
  }

  readonly #onRepeated: OnRepeated = (segment, offset, kept, keptStart, lengthBytes) => {
    const { counts } = this.#context;
    const start = segment.start + offset - segment.offset;
    let differingBytes = 0;
    for (let at = 0; at < lengthBytes; at += 1) {
      if (segment.bytes[start + at] !== kept[keptStart + at]) differingBytes += 1;
    }
    counts.repeatedBytes += lengthBytes;
    counts.differingBytes += differingBytes;
    if (differingBytes > 0) this.#reader!.issues.noteDifference(offset, offset + lengthBytes);
  };

  #onNew(segment: Segment): void {
    if (this.#isStarted && this.#pending === null && segment.offset === this.#next) return this.#deliver(segment);
    if (this.#isStarted && segment.offset > this.#next) this.#context.counts.outOfOrderSegments += 1;
    this.#pending ??= new PendingSegments();
    this.#pending.add(segment, this.#onRepeated);
    if (this.#isStarted) this.#drain();
  }

  /** The bytes that are due. */
  #deliver(segment: Segment): void {
    const reader = this.#reader!;
    this.#next += segment.end - segment.start;
    reader.read(segment);
    if (!segment.isCutOff) return;
    this.#cutOffAt = this.#next;
    reader.cut('snapLength', this.#next);
  }

  #drain(): void {
    const pending = this.#pending;
    while (pending?.first?.offset === this.#next) this.#deliver(pending.takeFirst()!);
    if (pending?.size === 0) this.#pending = null;
  }

  #settle(): void {
    while (this.#isHoleForGood()) {
      this.#giveUpHole();
      this.#drain();
    }
    const isOver = this.#finAt !== null && this.#next >= this.#finAt;
    if (isOver) this.#finAt = null;
    if (isOver || this.heldBytes > this.#context.limits.maxDirectionBytes) this.#reader?.cut('end', this.#next);
    this.#noteReader();
  }

  /** Whether bytes are missing before those that wait, and will not come any more. */
  #isHoleForGood(): boolean {
    const pending = this.#pending;
    if (pending?.first === undefined) return false;
    if (this.#acknowledged !== null && this.#offsetOf(this.#acknowledged) >= pending.first.offset) return true;
    if (!this.#isStarted) return pending.size >= MAX_UNORDERED_SEGMENTS || pending.heldBytes >= MAX_UNORDERED_BYTES;
    return this.#cutOffAt === this.#next || this.heldBytes > this.#context.limits.maxDirectionBytes;
  }

  /** Goes on behind what is missing; false when nothing waits there. */
  #giveUpHole(): boolean {
    const first = this.#pending?.first;
    const reader = this.#reader;
    if (first === undefined || reader === null) return false;
    if (this.#isStarted) {
      if (reader.isKnown) {
        this.#context.counts.gaps += 1;
        this.#context.counts.missingBytes += first.offset - this.#next;
      }
      reader.cut('hole', first.offset);
      reader.issues.note('bytesMissingBefore');
    } else reader.buffer.clear(first.offset);
    this.#isStarted = true;
    this.#next = first.offset;
    return true;
  }

  #noteReader(): void {
    const reader = this.#reader;
    if (reader === null) return;
    this.isKnown = reader.isKnown;
    this.isEncrypted = reader.isEncrypted;
    if (!reader.isIgnored) return;
    this.isIgnored = true;
    this.#reader = null;
    this.#pending = null;
  }
}
