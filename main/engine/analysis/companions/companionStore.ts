import type { CallKey, CompanionKey } from '../../../../shared/ids';
import type { CallParties, CompanionRow } from '../../../../shared/protocol/rows';
import type { TrackedCompanion } from './trackedCompanion';

/** Who a call is between. */
export type PartiesOf = (call: CallKey) => CallParties | null;

/** When companions are too many, this part of them leaves at once, those first that were quiet longest. */
const LEAVING_PART = 1 / 8;

/** All companions in the order in which they were found, by key and by call, and which of them have changed. */
export class CompanionStore {
  dropped = 0;
  readonly #byKey = new Map<CompanionKey, TrackedCompanion>();
  readonly #byCall = new Map<CallKey, Set<TrackedCompanion>>();
  readonly #maxCompanions: number;
  readonly #partiesOf: PartiesOf;
  #changed: TrackedCompanion[] = [];
  #removed: CompanionKey[] = [];

  constructor(maxCompanions: number, partiesOf: PartiesOf) {
    this.#maxCompanions = maxCompanions;
    this.#partiesOf = partiesOf;
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** Answers those that have to leave for it. */
  add(tracked: TrackedCompanion): readonly TrackedCompanion[] {
    this.#byKey.set(tracked.companion.key, tracked);
    this.markChanged(tracked);
    return this.#byKey.size > this.#maxCompanions ? this.#dropQuiet() : [];
  }

  bind(tracked: TrackedCompanion, call: CallKey): void {
    const { companion } = tracked;
    if (companion.call === call) return;
    if (companion.call !== null) this.#leaveCall(tracked, companion.call);
    companion.call = call;
    const known = this.#byCall.get(call);
    if (known) known.add(tracked);
    else this.#byCall.set(call, new Set([tracked]));
    this.markChanged(tracked);
  }

  markChanged(tracked: TrackedCompanion): void {
    if (tracked.companion.isChanged) return;
    tracked.companion.isChanged = true;
    this.#changed.push(tracked);
  }

  keys(): readonly CompanionKey[] {
    return [...this.#byKey.keys()];
  }

  row(key: CompanionKey): CompanionRow | null {
    const tracked = this.#byKey.get(key);
    return tracked === undefined ? null : this.#rowOf(tracked);
  }

  rowsOf(call: CallKey): readonly CompanionRow[] {
    return [...(this.#byCall.get(call) ?? [])].map((tracked) => this.#rowOf(tracked));
  }

  /** Numbers of a call's companions: what `onDatagram` answers for their packets. */
  numbersOf(call: CallKey): readonly number[] {
    return [...(this.#byCall.get(call) ?? [])].map(({ companion }) => companion.identity.number);
  }

  takeChanged(): { readonly companions: readonly CompanionKey[]; readonly removed: readonly CompanionKey[] } {
    const companions: CompanionKey[] = [];
    for (const { companion } of this.#changed) {
      companion.isChanged = false;
      if (!companion.isDropped) companions.push(companion.key);
    }
    const removed = this.#removed;
    this.#changed = [];
    this.#removed = [];
    return { companions, removed };
  }

  #rowOf({ companion, state }: TrackedCompanion): CompanionRow {
    return companion.row(state, companion.call === null ? null : this.#partiesOf(companion.call));
  }

  #leaveCall(tracked: TrackedCompanion, call: CallKey): void {
    const companions = this.#byCall.get(call);
    companions?.delete(tracked);
    if (companions?.size === 0) this.#byCall.delete(call);
  }

  #dropQuiet(): readonly TrackedCompanion[] {
    const leaving = [...this.#byKey.values()]
      .sort((one, other) => one.companion.lastAtMs - other.companion.lastAtMs)
      .slice(0, Math.max(1, Math.floor(this.#maxCompanions * LEAVING_PART)));
    for (const tracked of leaving) this.#drop(tracked);
    this.#changed = this.#changed.filter(({ companion }) => !companion.isDropped);
    this.#removed = this.#removed.slice(-this.#maxCompanions);
    return leaving;
  }

  #drop(tracked: TrackedCompanion): void {
    const { companion } = tracked;
    this.dropped += 1;
    companion.isDropped = true;
    this.#byKey.delete(companion.key);
    this.#removed.push(companion.key);
    if (companion.call !== null) this.#leaveCall(tracked, companion.call);
  }
}
