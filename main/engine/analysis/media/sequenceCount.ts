import { distance16 } from '../../decode/rtp/serialNumber';
import { clearWindow, forgetSeen, markSeen, wasSeen, WINDOW_PACKETS } from './sequenceWindow';
import type { StreamPlace } from './streamMemory';
import {
  DUPLICATES,
  EXPECTED_BEFORE,
  FIRST,
  HIGHEST,
  JUMPED_TO,
  REORDERED,
  RESTARTS,
  STEP,
  STRAYS,
  UNIQUE,
} from './streamNumbers';

/** RFC 3550 A.1: a larger jump than this is no loss, and an older packet than this is no late one. */
const MAX_DROPOUT = 3000;
const MAX_MISORDER = 100;

/** Extended numbers begin one cycle up, so that a packet from before the first one still has a positive number, and none is 0. */
const FIRST_CYCLE = 0x10000;
const NONE = 0;

/**
 * first · inOrder (the next one) · gap (ahead, others are missing) · late (behind a higher one, not seen before) · duplicate ·
 * jumped (too far away to belong; waits for the next packet to confirm it) · restarted (confirms the one before it)
 */
export type SequenceVerdict = 'first' | 'inOrder' | 'gap' | 'late' | 'duplicate' | 'jumped' | 'restarted';

/** Takes the packet when it is simply the next one, as nearly all are; else false, and it has to be noted in full. */
export function takeNext(place: StreamPlace, sequence: number): boolean {
  const { numbers, at } = place;
  const next = numbers[at + HIGHEST]! + 1;
  if ((next & 0xffff) !== sequence || next <= FIRST_CYCLE || numbers[at + JUMPED_TO] !== NONE) return false;
  numbers[at + HIGHEST] = next;
  numbers[at + UNIQUE] = numbers[at + UNIQUE]! + 1;
  numbers[at + STEP] = 1;
  markSeen(place, next);
  return true;
}

/**
 * Expected, lost, duplicate and reordered packets of one stream (RFC 3550 A.1 and A.3, with a window of numbers seen).
 * A view over the stream's numbers, made where it is needed.
 *
 * Always: unique + lost = expected, lost ≥ 0. A restart closes the count so far and begins another; nothing is lost by it.
 * A packet from before the first one (the capture began between two swapped packets) moves the beginning back.
 */
export class SequenceCount {
  readonly #place: StreamPlace;
  readonly #numbers: Float64Array;
  readonly #at: number;

  /** @param place begins with zeros */
  constructor(place: StreamPlace) {
    this.#place = place;
    this.#numbers = place.numbers;
    this.#at = place.at;
  }

  get unique(): number {
    return this.#numbers[this.#at + UNIQUE]!;
  }
  get duplicates(): number {
    return this.#numbers[this.#at + DUPLICATES]!;
  }
  get reordered(): number {
    return this.#numbers[this.#at + REORDERED]!;
  }
  get restarts(): number {
    return this.#numbers[this.#at + RESTARTS]!;
  }
  /** Packets that jumped away and that no other confirmed; they belong to nothing. */
  get strays(): number {
    return this.#numbers[this.#at + STRAYS]!;
  }
  get expected(): number {
    const highest = this.#highest;
    if (highest === NONE) return 0;
    return this.#numbers[this.#at + EXPECTED_BEFORE]! + highest - this.#numbers[this.#at + FIRST]! + 1;
  }
  get lost(): number {
    return this.expected - this.unique;
  }

  /** Where a packet with this number would stand: not seen before near the highest one, seen before, or too far away. */
  placeOf(sequence: number): 'near' | 'seen' | 'far' {
    const step = distance16(this.#highest & 0xffff, sequence);
    if (step > MAX_DROPOUT || step < -MAX_MISORDER) return 'far';
    return step <= 0 && wasSeen(this.#place, this.#highest + step) ? 'seen' : 'near';
  }

  note(sequence: number): SequenceVerdict {
    if (takeNext(this.#place, sequence)) return 'inOrder';
    if (this.#highest === NONE) {
      this.#begin(sequence);
      return 'first';
    }
    const step = distance16(this.#highest & 0xffff, sequence);
    this.#numbers[this.#at + STEP] = step;
    if (step > MAX_DROPOUT || step < -MAX_MISORDER) return this.#noteJump(sequence);
    if (this.#jumpedTo !== NONE) this.#settleJump();
    return step > 0 ? this.#advance(step) : this.#noteLate(this.#highest + step);
  }

  get #highest(): number {
    return this.#numbers[this.#at + HIGHEST]!;
  }

  get #jumpedTo(): number {
    return this.#numbers[this.#at + JUMPED_TO]!;
  }

  #begin(sequence: number): void {
    const first = FIRST_CYCLE + sequence;
    this.#numbers[this.#at + FIRST] = first;
    this.#numbers[this.#at + HIGHEST] = first;
    clearWindow(this.#place);
    this.#countUnique(first);
  }

  #advance(step: number): SequenceVerdict {
    const highest = this.#highest + step;
    forgetSeen(this.#place, this.#highest, highest);
    this.#numbers[this.#at + HIGHEST] = highest;
    this.#countUnique(highest);
    return step === 1 ? 'inOrder' : 'gap';
  }

  #noteLate(extended: number): SequenceVerdict {
    if (wasSeen(this.#place, extended)) {
      this.#add(DUPLICATES);
      return 'duplicate';
    }
    this.#countUnique(extended);
    this.#add(REORDERED);
    if (extended < this.#numbers[this.#at + FIRST]!) this.#numbers[this.#at + FIRST] = extended;
    return 'late';
  }

  #noteJump(sequence: number): SequenceVerdict {
    const jumpedTo = this.#jumpedTo;
    const target = FIRST_CYCLE + sequence;
    if (target === jumpedTo) {
      this.#add(DUPLICATES);
      return 'duplicate';
    }
    if (jumpedTo !== NONE && sequence === ((jumpedTo + 1) & 0xffff)) {
      this.#restartAt(jumpedTo & 0xffff);
      return 'restarted';
    }
    if (jumpedTo !== NONE) this.#settleJump();
    this.#numbers[this.#at + JUMPED_TO] = target;
    return 'jumped';
  }

  #restartAt(sequence: number): void {
    this.#numbers[this.#at + EXPECTED_BEFORE] = this.expected;
    this.#add(RESTARTS);
    this.#numbers[this.#at + JUMPED_TO] = NONE;
    this.#begin(sequence);
    this.#numbers[this.#at + STEP] = 1;
    this.#advance(1);
  }

  /** Nothing confirmed the jump: the packet was a very late one, a very late duplicate, or belongs to nothing. */
  #settleJump(): void {
    const back = distance16(this.#highest & 0xffff, this.#jumpedTo & 0xffff);
    const extended = this.#highest + back;
    this.#numbers[this.#at + JUMPED_TO] = NONE;
    if (back > 0 || back <= -WINDOW_PACKETS || extended < this.#numbers[this.#at + FIRST]!) {
      this.#add(STRAYS);
    } else if (wasSeen(this.#place, extended)) {
      this.#add(DUPLICATES);
    } else {
      this.#countUnique(extended);
      this.#add(REORDERED);
    }
  }

  #countUnique(extended: number): void {
    markSeen(this.#place, extended);
    this.#add(UNIQUE);
  }

  #add(number: number): void {
    this.#numbers[this.#at + number] = this.#numbers[this.#at + number]! + 1;
  }
}
