import { isLineEnd, skipKeepalive } from '../../decode/characterBytes';
import type { SipIssueCode } from '../../decode/sip/sipMessage';
import type { FlowPath } from '../flowPath';
import { LookAllowance } from './lookAllowance';
import { findBeginning, recognise, unitAt } from './recognise';
import { SipFraming } from './sipFraming';
import { StartLineSearch } from './startLineSearch';
import { StreamBuffer } from './streamBuffer';
import type { StreamContext } from './streamContext';
import type { StreamProtocol } from './streamProtocols';
import type { Segment } from './tcpSegment';
import { sipUnit, type Unit, UnitHandover } from './unitHandover';
import { UnitIssues } from './unitIssues';

/**
 * `beginning`: what it carries is not known yet · `sip` and `units`: in step with what comes · `searching`: out of step ·
 * `ignored`: nothing known, or encrypted.
 */
type Mode = 'beginning' | 'sip' | 'units' | 'searching' | 'ignored';

export type StreamStart = {
  /** Sequence number of byte 0 of the direction. */
  readonly firstSequence: number;
  /** The first byte that is read. */
  readonly offset: number;
  /** What stood before it was not captured. */
  readonly isMidStream: boolean;
};

/** Why what has been read does not go on. */
export type CutCause = 'hole' | 'snapLength' | 'end';

/** Makes units of the bytes of one direction, which come in order; where some are missing it is told so. */
export class StreamReader {
  readonly buffer = new StreamBuffer();
  readonly issues = new UnitIssues();
  isEncrypted = false;
  /** Something known has been found in it. */
  isKnown = false;

  readonly #context: StreamContext;
  readonly #path: FlowPath;
  readonly #handover: UnitHandover;
  readonly #isMidStream: boolean;
  readonly #framing: SipFraming;
  readonly #search = new StartLineSearch();
  readonly #allowance = new LookAllowance();
  #mode: Mode = 'beginning';
  #protocol: StreamProtocol | null = null;
  #isPushed = false;
  /** Bytes searched since something known was lost or the direction began. */
  #searchedBytes = 0;

  constructor(context: StreamContext, path: FlowPath, stream: StreamStart) {
    const { firstSequence, offset, isMidStream } = stream;
    this.#isMidStream = isMidStream;
    this.#context = context;
    this.#path = path;
    this.#handover = new UnitHandover(path, firstSequence);
    this.#framing = new SipFraming(context.limits.maxMessageBytes);
    this.buffer.clear(offset);
  }

  /** The other side was seen to acknowledge. */
  notePeer(): void {
    this.#handover.peerHeard = true;
  }

  get isIgnored(): boolean {
    return this.#mode === 'ignored';
  }

