import type { KeepaliveMethod } from '../../../../shared/protocol/exchangeRows';
import { DeadlineQueue } from '../signalling/deadlineQueue';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';
import type { KeepaliveRecord, Moment } from './keepaliveRecord';

/**
 * How long an answer is waited for, in ms of capture time: 64·T1 (RFC 3261 §17.1.2.2), a pong (RFC 5626 §4.4.1), and STUN
 * (RFC 8489 §6.2.1).
 */
const TIMEOUTS_MS: Readonly<Record<KeepaliveMethod, number>> = {
  options: TRANSACTION_TIMEOUT_MS,
  crlf: 10_000,
  stun: 39_500,
};

/** A request that waits for an answer. */
export type Probe = Moment & {
  readonly record: KeepaliveRecord;
  readonly id: string;
  /** It was sent again, so that nothing had come back until then. */
  isRepeated: boolean;
  /** It counts as lost already, because an ICMP error says that it did not arrive. */
  isLost: boolean;
};

/** Requests of all keepalives that wait for an answer, by what the answer will have in common with them. */
export class Probes {
  readonly #open = new Map<string, Probe>();
  readonly #queues: Readonly<Record<KeepaliveMethod, DeadlineQueue<Probe>>> = {
    options: new DeadlineQueue(TIMEOUTS_MS.options),
    crlf: new DeadlineQueue(TIMEOUTS_MS.crlf),
    stun: new DeadlineQueue(TIMEOUTS_MS.stun),
  };
  readonly #allQueues = Object.values(this.#queues);
  readonly #maxProbes: number;
  readonly #onLost: (probe: Probe) => void;

  constructor(maxProbes: number, onLost: (probe: Probe) => void) {
    this.#maxProbes = maxProbes;
    this.#onLost = onLost;
  }

  find(id: string): Probe | undefined {
    return this.#open.get(id);
  }

  /** Takes the place of the one with the same id, of which nothing is said then. */
  add(record: KeepaliveRecord, id: string, { atMs, frame }: Moment, nowMs: number): void {
    const queue = this.#queues[record.method];
    if (queue.size >= this.#maxProbes) this.#forget(queue.takeOldest());
    const probe = { record, id, atMs, frame, isRepeated: false, isLost: false };
    this.#open.set(id, probe);
    queue.push(probe, nowMs);
  }

  /** The probe that an answer belongs to, which then waits no more. */
  take(id: string): Probe | undefined {
    const probe = this.#open.get(id);
    this.#open.delete(id);
    return probe;
  }

  /** All that wait. */
  open(): Iterable<Probe> {
    return this.#open.values();
  }

  passTime(nowMs: number): void {
    for (const queue of this.#allQueues) {
      for (let due = queue.takeDue(nowMs); due !== undefined; due = queue.takeDue(nowMs)) {
        if (this.#forget(due)) this.#onLost(due);
      }
    }
  }

  /** Whether it still waited. */
  #forget(probe: Probe | undefined): boolean {
    if (probe === undefined || this.#open.get(probe.id) !== probe) return false;
    return this.#open.delete(probe.id);
  }
}
