import type { CallKey } from '../../../../shared/ids';
import type { PathEnds } from '../endpointPair';
import { EndpointPool } from '../signalling/endpointPool';
import { StringPool } from '../signalling/stringPool';
import type { SessionAnnouncement } from '../sessionAnnouncement';
import { CallSessions } from './callSessions';
import { Companion, type CompanionIdentity } from './companion';
import type { CompanionCounts, CompanionLimits } from './companionLimits';
import type { CompanionPath } from './companionPath';
import { CompanionStore, type PartiesOf } from './companionStore';
import { PathTable } from './pathTable';
import { SessionEndpoints, type SessionEndpoint } from './sessionEndpoints';
import { SessionNotes } from './sessionNotes';
import type { TrackedCompanion } from './trackedCompanion';

/** Paths without a call that one announcement binds at once; the others are bound with their next packet. */
const MAX_BOUND_AT_ONCE = 64;

/** What a companion begins with. */
export type Opening = Omit<CompanionIdentity, 'number'>;

/** What is asked of those who know the calls. */
export type CallSources = {
  readonly callOnPath: (ends: PathEnds) => CallKey | null;
  readonly partiesOf: PartiesOf;
};

/** Paths and their companions: opens them, binds them to calls, keeps them within the bounds. */
export class CompanionRegister {
  readonly store: CompanionStore;
  readonly endpoints: SessionEndpoints;
  readonly sessions: CallSessions;
  readonly paths: PathTable;
  readonly notes: SessionNotes;
  readonly #callOnPath: (ends: PathEnds) => CallKey | null;
  readonly #pool = new EndpointPool();
  readonly #words = new StringPool();
  #nextNumber = 0;

  constructor(limits: CompanionLimits, { callOnPath, partiesOf }: CallSources) {
    this.store = new CompanionStore(limits.maxCompanions, partiesOf);
    this.endpoints = new SessionEndpoints(limits.maxAnnouncements);
    this.sessions = new CallSessions(limits.maxSessions);
    this.paths = new PathTable(this.endpoints);
    this.notes = new SessionNotes(this.endpoints, this.sessions);
    this.#callOnPath = callOnPath;
  }

  announce(announcement: SessionAnnouncement): void {
    for (const endpoint of this.notes.note(announcement)) this.#bindUnbound(endpoint);
  }

  /** What is known of a path's ends by now goes to its companions; asked with every packet, so it makes no object. */
  review(path: CompanionPath, ends: PathEnds): void {
    const hasNews = path.takeNews();
    if (!hasNews && path.call !== null) return;
    const call = (hasNews ? path.announcedCall() : null) ?? (path.call === null ? this.#callOnPath(ends) : null);
    if (call !== null && call !== path.call) this.bind(path, call);
  }

  /** A path that was another call's until now begins with new companions. */
  bind(path: CompanionPath, call: CallKey): void {
    if (path.call !== null && path.call !== call) path.byKind.clear();
    path.bindTo(call);
    for (const tracked of path.byKind.values()) this.store.bind(tracked, call);
  }

  /** An address that a relay lends or reaches, or that a server saw: if SDP names it, the path is of that call. */
  relate(path: CompanionPath, words: Uint32Array, port: number): void {
    const endpoint = this.endpoints.obtain(words, port);
    const isNews = path.addRelated(endpoint);
    if (isNews && path.call === null && endpoint.announced !== null) this.bind(path, endpoint.announced.call);
    if (!isNews) this.endpoints.forgetIfIdle(endpoint);
  }

  /** Makes `tracked` the companion of its kind on its path. */
  putOn(path: CompanionPath, tracked: TrackedCompanion): void {
    path.byKind.set(tracked.companion.identity.kind, tracked);
    path.users += 1;
    this.keep(tracked, path.call);
  }

  newCompanion(opening: Opening): Companion {
    this.#nextNumber += 1;
    const source = this.#pool.keep(opening.source);
    const destination = this.#pool.keep(opening.destination);
    return new Companion({ ...opening, number: this.#nextNumber, source, destination }, this.#words);
  }

  keep(tracked: TrackedCompanion, call: CallKey | null): void {
    for (const leaving of this.store.add(tracked)) this.#release(leaving);
    if (call !== null) this.store.bind(tracked, call);
  }

  counts(): Pick<CompanionCounts, 'companions' | 'droppedCompanions' | 'droppedAnnouncements' | 'droppedSessions'> {
    return {
      companions: this.store.size,
      droppedCompanions: this.store.dropped,
      droppedAnnouncements: this.endpoints.droppedAnnouncements,
      droppedSessions: this.sessions.droppedSessions,
    };
  }

  #bindUnbound(endpoint: SessionEndpoint): void {
    if (endpoint.unbound === null) return;
    let left = MAX_BOUND_AT_ONCE;
    for (const path of endpoint.unbound) {
      if (left === 0) return;
      left -= 1;
      path.takeNews();
      const call = path.announcedCall();
      if (call !== null) this.bind(path, call);
    }
  }

  #release({ path, companion, state }: TrackedCompanion): void {
    state.release?.();
    if (path === null) return;
    if (path.byKind.get(companion.identity.kind)?.companion === companion) path.byKind.delete(companion.identity.kind);
    path.users -= 1;
    if (path.users === 0) this.paths.remove(path);
  }
}
