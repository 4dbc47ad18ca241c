import { u32 } from '../../decode/bigEndian';
import { looksLikeHep } from '../../decode/hep/readHep';
import type { Packet } from '../../decode/packet';
import { isDataType, SctpChunk, SctpData } from '../../decode/sctp/sctpChunk';
import { looksLikeSip } from '../../decode/sip/looksLikeSip';
import type { SipIssueCode } from '../../decode/sip/sipMessage';
import type { UnitKind } from '../../decode/unitReader';
import type { CarriedUnit } from '../carriedUnit';
import { EncapsulationPool } from '../encapsulation';
import { flowPathOf } from '../flowPath';
import { OpenSctpMessages, type OpenSctpLimits } from './openSctpMessages';
import { SctpDirection } from './sctpDirection';
import { markOf } from './tsnWindow';

export type SctpLimits = OpenSctpLimits & {
  /** Directions of associations that are remembered; those quiet longest leave. */
  readonly maxDirections: number;
};

export type SctpCounts = {
  readonly directions: number;
  readonly heldBytes: number;
  /** Pieces of messages that wait for others. */
  readonly openPieces: number;
  /** Messages that were neither SIP nor HEP. */
  readonly otherMessages: number;
  /** Chunks that brought what had come before. */
  readonly duplicateChunks: number;
  /** DATA chunks that were cut off or too short for their header, and bytes that are no chunk. */
  readonly unusableChunks: number;
  /** Messages, or pieces of them, that were given up before they were whole, and the chunks and bytes in them. */
  readonly abandonedMessages: number;
  readonly abandonedChunks: number;
  readonly abandonedBytes: number;
  readonly droppedDirections: number;
};

const LIMITS: SctpLimits = {
  maxDirections: 4096,
  maxOpenPieces: 4096,
  maxHeldBytes: 16 * 1024 * 1024,
  maxMessageBytes: 512 * 1024,
  maxAgeMs: 60_000,
};

const NO_ISSUES: readonly SipIssueCode[] = Object.freeze([]);
const CUT_OFF: readonly SipIssueCode[] = Object.freeze(['cutOffByCapture']);

/** Where the packet at hand stands in the capture. */
type Sighting = { readonly frame: number; readonly frames: readonly number[]; readonly atMs: number };

/** A whole message: in the packet's bytes, or put together in its own. */
type Whole = {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly tsn: number;
  readonly chunks: number;
  readonly frames: readonly number[];
  readonly cutOff: boolean;
};

/** Directions differ in their tag (RFC 9260 §8.5); addresses are left out because a multihomed one changes them at will. */
const keyOf = (packet: Packet): string =>
  `${u32(packet.bytes, packet.transportStart + 4)}:${packet.sourcePort}:${packet.destinationPort}`;

function kindOf({ bytes, start, end }: Whole): UnitKind | null {
  if (looksLikeSip(bytes, start, end)) return 'sip';
  return looksLikeHep(bytes, start, end) ? 'hep' : null;
}

/**
 * Messages out of the DATA and I-DATA chunks of SCTP packets, each handed out once it is whole: bundled ones, fragmented ones in
 * any order, retransmitted ones once. Everything is bounded, and what the bounds cost is counted.
 */
export class SctpReassembly {
  private readonly maxDirections: number;
  private readonly onUnit: (unit: CarriedUnit) => void;
  private readonly open: OpenSctpMessages;
  private readonly encapsulations = new EncapsulationPool();
  /** In order of last use: the first entry is quiet longest. */
  private readonly directions = new Map<string, SctpDirection>();
  private readonly chunk = new SctpChunk();
  private readonly data = new SctpData();

  private otherMessages = 0;
  private duplicateChunks = 0;
  private unusableChunks = 0;
  private droppedDirections = 0;

  constructor(onUnit: (unit: CarriedUnit) => void, limits: Partial<SctpLimits> = {}) {
    const { maxDirections, ...openLimits } = { ...LIMITS, ...limits };
    this.onUnit = onUnit;
    this.maxDirections = maxDirections;
    this.open = new OpenSctpMessages(openLimits);
  }

