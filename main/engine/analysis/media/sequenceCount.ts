import { distance16 } from '../../decode/rtp/serialNumber';
import type { Place } from './blockPool';
import { SequenceWindow, WINDOW_PACKETS } from './sequenceWindow';

/** RFC 3550 A.1: a larger jump than this is no loss, and an older packet than this is no late one. */
export const MAX_DROPOUT = 3000;
export const MAX_MISORDER = 100;

const NONE = -1;
/** Extended numbers begin one cycle up, so that a packet from before the first one still has a positive number. */
const FIRST_CYCLE = 0x10000;

/**
 * first · inOrder (the next one) · gap (ahead, others are missing) · late (behind a higher one, not seen before) · duplicate ·
 * jumped (too far away to belong; waits for the next packet to confirm it) · restarted (confirms the one before it)
 */
export type SequenceVerdict = 'first' | 'inOrder' | 'gap' | 'late' | 'duplicate' | 'jumped' | 'restarted';

/**
 * Expected, lost, duplicate and reordered packets of one stream (RFC 3550 A.1 and A.3, with a window of numbers seen).
 *
 * Always: unique + lost = expected, lost ≥ 0. A restart closes the count so far and begins another; nothing is lost by it.
 * A packet from before the first one (the capture began between two swapped packets) moves the beginning back.
 */
export class SequenceCount {
  unique = 0;
  duplicates = 0;
  reordered = 0;
  restarts = 0;
  /** Packets that jumped away and that no other confirmed; they belong to nothing. */
  strays = 0;
  /** Signed distance of the last packet from the highest number before it. */
  step = 0;

  #first = 0;
  #highest = NONE;
  #expectedBefore = 0;
  #jumpedTo = NONE;
  readonly #window: SequenceWindow;

  /** @param window of zeros, as long as a `SequenceWindow` needs it */
  constructor(window: Place<Uint32Array>) {
    this.#window = new SequenceWindow(window);
  }

  get expected(): number {
    return this.#highest === NONE ? 0 : this.#expectedBefore + this.#highest - this.#first + 1;
  }

  get lost(): number {
    return this.expected - this.unique;
  }

  /** Where a packet with this number would stand: not seen before near the highest one, seen before, or too far away. */
  placeOf(sequence: number): 'near' | 'seen' | 'far' {
    const step = distance16(this.#highest & 0xffff, sequence);
    if (step > MAX_DROPOUT || step < -MAX_MISORDER) return 'far';
    return step <= 0 && this.#window.has(this.#highest + step) ? 'seen' : 'near';
  }

  note(sequence: number): SequenceVerdict {
    if (this.#highest === NONE) {
      this.#begin(sequence);
      return 'first';
    }
    const step = distance16(this.#highest & 0xffff, sequence);
    this.step = step;
    if (step > MAX_DROPOUT || step < -MAX_MISORDER) return this.#noteJump(sequence);
    if (this.#jumpedTo !== NONE) this.#settleJump();
    return step > 0 ? this.#advance(step) : this.#noteLate(this.#highest + step);
  }

  #begin(sequence: number): void {
    this.#first = FIRST_CYCLE + sequence;
    this.#highest = this.#first;
    this.#window.clear();
    this.#window.put(this.#highest);
    this.unique += 1;
  }

  #advance(step: number): SequenceVerdict {
    this.#window.forget(this.#highest, this.#highest + step);
    this.#highest += step;
    this.#window.put(this.#highest);
    this.unique += 1;
    return step === 1 ? 'inOrder' : 'gap';
  }

  #noteLate(extended: number): SequenceVerdict {
    if (this.#window.has(extended)) {
      this.duplicates += 1;
      return 'duplicate';
    }
    this.#window.put(extended);
    this.unique += 1;
    this.reordered += 1;
    if (extended < this.#first) this.#first = extended;
    return 'late';
  }

  #noteJump(sequence: number): SequenceVerdict {
    const jumpedTo = this.#jumpedTo;
    if (sequence === jumpedTo) {
      this.duplicates += 1;
      return 'duplicate';
    }
    if (jumpedTo !== NONE && sequence === ((jumpedTo + 1) & 0xffff)) {
      this.#restartAt(jumpedTo);
      return 'restarted';
    }
    if (jumpedTo !== NONE) this.#settleJump();
    this.#jumpedTo = sequence;
    return 'jumped';
  }

  #restartAt(sequence: number): void {
    this.#expectedBefore = this.expected;
    this.restarts += 1;
    this.#jumpedTo = NONE;
    this.#begin(sequence);
    this.step = 1;
    this.#advance(1);
  }

  /** Nothing confirmed the jump: the packet was a very late one, a very late duplicate, or belongs to nothing. */
  #settleJump(): void {
    const back = distance16(this.#highest & 0xffff, this.#jumpedTo);
    const extended = this.#highest + back;
    this.#jumpedTo = NONE;
    if (back > 0 || back <= -WINDOW_PACKETS || extended < this.#first) {
      this.strays += 1;
    } else if (this.#window.has(extended)) {
      this.duplicates += 1;
    } else {
      this.#window.put(extended);
      this.unique += 1;
      this.reordered += 1;
    }
  }
}
