/** What the engine tells the window without being asked. */
import type { CallRow, CompanionRow, MessageRow, StreamRow, StreamSamples } from './rows';
import type { CaptureCounters, CaptureState } from './captureState';

export type ListName = 'calls' | 'registrations' | 'streams' | 'companions' | 'messages' | 'exchanges' | 'keepalives';

/** A list's size and a version that grows with every change of a row. */
export type ListState = { readonly total: number; readonly version: number };
export type ListStates = Readonly<Record<ListName, ListState>>;

/** Who the window is talking to. */
export type EngineInfo = {
  readonly version: string;
  readonly door: 'desktop' | 'browser' | 'test';
  readonly platform: string;
  /** Whether commands may name paths of this machine (desktop) or files travel by upload and download (browser). */
  readonly mayNamePaths: boolean;
};

export type EngineDelta =
  | { readonly kind: 'captureChanged'; readonly capture: CaptureState }
  | { readonly kind: 'countersChanged'; readonly counters: CaptureCounters; readonly engineMemoryBytes: number }
  /** The capture that all rows came from is gone; every key is void. */
  | { readonly kind: 'captureReset' }
  | { readonly kind: 'listsChanged'; readonly lists: ListStates }
  /** The rest only for calls that this window watches. */
  | { readonly kind: 'callChanged'; readonly call: CallRow }
  | { readonly kind: 'messageSeen'; readonly message: MessageRow }
  | { readonly kind: 'streamChanged'; readonly stream: StreamRow }
  | { readonly kind: 'companionChanged'; readonly companion: CompanionRow }
  /** Seconds that are new or have changed since the last one; the window overwrites by `atMs`. */
  | { readonly kind: 'streamSampled'; readonly samples: StreamSamples }
  | { readonly kind: 'exportProgress'; readonly task: number; readonly done: number; readonly total: number };

export type Snapshot = {
  readonly engine: EngineInfo;
  readonly capture: CaptureState;
  readonly counters: CaptureCounters;
  readonly engineMemoryBytes: number;
  readonly lists: ListStates;
};
