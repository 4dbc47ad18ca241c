import type { Packet } from '../../decode/packet';

/** Fragment offsets count in blocks of 8 bytes. */
const BLOCK_BYTES = 8;
const MAX_DATAGRAM_BYTES = 65_535;
const MAP_WORDS = 8192 / 32;
/** What a datagram costs besides its bytes, and what each of its fragments does. */
const DATAGRAM_OVERHEAD_BYTES = 1024 + 512;
const FRAGMENT_OVERHEAD_BYTES = 128;

export type AddedFragment = 'added' | 'duplicate' | 'unfit';

/** The fragments of one datagram until it is whole. Owns copies of their bytes. */
export class OpenDatagram {
  private readonly sourceWords: Uint32Array;
  private readonly destinationWords: Uint32Array;
  private readonly ipVersion: number;
  private readonly fragmentId: number;
  private readonly protocolInKey: number;
  private readonly vlanIds: Uint16Array;
  private readonly tunnelIds: Float64Array;

  private readonly parts: Uint8Array[] = [];
  private readonly offsets: number[] = [];
  /** One bit per block that a fragment has filled. */
  private readonly filled = new Uint32Array(MAP_WORDS);
  private filledBlocks = 0;
  private highestEndBytes = 0;
  /** Known once the last fragment came. */
  private totalBytes: number | null = null;
  private lastIsCutOff = false;
  private protocol: number;
  private dscp: number;

  readonly firstAtMs: number;
  /** Frames that brought bytes, in order of arrival. */
  readonly frames: number[] = [];
  heldBytes = DATAGRAM_OVERHEAD_BYTES;
  /** A fragment said something of bytes that another one had brought before. */
  overlapped = false;

  constructor(packet: Packet, atMs: number) {
    this.sourceWords = packet.sourceWords.slice();
    this.destinationWords = packet.destinationWords.slice();
    this.ipVersion = packet.ipVersion;
    this.fragmentId = packet.fragmentId;
    this.protocolInKey = packet.protocol;
    this.protocol = packet.protocol;
    this.dscp = packet.dscp;
    this.firstAtMs = atMs;
    this.vlanIds = packet.vlanIds.slice(0, packet.vlanCount);
    this.tunnelIds = packet.tunnelIds.slice(0, packet.tunnelCount);
  }

  /**
   * Addresses, identification and, in IPv4, the protocol (RFC 791 §3.2); fragments of IPv6 may differ in it (RFC 8200 §4.5). Two
   * customers behind one tap may have all that in common, but not VLAN and tunnels.
   */
  isOf(packet: Packet): boolean {
    return (
      this.fragmentId === packet.fragmentId &&
      this.ipVersion === packet.ipVersion &&
      (this.ipVersion === 6 || this.protocolInKey === packet.protocol) &&
      sameWords(this.sourceWords, packet.sourceWords) &&
      sameWords(this.destinationWords, packet.destinationWords) &&
      beginsWith(packet.vlanIds, packet.vlanCount, this.vlanIds) &&
      beginsWith(packet.tunnelIds, packet.tunnelCount, this.tunnelIds)
    );
  }

  /** Takes a fragment in. `unfit` ones contradict what is known of the datagram or of all datagrams. */
  add(packet: Packet, frames: readonly number[]): AddedFragment {
    const offset = packet.fragmentOffsetBytes;
    const lengthBytes = packet.payloadEnd - packet.payloadStart;
    // Every fragment but the last fills whole blocks; an end that does not is cut off or wrong, and its rest is a hole.
    const usableBytes = packet.moreFragments ? lengthBytes & ~(BLOCK_BYTES - 1) : lengthBytes;
    const endBytes = offset + usableBytes;
    if (endBytes > MAX_DATAGRAM_BYTES || usableBytes === 0) return 'unfit';
    if (this.totalBytes !== null && endBytes > this.totalBytes) return 'unfit';
    if (!packet.moreFragments && endBytes < this.highestEndBytes) return 'unfit';

    const newBlocks = this.fill(offset / BLOCK_BYTES, Math.ceil(endBytes / BLOCK_BYTES));
    const isFirstLast = !packet.moreFragments && this.totalBytes === null;
    if (newBlocks === 0 && !isFirstLast) return 'duplicate';
    if (newBlocks * BLOCK_BYTES < usableBytes) this.overlapped = true;

    if (isFirstLast) {
      this.totalBytes = endBytes;
      this.lastIsCutOff = packet.truncated;
    }
    if (offset === 0) {
      this.protocol = packet.protocol;
      this.dscp = packet.dscp;
    }
    this.highestEndBytes = Math.max(this.highestEndBytes, endBytes);
    this.keep(packet.bytes.slice(packet.payloadStart, packet.payloadStart + usableBytes), offset, frames);
    return 'added';
  }

  private keep(part: Uint8Array, offset: number, frames: readonly number[]): void {
    this.parts.push(part);
    this.offsets.push(offset);
    for (let index = 0; index < frames.length; index += 1) this.frames.push(frames[index]!);
    this.heldBytes += part.length + FRAGMENT_OVERHEAD_BYTES;
  }

  /** Marks blocks [from, to) as filled and counts those that were not. */
  private fill(from: number, to: number): number {
    const before = this.filledBlocks;
    for (let block = from; block < to; block += 1) {
      const word = block >>> 5;
      const bit = 1 << (block & 31);
      if ((this.filled[word]! & bit) !== 0) continue;
      this.filled[word]! |= bit;
      this.filledBlocks += 1;
    }
    return this.filledBlocks - before;
  }

  get isWhole(): boolean {
    return this.totalBytes !== null && this.filledBlocks === Math.ceil(this.totalBytes / BLOCK_BYTES);
  }

  /** Lays the whole payload into `whole` and lets the packet stand for the datagram. */
  completeInto(packet: Packet, whole: Uint8Array): void {
    // Latest first, so that bytes which came first win where fragments overlap.
    for (let index = this.parts.length - 1; index >= 0; index -= 1) whole.set(this.parts[index]!, this.offsets[index]!);
    packet.bytes = whole;
    packet.payloadStart = 0;
    packet.payloadEnd = this.totalBytes ?? 0;
    packet.protocol = this.protocol;
    packet.dscp = this.dscp;
    packet.isFragment = false;
    packet.fragmentOffsetBytes = 0;
    packet.moreFragments = false;
    packet.truncated = this.lastIsCutOff;
    packet.fault = null;
  }
}

type Numbers = Uint16Array | Float64Array;

/** Whether the first `count` numbers are `expected` and no more. */
function beginsWith(numbers: Numbers, count: number, expected: Numbers): boolean {
  if (count !== expected.length) return false;
  for (let index = 0; index < count; index += 1) if (numbers[index] !== expected[index]) return false;
  return true;
}

function sameWords(left: Uint32Array, right: Uint32Array): boolean {
  return left[0] === right[0] && left[1] === right[1] && left[2] === right[2] && left[3] === right[3];
}