  /** Goes on with a segment. Units are handed out at once; what is left over is copied. */
  read(segment: Segment): void {
    const { bytes, start, end, origin, isPushed } = segment;
    if (this.#mode === 'searching') this.#lookAtSegment(segment);
    else if (isLineEnd(bytes[start])) this.#noteLineEnds(segment);
    this.#isPushed = isPushed;
    this.#allowance.grant(end - start);
    this.buffer.append(bytes, start, end, origin);
    try {
      this.#readOn();
    } finally {
      this.buffer.own();
    }
  }

  /** What has come is all there is: a message is handed out as far as it came if it has a start line, and `offset` comes next. */
  cut(cause: CutCause, offset: number): void {
    const { buffer } = this;
    if (this.#mode === 'searching' && this.#protocol === null) this.#settleSearch();
    if (this.#mode === 'sip') this.#handOutRest(cause);
    this.#dropAll();
    buffer.clear(offset);
    if (this.#mode !== 'ignored') this.#lose(null);
  }

  #readOn(): void {
    while (this.buffer.lengthBytes > 0 && this.#step()) {
      // Each step takes bytes away or changes the mode towards one that does.
    }
  }

  /** False when more bytes are needed. */
  #step(): boolean {
    switch (this.#mode) {
      case 'beginning':
        return this.#begin();
      case 'sip':
        return this.#readSip();
      case 'units':
        return this.#readUnit();
      case 'searching':
        return this.#searchOn();
      case 'ignored':
        this.buffer.clear(this.buffer.offset + this.buffer.lengthBytes);
        return false;
    }
  }

  #begin(): boolean {
    const { bytes, from, to, lengthBytes } = this.buffer;
    if (!this.#allowance.isOfUse(lengthBytes)) return false;
    const found = recognise(bytes, from, to, this.#context.protocols);
    if (found === 'open' && lengthBytes < this.#context.limits.maxSearchBytes) {
      this.#allowance.spend(lengthBytes);
      return false;
    }
    if (found === 'tls') {
      this.isEncrypted = true;
      this.#mode = 'ignored';
    } else if (found === 'sip') this.#follow(null);
    else if (found === 'open' || found === null) return this.#beginLater();
    else this.#follow(found);
    return true;
  }

  /** Line ends may stand before the first message; all else is searched. */
  #beginLater(): boolean {
    const { bytes, from, to } = this.buffer;
    const keepaliveEnd = skipKeepalive(bytes, from, to);
    if (keepaliveEnd > from) {
      this.#searchedBytes += keepaliveEnd - from;
      this.#consume(keepaliveEnd - from);
      this.#giveUpSearch();
    } else this.#lose(this.#isMidStream ? 'beganMidStream' : 'unreadableBytesBefore');
    return true;
  }

  /** From here on the direction carries SIP (null) or units of a protocol. */
  #follow(protocol: StreamProtocol | null): void {
    this.#protocol = protocol;
    this.#mode = protocol === null ? 'sip' : 'units';
    this.isKnown = true;
    this.#allowance.begin();
    this.#searchedBytes = 0;
    this.#framing.begin();
  }

  /** Out of step; `code` says why on the next unit, unless that is known already. */
  #lose(code: SipIssueCode | null): void {
    this.#mode = 'searching';
    this.#search.begin();
    if (code !== null) this.issues.note(code);
  }

