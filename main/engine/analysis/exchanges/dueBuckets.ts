/** Width of a bucket; what is due comes up to this much late, and never early. */
const BUCKET_MS = 1000;

/** Timers of any length on capture time, in buckets of a second. Each item has at most one. */
export class DueBuckets<T> {
  readonly #buckets = new Map<number, Set<T>>();
  readonly #bucketOf = new Map<T, number>();
  /** All buckets before this one have been emptied. */
  #next = Number.NEGATIVE_INFINITY;

  get size(): number {
    return this.#bucketOf.size;
  }

  /** Takes the place of the timer that the item has. */
  set(item: T, dueAtMs: number): void {
    this.clear(item);
    const bucket = Math.max(Math.ceil(dueAtMs / BUCKET_MS), this.#next);
    const known = this.#buckets.get(bucket);
    if (known === undefined) this.#buckets.set(bucket, new Set([item]));
    else known.add(item);
    this.#bucketOf.set(item, bucket);
  }

  clear(item: T): void {
    const bucket = this.#bucketOf.get(item);
    if (bucket === undefined) return;
    this.#bucketOf.delete(item);
    const items = this.#buckets.get(bucket);
    items?.delete(item);
    if (items?.size === 0) this.#buckets.delete(bucket);
  }

  /** Takes what is due at `nowMs`. A jump of the clock costs no more than there are buckets. */
  takeDue(nowMs: number): T[] {
    const last = Math.floor(nowMs / BUCKET_MS);
    if (!(last >= this.#next)) return [];
    const due = this.#dueBuckets(last);
    this.#next = last + 1;
    return due.flatMap((bucket) => {
      const items = [...(this.#buckets.get(bucket) ?? [])];
      this.#buckets.delete(bucket);
      for (const item of items) this.#bucketOf.delete(item);
      return items;
    });
  }

  #dueBuckets(last: number): number[] {
    if (last - this.#next < this.#buckets.size) {
      return Array.from({ length: last - this.#next + 1 }, (_, at) => this.#next + at);
    }
    return [...this.#buckets.keys()].filter((bucket) => bucket <= last).sort((one, other) => one - other);
  }
}
