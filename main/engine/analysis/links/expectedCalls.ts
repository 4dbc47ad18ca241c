import type { LinkedCall } from './linkedCall';
import { userBucket } from './userNumber';

/** An INVITE that something in a call lets expect: a REFER sends somebody to a target, a 3xx sends the caller on. */
export type Expectation = {
  readonly kind: 'transfer' | 'retry';
  /** The call that leads to it. */
  readonly call: LinkedCall;
  /** Comparable user that the INVITE will go to; empty when only `replaces` tells it. */
  readonly target: string;
  /** Call-ID that its Replaces will name, as a number; 0 without one. */
  readonly replaces: number;
  /** Comparable user who asks for it; empty when that is nobody. */
  readonly referrer: string;
  /** Machines that it may come from. */
  readonly machines: string[];
  readonly clause: string;
  readonly atMs: number;
  readonly frame: number;
  /** The call that fulfilled it. */
  fulfilledBy: LinkedCall | null;
};

/** An INVITE comes within this time of what lets expect it (64·T1). */
const WAIT_MS = 32_000;
/** Expectations of one target that are told apart. */
const MAX_PER_TARGET = 16;
const MAX_MACHINES = 8;

/** INVITEs that are expected, by their target and by the dialog that they are to replace. */
export class ExpectedCalls {
  forgotten = 0;
  readonly #maxExpected: number;
  readonly #byKey = new Map<string, Expectation[]>();
  readonly #waiting = new Set<Expectation>();

  constructor(maxExpected: number) {
    this.#maxExpected = maxExpected;
  }

  add(expectation: Expectation): void {
    this.#waiting.add(expectation);
    for (const key of keysOf(expectation)) {
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, [expectation]);
      else if (known.length < MAX_PER_TARGET) known.push(expectation);
      else this.forgotten += 1;
    }
    for (const oldest of this.#waiting) {
      if (this.#waiting.size <= this.#maxExpected) break;
      this.forgotten += 1;
      this.#remove(oldest);
    }
  }

  /** What an INVITE to these targets, or with a Replaces of this number, may fulfil. */
  expectationsOf(targets: readonly string[], replaces: number): readonly Expectation[] {
    const found = new Set<Expectation>();
    for (const target of targets) for (const each of this.#byKey.get(targetKey(target)) ?? []) found.add(each);
    if (replaces !== 0) for (const each of this.#byKey.get(replacesKey(replaces)) ?? []) found.add(each);
    return [...found];
  }

  passTime(nowMs: number): void {
    for (const oldest of this.#waiting) {
      if (nowMs - oldest.atMs <= WAIT_MS) return;
      this.#remove(oldest);
    }
  }

  #remove(expectation: Expectation): void {
    this.#waiting.delete(expectation);
    for (const key of keysOf(expectation)) {
      const rest = (this.#byKey.get(key) ?? []).filter((each) => each !== expectation);
      if (rest.length === 0) this.#byKey.delete(key);
      else this.#byKey.set(key, rest);
    }
  }
}

/** The INVITE may come from this machine, too: what lets expect it was passed on there. */
export function noteMachine({ machines }: Expectation, address: string): void {
  if (machines.length < MAX_MACHINES && !machines.includes(address)) machines.push(address);
}

const targetKey = (target: string): string => `to ${userBucket(target)}`;
const replacesKey = (replaces: number): string => `replaces ${replaces}`;

function keysOf({ target, replaces }: Expectation): readonly string[] {
  const keys = target === '' ? [] : [targetKey(target)];
  return replaces === 0 ? keys : [...keys, replacesKey(replaces)];
}
