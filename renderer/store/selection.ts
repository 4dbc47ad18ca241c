/** What the reader looks at: the view, the row that is open in each list, the marked calls, the message, stream, companion. */
import type {
  CallGroupKey,
  CallKey,
  CompanionKey,
  ExchangeKey,
  KeepaliveKey,
  MessageIndex,
  RegistrationKey,
  StreamKey,
} from '../../shared/ids';
import type { CompanionRow, MessageRow, StreamRow } from '../../shared/protocol/rows';

export type ViewName = 'calls' | 'registrations' | 'streams' | 'messages';
export type PaneTab = 'ladder' | 'media' | 'story';
/** Rows of the ladder that are left in sight; null lets all through. Keys that the ladder does not have count as null. */
export type LadderFilter = { readonly call: CallKey | null; readonly transaction: number | null };
export const NO_LADDER_FILTER: LadderFilter = { call: null, transaction: null };
/** How the message is shown: its fields, text and bytes, the frames it came in, or beside another message. */
export type MessageTab = 'tree' | 'raw' | 'hex' | 'frame' | 'difference';
/** Which of the two lists the streams view shows. */
export type StreamList = 'rtp' | 'beside';
/** And those of the messages and registrations views. */
export type MessageList = 'messages' | 'exchanges';
export type RegistrationList = 'registrations' | 'keepalives';
/** A kind of issue that the messages list is narrowed to. */
export type IssueFilter = { readonly code: string; readonly words: string };

export type Selection = {
  readonly view: ViewName;
  /** Ladder, media or story, remembered per view. */
  readonly paneTabs: Readonly<Record<ViewName, PaneTab>>;
  readonly messageTab: MessageTab;
  readonly streamList: StreamList;
  readonly messageList: MessageList;
  readonly registrationList: RegistrationList;
  readonly issue: IssueFilter | null;
  /** Whether the list of kinds of issues is unfolded. */
  readonly issuesOpen: boolean;
  readonly call: CallKey | null;
  readonly marked: ReadonlySet<CallKey>;
  /** Whether the other calls of its group are opened with a call. */
  readonly allLegs: boolean;
  readonly ladderFilter: LadderFilter;
  /** Groups of the call list whose other calls stand below their first one. */
  readonly unfolded: readonly CallGroupKey[];
  readonly registration: RegistrationKey | null;
  readonly exchange: ExchangeKey | null;
  readonly keepalive: KeepaliveKey | null;
  /** Rows opened in the streams and messages lists: they may belong to no call, so they carry themselves. */
  readonly streamRow: StreamRow | null;
  readonly companionRow: CompanionRow | null;
  readonly messageRow: MessageRow | null;
  /** What the message pane and the chart show. */
  readonly message: MessageIndex | null;
  /** The message that the reader keeps to compare others with. */
  readonly comparedWith: MessageIndex | null;
  readonly stream: StreamKey | null;
  /** Shown in place of the message while it is set. */
  readonly companion: CompanionKey | null;
};

export const INITIAL_SELECTION: Selection = {
  view: 'calls',
  paneTabs: { calls: 'ladder', registrations: 'ladder', streams: 'media', messages: 'ladder' },
  messageTab: 'tree',
  streamList: 'rtp',
  messageList: 'messages',
  registrationList: 'registrations',
  issue: null,
  issuesOpen: false,
  call: null,
  marked: new Set(),
  allLegs: true,
  ladderFilter: NO_LADDER_FILTER,
  unfolded: [],
  registration: null,
  exchange: null,
  keepalive: null,
  streamRow: null,
  companionRow: null,
  messageRow: null,
  message: null,
  comparedWith: null,
  stream: null,
  companion: null,
};

/** RTP is opened for its charts, what runs beside it for its place in the call. */
export const withStreamList = ({ paneTabs }: Selection, streamList: StreamList): Partial<Selection> => ({
  streamList,
  paneTabs: { ...paneTabs, streams: streamList === 'rtp' ? 'media' : 'ladder' },
});

/** A registration is opened for its messages, a keepalive for its history. */
export const withRegistrationList = (
  { paneTabs }: Selection,
  registrationList: RegistrationList,
): Partial<Selection> => ({
  registrationList,
  paneTabs: { ...paneTabs, registrations: registrationList === 'registrations' ? 'ladder' : 'story' },
});