  /** What stood here only seemed to be a unit: the search begins behind its first byte, or it would find the same again. */
  #loseUnreadable(): true {
    this.#lose('unreadableBytesBefore');
    this.#unreadable(Math.min(1, this.buffer.lengthBytes));
    return true;
  }

  #readSip(): boolean {
    const { buffer } = this;
    const { bytes } = buffer;
    if (!this.#framing.hasStartLine) {
      const first = skipKeepalive(bytes, buffer.from, buffer.to);
      if (first > buffer.from) {
        this.#skipKeepalive(first - buffer.from);
        return true;
      }
    }
    const step = this.#framing.read(bytes, buffer.from, buffer.to, this.#isPushed);
    if (step === 'more') return false;
    if (step === 'notSip') return this.#loseUnreadable();
    this.#handOutSip(this.#framing.lengthBytes);
    return true;
  }

  /** A segment of line ends, when no message is under way. */
  #noteLineEnds({ bytes, start, end, origin }: Segment): void {
    if (this.#mode === 'units' || this.buffer.lengthBytes > 0) return;
    for (let at = start; at < end; at += 1) if (!isLineEnd(bytes[at])) return;
    this.#context.onLineEnds(this.#path, end - start, origin);
  }

  #skipKeepalive(lengthBytes: number): void {
    const { bytes, from } = this.buffer;
    const hasNul = bytes.subarray(from, from + lengthBytes).includes(0);
    if (hasNul) this.issues.note('unreadableBytesBefore');
    this.#consume(lengthBytes);
    this.#framing.begin();
  }

  #handOutSip(lengthBytes: number): void {
    const { bytes, from } = this.buffer;
    this.#framing.begin();
    this.#handOut(lengthBytes, sipUnit(bytes, from, from + lengthBytes));
    if (lengthBytes >= this.#context.limits.maxMessageBytes) this.#loseUnreadable();
  }

  #readUnit(): boolean {
    const { bytes, from, to, lengthBytes } = this.buffer;
    if (!this.#allowance.isOfUse(lengthBytes)) return false;
    const extent = this.#protocol!.read(bytes, from, to);
    this.#allowance.begin();
    if (extent.outcome === 'lost') return this.#loseUnreadable();
    if (extent.outcome === 'more') {
      const neededBytes = Math.max(extent.needBytes, lengthBytes + 1);
      if (neededBytes > this.#context.limits.maxDirectionBytes) return this.#loseUnreadable();
      this.#allowance.spend(lengthBytes, neededBytes);
      return false;
    }
    if (extent.next <= from || extent.next > to) return this.#loseUnreadable();
    if (extent.outcome === 'skip') {
      if (extent.unreadable === true) this.#context.counts.compressedMessages += 1;
      this.#consume(extent.next - from);
    } else this.#handOut(extent.next - from, extent);
    return true;
  }

  #searchOn(): boolean {
    return this.#protocol === null ? this.#searchSip() : this.#searchProtocol(this.#protocol);
  }

  #searchSip(): boolean {
    const { bytes, from, to } = this.buffer;
    const found = this.#search.find(bytes, from, to);
    if (found) {
      this.#unreadable(this.#search.foundAt);
      this.#follow(null);
      return true;
    }
    const skippedBytes = Math.min(this.#search.keepFrom, to - from);
    this.#search.shift(skippedBytes);
    this.#unreadable(skippedBytes);
    this.#giveUpSearch();
    return false;
  }

  #searchProtocol(protocol: StreamProtocol): boolean {
    const { bytes, from, to } = this.buffer;
    const { at, beginning } = findBeginning(protocol, bytes, from, to);
    this.#unreadable(at - from);
    if (beginning === 'yes') this.#follow(protocol);
    else this.#giveUpSearch();
    return beginning === 'yes';
  }

  /** A direction in which nothing known turns up is not searched for ever. */
  #giveUpSearch(): void {
    const { maxSearchBytes, maxLostBytes } = this.#context.limits;
    if (this.#searchedBytes < (this.isKnown ? maxLostBytes : maxSearchBytes)) return;
    this.#mode = 'ignored';
    this.buffer.clear(this.buffer.offset + this.buffer.lengthBytes);
  }

  /** Where segments begin, units of other protocols are looked for, too, until something known was found. */
  #lookAtSegment({ bytes, start, end }: Segment): void {
    if (this.isKnown && this.#protocol === null) return;
    const found = unitAt(bytes, start, end, this.#protocol, this.#context);
    if (found === null) return;
    this.#dropAll();
    this.#follow(found);
  }

  #settleSearch(): void {
    const { bytes, from, to } = this.buffer;
    if (!this.#search.settle(bytes, from, to)) return;
    this.#unreadable(this.#search.foundAt);
    this.#follow(null);
    this.#readOn();
  }

  /** Hands out the message that has begun. */
  #handOutRest(cause: CutCause): void {
    this.#isPushed = true;
    this.#readOn();
    if (this.#mode !== 'sip' || this.buffer.lengthBytes === 0 || !this.#framing.hasStartLine) return;
    if (cause === 'snapLength') this.issues.note('cutOffByCapture');
    this.#handOutSip(this.buffer.lengthBytes);
  }

  /** Bytes that belong to no unit. */
  #unreadable(lengthBytes: number): void {
    if (lengthBytes === 0) return;
    this.#searchedBytes += lengthBytes;
    this.#context.counts.unreadableBytes += this.isKnown ? lengthBytes : 0;
    this.#consume(lengthBytes);
  }

  #dropAll(): void {
    const { lengthBytes } = this.buffer;
    if (lengthBytes === 0) return;
    this.#context.counts.unreadableBytes += this.isKnown ? lengthBytes : 0;
    this.#consume(lengthBytes);
  }

  #consume(lengthBytes: number): void {
    this.buffer.consume(lengthBytes);
    this.issues.skipTo(this.buffer.offset);
  }

  #handOut(lengthBytes: number, extent: Unit): void {
    const { buffer } = this;
    const unit = this.#handover.unitOf(extent, buffer, lengthBytes, this.issues.take(buffer.offset + lengthBytes));
    buffer.consume(lengthBytes);
    this.#context.counts.units += 1;
    this.#context.onUnit(unit);
  }
}
