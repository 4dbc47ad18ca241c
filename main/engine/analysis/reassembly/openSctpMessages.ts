import type { SctpData } from '../../decode/sctp/sctpChunk';
import type { SctpDirection } from './sctpDirection';
import { fragmentCostBytes, type FragmentRun, type SctpMessage } from './sctpFragments';

export type OpenSctpLimits = {
  /** Pieces of messages that wait for others. */
  readonly maxOpenPieces: number;
  readonly maxHeldBytes: number;
  /** One message with what its fragments cost. */
  readonly maxMessageBytes: number;
  /** How long a message may stay incomplete, in capture time. */
  readonly maxAgeMs: number;
};

/** The messages of all associations that are not whole yet. They are bounded, and what that costs is counted. */
export class OpenSctpMessages {
  private readonly limits: OpenSctpLimits;
  /** In order of opening: the first one is the oldest. */
  private readonly open = new Map<FragmentRun, SctpDirection>();
  private opened = 0;

  heldBytes = 0;
  abandonedMessages = 0;
  abandonedChunks = 0;
  abandonedBytes = 0;

  constructor(limits: OpenSctpLimits) {
    this.limits = limits;
  }

  /** Pieces without holes; a message that misses something in the middle has two. */
  get size(): number {
    return this.open.size;
  }

  /** Takes a fragment that the direction does not hold yet; answers the message that it made whole, if it did. */
  add(
    direction: SctpDirection,
    bytes: Uint8Array,
    data: SctpData,
    frames: readonly number[],
    atMs: number,
  ): SctpMessage | null {
    const home = direction.homeOf(data);
    this.opened += 1;
    const { run, swallowed } = home.add(bytes, data, frames, { atMs, serial: this.opened });
    if (swallowed !== null) this.open.delete(swallowed);
    this.open.set(run, direction);
    this.heldBytes += fragmentCostBytes(data.dataEnd - data.dataStart);
    if (home.isWhole(run)) {
      const message = home.take(run);
      this.close(run, direction);
      return message;
    }
    if (run.heldBytes > this.limits.maxMessageBytes) this.abandon(run, direction);
    this.makeRoom();
    return null;
  }

  /** Gives up what waited too long; a clock that stepped back as far counts as well. */
  expire(atMs: number): void {
    for (const [run, direction] of this.open) {
      if (Math.abs(atMs - run.openedAtMs) <= this.limits.maxAgeMs) return;
      this.abandon(run, direction);
    }
  }

  abandonAllOf(direction: SctpDirection): void {
    for (const home of direction.fragments) for (const run of home.runs) this.abandon(run, direction);
  }

  abandonAll(): void {
    for (const [run, direction] of this.open) this.abandon(run, direction);
  }

  private makeRoom(): void {
    const { maxHeldBytes, maxOpenPieces } = this.limits;
    for (const [run, direction] of this.open) {
      if (this.heldBytes <= maxHeldBytes && this.open.size <= maxOpenPieces) return;
      this.abandon(run, direction);
    }
  }

  private abandon(run: FragmentRun, direction: SctpDirection): void {
    this.abandonedMessages += 1;
    this.abandonedChunks += run.count;
    this.abandonedBytes += run.home.remove(run).reduce((sum, part) => sum + part.bytes.length, 0);
    this.close(run, direction);
  }

  private close(run: FragmentRun, direction: SctpDirection): void {
    this.open.delete(run);
    this.heldBytes -= run.heldBytes;
    direction.forgetIfEmpty(run.home);
  }
}
