/** What the reader looks at: the view, the row that is open in each list, the marked calls, the message and the stream. */
import type { CallKey, MessageIndex, RegistrationKey, StreamKey } from '../../shared/ids';
import type { MessageRow, StreamRow } from '../../shared/protocol/rows';

export type ViewName = 'calls' | 'registrations' | 'streams' | 'messages';
export type PaneTab = 'ladder' | 'media';

export type Selection = {
  readonly view: ViewName;
  /** Ladder or media, remembered per view. */
  readonly paneTabs: Readonly<Record<ViewName, PaneTab>>;
  readonly call: CallKey | null;
  readonly marked: ReadonlySet<CallKey>;
  readonly registration: RegistrationKey | null;
  /** Rows opened in the streams and messages lists: they may belong to no call, so they carry themselves. */
  readonly streamRow: StreamRow | null;
  readonly messageRow: MessageRow | null;
  /** What the message pane and the chart show. */
  readonly message: MessageIndex | null;
  readonly stream: StreamKey | null;
};

export const INITIAL_SELECTION: Selection = {
  view: 'calls',
  paneTabs: { calls: 'ladder', registrations: 'ladder', streams: 'media', messages: 'ladder' },
  call: null,
  marked: new Set(),
  registration: null,
  streamRow: null,
  messageRow: null,
  message: null,
  stream: null,
};

/** What the lower panes are drawn from, and so what the window watches. */
export type WatchTarget =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'calls'; readonly calls: readonly CallKey[] }
  | { readonly kind: 'registration'; readonly registration: RegistrationKey }
  | { readonly kind: 'stream'; readonly stream: StreamRow }
  | { readonly kind: 'message'; readonly message: MessageRow };

/** The protocol's limit of calls watched at a time. */
export const MOST_WATCHED_CALLS = 200;

/** Marked calls when there are any, else the open one. */
export const chosenCalls = ({ marked, call }: Selection): readonly CallKey[] =>
  marked.size > 0 ? [...marked] : call === null ? [] : [call];

export function watchTarget(selection: Selection): WatchTarget {
  const { view, registration, streamRow, messageRow } = selection;
  if (view === 'registrations') {
    return registration === null ? { kind: 'nothing' } : { kind: 'registration', registration };
  }
  if (view === 'streams' && streamRow !== null) {
    return streamRow.call === null ? { kind: 'stream', stream: streamRow } : { kind: 'calls', calls: [streamRow.call] };
  }
  if (view === 'messages' && messageRow !== null) {
    return messageRow.call === null
      ? { kind: 'message', message: messageRow }
      : { kind: 'calls', calls: [messageRow.call] };
  }
  const calls = view === 'calls' ? chosenCalls(selection).slice(0, MOST_WATCHED_CALLS) : [];
  return calls.length === 0 ? { kind: 'nothing' } : { kind: 'calls', calls };
}

/** One text per target, to see whether it has changed. */
export function targetIdentity(target: WatchTarget): string {
  switch (target.kind) {
    case 'nothing':
      return '';
    case 'calls':
      return JSON.stringify(['calls', ...target.calls]);
    case 'registration':
      return JSON.stringify(['registration', target.registration]);
    case 'stream':
      return JSON.stringify(['stream', target.stream.key]);
    case 'message':
      return JSON.stringify(['message', target.message.index]);
  }
}
