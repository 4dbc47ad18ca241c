import { MAX_BETWEEN_INVITES_MS } from './legFit';
import type { LinkedCall } from './linkedCall';
import { userBucket } from './userNumber';

/** Calls that one bucket holds; with more than these it tells none of them apart. */
const MAX_IN_BUCKET = 16;

type Bucket = { readonly calls: LinkedCall[]; crowd: number };
type Recent = { readonly call: LinkedCall; readonly keys: string[] };

/** Calls that began a short while ago, by their users and by the machines that they went to. */
export class RecentCalls {
  readonly #buckets = new Map<string, Bucket>();
  readonly #recent = new Map<LinkedCall, Recent>();

  /**
   * A call begins.
   * @returns calls that may be its earlier leg; of users and machines that are too busy there are none.
   */
  admit(call: LinkedCall): readonly LinkedCall[] {
    const users = userKeys(call);
    const found = new Set<LinkedCall>();
    for (const key of users) this.#find(key, found);
    for (const { source } of call.hops) this.#find(machineKey(source.address), found);
    const recent: Recent = { call, keys: [] };
    this.#recent.set(call, recent);
    for (const key of users) this.#put(recent, key);
    for (const { destination } of call.hops) this.#put(recent, machineKey(destination.address));
    return [...found];
  }

  /** The call goes on to another machine. */
  addMachine(call: LinkedCall, address: string): void {
    const recent = this.#recent.get(call);
    if (recent !== undefined) this.#put(recent, machineKey(address));
  }

  /** No call that begins now is a leg of it. */
  remove(call: LinkedCall): void {
    const recent = this.#recent.get(call);
    if (recent === undefined) return;
    this.#recent.delete(call);
    for (const key of recent.keys) this.#take(call, key);
  }

  passTime(nowMs: number): void {
    for (const call of this.#recent.keys()) {
      if (nowMs - call.startedAtMs <= MAX_BETWEEN_INVITES_MS) return;
      this.remove(call);
    }
  }

  #find(key: string, found: Set<LinkedCall>): void {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined || bucket.crowd > 0) return;
    for (const call of bucket.calls) found.add(call);
  }

  #put(recent: Recent, key: string): void {
    if (recent.keys.includes(key)) return;
    recent.keys.push(key);
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, { calls: [recent.call], crowd: 0 });
    else if (bucket.calls.length < MAX_IN_BUCKET) bucket.calls.push(recent.call);
    else bucket.crowd += 1;
  }

  #take(call: LinkedCall, key: string): void {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return;
    const at = bucket.calls.indexOf(call);
    if (at >= 0) bucket.calls.splice(at, 1);
    else bucket.crowd -= 1;
    if (bucket.calls.length === 0 && bucket.crowd === 0) this.#buckets.delete(key);
  }
}

const machineKey = (address: string): string => `at ${address}`;

/** By who calls, by who is called, and by both, which is seldom crowded. */
function userKeys({ calling, called, requested }: LinkedCall): readonly string[] {
  const keys: string[] = [];
  if (calling !== '') keys.push(`from ${userBucket(calling)}`);
  for (const user of called === requested ? [called] : [called, requested]) {
    if (user === '') continue;
    keys.push(`to ${userBucket(user)}`);
    if (calling !== '') keys.push(`both ${userBucket(calling)} ${userBucket(user)}`);
  }
  return keys;
}