/** The message pane shows what is open in the list that is shown. */
export const withMessageList = ({ message, messageRow }: Selection, messageList: MessageList): Partial<Selection> => ({
  messageList,
  message: messageList === 'messages' ? (messageRow?.index ?? null) : message,
});

/** The row that the streams view has open, of the list that it shows; nothing in the other views. */
export function openedInStreams({ view, streamList, streamRow, companionRow }: Selection): {
  readonly stream: StreamRow | null;
  readonly companion: CompanionRow | null;
} {
  const rtp = view === 'streams' && streamList === 'rtp';
  const beside = view === 'streams' && streamList === 'beside';
  return { stream: rtp ? streamRow : null, companion: beside ? companionRow : null };
}

/** The keepalive that the registrations view has open, while it shows their list. */
export const openedKeepalive = ({ view, registrationList, keepalive }: Selection): KeepaliveKey | null =>
  view === 'registrations' && registrationList === 'keepalives' ? keepalive : null;

/** What the lower panes are drawn from, and so what the window watches. */
export type WatchTarget =
  | { readonly kind: 'nothing' }
  /** `joined`: with the other calls of its group, when it is one call. */
  | { readonly kind: 'calls'; readonly calls: readonly CallKey[]; readonly joined: boolean }
  | { readonly kind: 'registration'; readonly registration: RegistrationKey }
  | { readonly kind: 'exchange'; readonly exchange: ExchangeKey }
  | { readonly kind: 'keepalive'; readonly keepalive: KeepaliveKey }
  | { readonly kind: 'stream'; readonly stream: StreamRow }
  | { readonly kind: 'companion'; readonly companion: CompanionRow }
  | { readonly kind: 'message'; readonly message: MessageRow };

/** The protocol's limit of calls watched at a time. */
export const MOST_WATCHED_CALLS = 200;

/** Marked calls when there are any, else the open one. */
export const chosenCalls = ({ marked, call }: Selection): readonly CallKey[] =>
  marked.size > 0 ? [...marked] : call === null ? [] : [call];

const oneCall = (call: CallKey): WatchTarget => ({ kind: 'calls', calls: [call], joined: false });

function targetInRegistrations({ registrationList, registration, keepalive }: Selection): WatchTarget {
  if (registrationList === 'keepalives') {
    return keepalive === null ? { kind: 'nothing' } : { kind: 'keepalive', keepalive };
  }
  return registration === null ? { kind: 'nothing' } : { kind: 'registration', registration };
}

export function watchTarget(selection: Selection): WatchTarget {
  const { view, messageRow } = selection;
  if (view === 'registrations') return targetInRegistrations(selection);
  if (view === 'messages' && selection.messageList === 'exchanges') {
    const { exchange } = selection;
    return exchange === null ? { kind: 'nothing' } : { kind: 'exchange', exchange };
  }
  const { stream, companion } = openedInStreams(selection);
  if (stream !== null) {
    return stream.call === null ? { kind: 'stream', stream } : oneCall(stream.call);
  }
  if (companion !== null) {
    return companion.call === null ? { kind: 'companion', companion } : oneCall(companion.call);
  }
  if (view === 'messages' && messageRow !== null) {
    return messageRow.call === null ? { kind: 'message', message: messageRow } : oneCall(messageRow.call);
  }
  const calls = view === 'calls' ? chosenCalls(selection).slice(0, MOST_WATCHED_CALLS) : [];
  const joined = selection.allLegs && selection.marked.size === 0;
  return calls.length === 0 ? { kind: 'nothing' } : { kind: 'calls', calls, joined };
}

/** One text per target, to see whether it has changed. */
export function targetIdentity(target: WatchTarget): string {
  switch (target.kind) {
    case 'nothing':
      return '';
    case 'calls':
      return JSON.stringify(['calls', target.joined, ...target.calls]);
    case 'registration':
      return JSON.stringify(['registration', target.registration]);
    case 'exchange':
      return JSON.stringify(['exchange', target.exchange]);
    case 'keepalive':
      return JSON.stringify(['keepalive', target.keepalive]);
    case 'stream':
      return JSON.stringify(['stream', target.stream.key]);
    case 'companion':
      return JSON.stringify(['companion', target.companion.key]);
    case 'message':
      return JSON.stringify(['message', target.message.index]);
  }
}