  /** Takes a packet whose outcome was `sctp`. `frames`: all frames of a reassembled datagram, null for `frame` alone. */
  offer(packet: Packet, frame: number, frames: readonly number[] | null, atMs: number): void {
    this.open.expire(atMs);
    const { bytes, payloadEnd } = packet;
    const sighting: Sighting = { frame, frames: frames ?? [frame], atMs };
    let direction: SctpDirection | null = null;
    let at = packet.payloadStart;
    for (; this.chunk.read(bytes, at, payloadEnd); at = this.chunk.next) {
      if (this.data.read(bytes, this.chunk)) {
        direction ??= this.directionOf(packet);
        this.onData(packet, direction, sighting);
      } else if (isDataType(this.chunk.type)) this.unusableChunks += 1;
    }
    if (at < payloadEnd) this.unusableChunks += 1;
  }

  /** End of the capture: what is not whole is given up. */
  finish(): void {
    this.open.abandonAll();
  }

  counts(): SctpCounts {
    return {
      directions: this.directions.size,
      heldBytes: this.open.heldBytes,
      openPieces: this.open.size,
      otherMessages: this.otherMessages,
      duplicateChunks: this.duplicateChunks,
      unusableChunks: this.unusableChunks,
      abandonedMessages: this.open.abandonedMessages,
      abandonedChunks: this.open.abandonedChunks,
      abandonedBytes: this.open.abandonedBytes,
      droppedDirections: this.droppedDirections,
    };
  }

  private directionOf(packet: Packet): SctpDirection {
    const key = keyOf(packet);
    const known = this.directions.get(key);
    if (known === undefined) this.makeRoom();
    else this.directions.delete(key);
    const direction = known ?? new SctpDirection();
    this.directions.set(key, direction);
    return direction;
  }

  private makeRoom(): void {
    if (this.directions.size < this.maxDirections) return;
    for (const [key, quietest] of this.directions) {
      this.open.abandonAllOf(quietest);
      this.directions.delete(key);
      this.droppedDirections += 1;
      return;
    }
  }

  private onData(packet: Packet, direction: SctpDirection, sighting: Sighting): void {
    const { data } = this;
    const isWhole = data.begin && data.end;
    const mark = markOf(packet.bytes, data.dataStart, data.dataEnd);
    if (direction.window.has(data.tsn, mark) || (!isWhole && direction.holds(data))) this.duplicateChunks += 1;
    else if (data.truncated && !data.end)
      this.unusableChunks += 1; // what follows it cannot be joined to it
    else {
      direction.window.add(data.tsn, mark);
      if (isWhole) this.onWholeChunk(packet, sighting);
      else this.onFragment(packet, direction, sighting);
    }
  }

  private onWholeChunk(packet: Packet, sighting: Sighting): void {
    const { tsn, dataStart: start, dataEnd: end, truncated } = this.data;
    const { frames } = sighting;
    this.handOut({ bytes: packet.bytes, start, end, tsn, chunks: 1, frames, cutOff: truncated }, packet, sighting);
  }

  private onFragment(packet: Packet, direction: SctpDirection, { frame, frames, atMs }: Sighting): void {
    const message = this.open.add(direction, packet.bytes, this.data, frames, atMs);
    if (message === null) return;
    this.handOut({ ...message, start: 0, end: message.bytes.length }, packet, { frame, frames, atMs });
  }

  private handOut(whole: Whole, packet: Packet, { frame, atMs }: Sighting): void {
    const kind = kindOf(whole);
    if (kind === null) {
      this.otherMessages += 1;
      return;
    }
    const { bytes, start, end, tsn, chunks, frames, cutOff } = whole;
    this.onUnit({
      kind,
      bytes,
      start,
      end,
      transport: 'sctp',
      path: flowPathOf(packet, this.encapsulations),
      frame,
      frames,
      atMs,
      place: { carrier: 'sctp', sequence: tsn, length: chunks, wrapping: 'none' },
      issues: cutOff && packet.truncated ? CUT_OFF : NO_ISSUES,
    });
  }
}
