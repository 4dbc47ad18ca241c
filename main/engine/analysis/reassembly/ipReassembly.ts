import type { Packet } from '../../decode/packet';
import { OpenDatagram } from './openDatagram';

/** An IP payload is at most this long, and the last byte can never be reached. */
const MAX_PAYLOAD_BYTES = 65_536;
/** Slots in which a datagram may stand, one after the other, when hashes meet. */
const PROBES = 4;

export type ReassemblyLimits = {
  readonly maxOpenDatagrams: number;
  readonly maxHeldBytes: number;
  /** In capture time. */
  readonly maxAgeMs: number;
};

const LIMITS: ReassemblyLimits = { maxOpenDatagrams: 1024, maxHeldBytes: 16 * 1024 * 1024, maxAgeMs: 60_000 };

/** A number for the datagram that a fragment belongs to; the protocol is left out because IPv6 fragments may differ in it. */
function hashOf(packet: Packet): number {
  let hash = packet.fragmentId ^ (packet.ipVersion << 28);
  for (let word = 0; word < 4; word += 1) {
    hash = Math.imul(hash ^ packet.sourceWords[word]!, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ packet.destinationWords[word]!, 0xc2b2ae35);
  }
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Puts IPv4 and IPv6 datagrams together from their fragments (RFC 791 §3.2, RFC 8200 §4.5), in any order. Where fragments
 * overlap, the bytes that came first win. Everything is bounded, and what the bounds cost is counted.
 */
export class IpReassembly {
  private readonly limits: ReassemblyLimits;
  /** By slot, in order of opening: the first entry is the oldest. */
  private readonly open = new Map<number, OpenDatagram>();
  private readonly whole = new Uint8Array(MAX_PAYLOAD_BYTES);
  private completed: readonly number[] = [];

  /** Datagrams given up before they were whole, and the fragments that they had. */
  abandoned = 0;
  abandonedFragments = 0;
  /** Fragments that brought nothing new, and fragments that contradict their datagram (those are abandoned, too). */
  duplicateFragments = 0;
  unfitFragments = 0;
  /** Completed datagrams in which fragments overlapped without being duplicates. */
  overlappedDatagrams = 0;
  /** Whether the datagram completed last was one of those. */
  completedOverlapped = false;
  heldBytes = 0;

  constructor(limits: Partial<ReassemblyLimits> = {}) {
    this.limits = { ...LIMITS, ...limits };
  }

  get openDatagrams(): number {
    return this.open.size;
  }

  /** The frames that the datagram completed last came from, in order of arrival; duplicates are not among them. */
  get completedFrames(): readonly number[] {
    return this.completed;
  }

  /**
   * Takes a fragment that came in these frames: one as a rule, several when it was inside of a datagram in fragments itself. True when it completed its datagram: then the packet stands for the whole of it, its bytes (owned here,
   * valid until the next offer) hold the IP payload, and decodeTransport reads on.
   */
  offer(packet: Packet, frames: readonly number[], atMs: number): boolean {
    this.expire(atMs);
    const slot = this.slotOf(packet);
    const datagram = this.open.get(slot) ?? this.begin(slot, packet, atMs);

    const heldBefore = datagram.heldBytes;
    const added = datagram.add(packet, frames);
    this.heldBytes += datagram.heldBytes - heldBefore;
    if (added === 'added' && datagram.isWhole) {
      this.complete(slot, datagram, packet);
      return true;
    }
    if (added === 'duplicate') this.duplicateFragments += 1;
    if (added === 'unfit') this.refuse(slot, datagram);
    this.makeRoom();
    return false;
  }

  /** Gives up all that is open, at the end of a capture. */
  abandonAll(): void {
    for (const slot of this.open.keys()) this.abandon(slot);
  }

  /** Where the packet's datagram stands or may be opened: its own slot, a free one, else the first, which is given up. */
  private slotOf(packet: Packet): number {
    const first = hashOf(packet);
    let free: number | null = null;
    for (let slot = first; slot < first + PROBES; slot += 1) {
      const datagram = this.open.get(slot);
      if (datagram === undefined) free ??= slot;
      else if (datagram.isOf(packet)) return slot;
    }
    if (free === null) this.abandon(first);
    return free ?? first;
  }

  private begin(slot: number, packet: Packet, atMs: number): OpenDatagram {
    const datagram = new OpenDatagram(packet, atMs);
    this.open.set(slot, datagram);
    this.heldBytes += datagram.heldBytes;
    return datagram;
  }

  private complete(slot: number, datagram: OpenDatagram, packet: Packet): void {
    datagram.completeInto(packet, this.whole);
    this.completed = datagram.frames;
    this.completedOverlapped = datagram.overlapped;
    if (datagram.overlapped) this.overlappedDatagrams += 1;
    this.close(slot, datagram);
  }

  private refuse(slot: number, datagram: OpenDatagram): void {
    this.unfitFragments += 1;
    this.abandonedFragments += 1;
    if (datagram.frames.length === 0) this.close(slot, datagram);
  }

  private close(slot: number, datagram: OpenDatagram): void {
    this.open.delete(slot);
    this.heldBytes -= datagram.heldBytes;
  }

  private abandon(slot: number): void {
    const datagram = this.open.get(slot);
    if (datagram === undefined) return;
    this.abandoned += 1;
    this.abandonedFragments += datagram.frames.length;
    this.close(slot, datagram);
  }

  /** Gives up the datagrams that waited too long; a clock that stepped back as far counts as well. */
  private expire(atMs: number): void {
    for (const [slot, datagram] of this.open) {
      if (Math.abs(atMs - datagram.firstAtMs) <= this.limits.maxAgeMs) return;
      this.abandon(slot);
    }
  }

  private makeRoom(): void {
    const { maxOpenDatagrams, maxHeldBytes } = this.limits;
    for (const slot of this.open.keys()) {
      if (this.open.size <= maxOpenDatagrams && this.heldBytes <= maxHeldBytes) return;
      this.abandon(slot);
    }
  }
}
