/** What the window knows of the engine: the snapshot as deltas have moved it on, and the rows of what is watched. */
import type { CallRow, CompanionRow, MessageRow, StreamRow, StreamSamples } from '../../shared/protocol/rows';
import { NO_COUNTERS, type CaptureCounters, type CaptureState } from '../../shared/protocol/captureState';
import type { Answers } from '../../shared/protocol/commands';
import type { EngineInfo, ListStates, Snapshot } from '../../shared/protocol/deltas';
import type { CallGroup, CallGroupMark } from '../../shared/protocol/callGroups';
import type { StreamKey } from '../../shared/ids';

export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** The line broke and is being tried again; `attempt` counts from 1. */
  | { readonly kind: 'reconnecting'; readonly attempt: number }
  /** Nothing tries any more: the reader has to restart the engine. */
  | { readonly kind: 'gone' };

/** Rows of the calls (or the registration, stream, message) that the lower panes show. */
export type Watched = {
  readonly calls: readonly CallRow[];
  /** In order of their index. */
  readonly messages: readonly MessageRow[];
  readonly streams: readonly StreamRow[];
  readonly companions: readonly CompanionRow[];
  readonly samples: ReadonlyMap<StreamKey, StreamSamples>;
  /** The group of the one call that is open; null when it stands alone, or several are open. */
  readonly group: CallGroup | null;
  /** What the open call's row said of its group when that was read. */
  readonly groupMark: CallGroupMark | null;
};

export type ExportProgress = { readonly done: number; readonly total: number };

export type Session = {
  readonly connection: Connection;
  readonly engine: EngineInfo | null;
  readonly capture: CaptureState;
  readonly counters: CaptureCounters;
  readonly engineMemoryBytes: number;
  readonly lists: ListStates;
  /** Grows when every key has become void: another capture, another engine. */
  readonly epoch: number;
  readonly watched: Watched;
  readonly exports: ReadonlyMap<number, ExportProgress>;
  /** Interfaces and capture programs of the engine's machine; null until they have been asked for. */
  readonly machine: Answers['listInterfaces'] | null;
};

export const NOTHING_WATCHED: Watched = {
  calls: [],
  messages: [],
  streams: [],
  companions: [],
  samples: new Map(),
  group: null,
  groupMark: null,
};

const EMPTY_LIST = { total: 0, version: 0 };

export const INITIAL_SESSION: Session = {
  connection: { kind: 'connecting' },
  engine: null,
  capture: { kind: 'idle' },
  counters: NO_COUNTERS,
  engineMemoryBytes: 0,
  lists: {
    calls: EMPTY_LIST,
    registrations: EMPTY_LIST,
    streams: EMPTY_LIST,
    companions: EMPTY_LIST,
    messages: EMPTY_LIST,
    exchanges: EMPTY_LIST,
    keepalives: EMPTY_LIST,
  },
  epoch: 0,
  watched: NOTHING_WATCHED,
  exports: new Map(),
  machine: null,
};

const sameCapture = (session: Session, snapshot: Snapshot): boolean =>
  session.counters.firstAt?.seconds === snapshot.counters.firstAt?.seconds &&
  session.counters.firstAt?.nanoseconds === snapshot.counters.firstAt?.nanoseconds;

/** Takes a snapshot over; keys become void when it tells of another capture than the one known so far. */
export function applySnapshot(session: Session, snapshot: Snapshot): Session {
  const kept = sameCapture(session, snapshot);
  return {
    ...session,
    ...snapshot,
    connection: { kind: 'connected' },
    epoch: kept ? session.epoch : session.epoch + 1,
    watched: kept ? session.watched : NOTHING_WATCHED,
  };
}
