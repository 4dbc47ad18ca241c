import { MAX_BETWEEN_INVITES_MS } from './legFit';
import type { LinkedCall } from './linkedCall';
import { userBucket } from './userNumber';

/** Calls that one bucket holds; with more than these it tells none of them apart. */
const MAX_IN_BUCKET = 16;

type Bucket = { readonly key: string; readonly within: Map<string, Bucket>; calls: LinkedCall[]; crowd: number };

/** Calls that began a short while ago, by their users and by the machines that they went to. */
export class RecentCalls {
  readonly #byCalling = new Map<string, Bucket>();
  readonly #byCalled = new Map<string, Bucket>();
  /** By both users, which is seldom crowded. */
  readonly #byBoth = new Map<string, Bucket>();
  readonly #byMachine = new Map<string, Bucket>();
  /** In order of appearance, with the buckets that they are in. */
  readonly #recent = new Map<LinkedCall, Bucket[]>();
  /** Before this moment of the capture nobody leaves. */
  #dueAtMs = Number.NEGATIVE_INFINITY;

  /**
   * A call begins.
   * @returns calls that may be its earlier leg; of users and machines that are too busy there are none.
   */
  admit(call: LinkedCall): readonly LinkedCall[] {
    const buckets = this.#bucketsOfUsers(call);
    const found = new Set<LinkedCall>();
    for (const bucket of buckets) addAll(bucket, found);
    for (const { source } of call.hops) addAll(this.#byMachine.get(source.address), found);
    for (const bucket of buckets) put(call, bucket);
    this.#recent.set(call, buckets);
    for (const { destination } of call.hops) this.addMachine(call, destination.address);
    return [...found];
  }

  /** The call goes on to another machine. */
  addMachine(call: LinkedCall, address: string): void {
    const buckets = this.#recent.get(call);
    if (buckets === undefined) return;
    const bucket = obtain(this.#byMachine, address);
    if (buckets.includes(bucket)) return;
    buckets.push(bucket);
    put(call, bucket);
  }

  /** No call that begins now is a leg of it. */
  remove(call: LinkedCall): void {
    const buckets = this.#recent.get(call);
    if (buckets === undefined) return;
    this.#recent.delete(call);
    for (const bucket of buckets) take(call, bucket);
  }

  passTime(nowMs: number): void {
    if (nowMs <= this.#dueAtMs) return;
    for (const call of this.#recent.keys()) {
      this.#dueAtMs = call.startedAtMs + MAX_BETWEEN_INVITES_MS;
      if (nowMs <= this.#dueAtMs) return;
      this.remove(call);
    }
    this.#dueAtMs = Number.NEGATIVE_INFINITY;
  }

  #bucketsOfUsers({ calling, called, requested }: LinkedCall): Bucket[] {
    const from = calling === '' ? '' : userBucket(calling);
    const buckets = from === '' ? [] : [obtain(this.#byCalling, from)];
    const tos = new Set([userBucket(called), userBucket(requested)]);
    tos.delete('');
    for (const to of tos) {
      buckets.push(obtain(this.#byCalled, to));
      if (from !== '') buckets.push(obtain(this.#byBoth, `${from} ${to}`));
    }
    return buckets;
  }
}

/** Never written to: `put` puts another in its place. */
const NOBODY: LinkedCall[] = [];

function obtain(within: Map<string, Bucket>, key: string): Bucket {
  const known = within.get(key);
  if (known !== undefined) return known;
  const bucket: Bucket = { key, within, calls: NOBODY, crowd: 0 };
  within.set(key, bucket);
  return bucket;
}

function addAll(bucket: Bucket | undefined, found: Set<LinkedCall>): void {
  if (bucket === undefined || bucket.crowd > 0) return;
  for (const call of bucket.calls) found.add(call);
}

function put(call: LinkedCall, bucket: Bucket): void {
  // Most buckets hold one call, and an array that begins empty takes room for seventeen.
  if (bucket.calls.length === 0) bucket.calls = [call];
  else if (bucket.calls.length < MAX_IN_BUCKET) bucket.calls.push(call);
  else bucket.crowd += 1;
}

function take(call: LinkedCall, bucket: Bucket): void {
  const { calls } = bucket;
  const at = calls.indexOf(call);
  if (at >= 0) calls.splice(at, 1);
  else bucket.crowd -= 1;
  if (calls.length === 0 && bucket.crowd === 0) bucket.within.delete(bucket.key);
}
